/** What two devices set at once: what lost is kept beside what holds, and a person says which it is to be. */
import { graphOf } from '../../core/history/graph.ts';
import { restore } from '../../core/history/undo.ts';
import type { Fields } from '../../core/sync/change.ts';
import { commit, type Work } from '../data/commit.ts';
import type { Database } from '../data/database.ts';
import { disagreementsIn, type Disagreement } from '../data/disagreements.ts';
import { projectWith, versionsOf } from '../data/read.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export type { Disagreement } from '../data/disagreements.ts';

export class Others {
  /** Whether they are looked at. */
  open = $state(false);
  readonly #database: Database;
  readonly #notices: Notices;
  readonly #all: Live<readonly Disagreement[]>;
  #told = 0;

  constructor(database: Database, notices: Notices) {
    this.#database = database;
    this.#notices = notices;
    this.#all = new Live<readonly Disagreement[]>(() => disagreementsIn(database), [], {
      arrives: all => this.#tell(all.length),
      fails: thrown => notices.fault(thrown),
    });
  }

  get all(): readonly Disagreement[] {
    return this.#all.current;
  }

  /** What holds stays; of heads, both stay in the history in any case. */
  keep(one: Disagreement): Promise<boolean> {
    return this.#settle(one, undefined, 'It stays as it is.');
  }

  /** The other holds from now on. */
  async take(one: Disagreement): Promise<boolean> {
    const { other, heads } = one;
    if (!heads) return this.#settle(one, { [other.field]: other.value }, 'The other was taken.');
    const version = heads.other;
    if (!version) return false;
    const project = await projectWith(this.#database, version.project);
    if (!project) return false;
    const place = restore(graphOf(await versionsOf(this.#database, project.id)), project, version.id);
    const fields = { ...place, thumb: version.thumb, changed: this.#database.world.now() };
    return this.#settle(one, fields, 'The other is shown now. Both are in the history.');
  }

  /** Two texts in one. */
  keepBoth(one: Disagreement): Promise<boolean> {
    const both = `${String(one.now)} / ${String(one.other.value)}`;
    return this.#settle(one, { [one.other.field]: both }, 'Both were kept.');
  }

  /** In one commit; Undo takes it back in another. */
  async #settle({ other, row }: Disagreement, fields: Fields | undefined, said: string): Promise<boolean> {
    const { id, table, record } = other;
    const before = fields && Object.fromEntries(Object.keys(fields).map(field => [field, row[field]]));
    const set = (values: Fields | undefined, settled: boolean | undefined): Promise<boolean> =>
      this.#notices.saying(async () => {
        // What it sets is parsed by the table's own schema.
        const work = values ? ({ [table]: [{ id: record, ...values }] } as Work) : {};
        await commit(this.#database, { ...work, others: [{ id, settled }] });
      });
    if (!(await set(fields, true))) return false;
    this.#notices.tell(said, { label: 'Undo', take: () => void set(before, undefined) });
    return true;
  }

  /** Once for each that comes. */
  #tell(count: number): void {
    if (count > this.#told && !this.open) {
      const what = count === 1 ? 'One thing was' : `${count} things were`;
      this.#notices.tell(`${what} changed on two devices at once. Both versions are kept.`, {
        label: 'Look',
        take: () => (this.open = true),
      });
    }
    this.#told = count;
    if (count === 0) this.open = false;
  }
}
