/** What comes before anybody asks for it: the thumbnails of all projects, and then all of those that are pinned. */
import type { Asset } from '../../../core/contract/asset.ts';
import { Fault } from '../../../core/contract/fault.ts';
import type { AssetHash } from '../../../core/contract/ids.ts';
import { waitAfter } from '../../../core/sync/retry.ts';
import type { Database } from '../database.ts';
import type { Fetching } from './fetching.ts';
import { habitsIn } from './habits.ts';
import { absentAmong, needsOf, readTables } from './project-bytes.ts';

/** Ranks of `Fetching`. */
const THUMB = 1;
const PINNED = 2;

/** How many are asked for at once; the others wait here, where they can be let go of. */
const AT_ONCE = 3;

interface Coming {
  readonly asset: Asset;
  readonly rank: number;
}

export class FetchingAhead {
  readonly #database: Database;
  readonly #fetching: Fetching;
  readonly #onChange: () => void;
  /** What the account did not give: it is asked for again only by who looks at it. */
  readonly #lost = new Set<AssetHash>();
  readonly #underWay = new Set<AssetHash>();
  #left: Coming[] = [];
  #working: Promise<void> | undefined;
  /** What the work that is going on was begun with. */
  #signal: AbortSignal | undefined;
  #stopping = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;
  #failed = 0;
  #coming = 0;
  #wrong: Fault | undefined;

  constructor(database: Database, fetching: Fetching, onChange: () => void) {
    this.#database = database;
    this.#fetching = fetching;
    this.#onChange = onChange;
  }

  /** How many bytes are still to come. */
  get coming(): number {
    return this.#coming;
  }

  /** Why no more come, where this device is at fault. */
  get wrong(): Fault | undefined {
    return this.#wrong;
  }

  /** Looks what is missing, and has it come; by itself again where that fails. What is under way goes on. */
  async start(): Promise<void> {
    clearTimeout(this.#again);
    if (this.#stopping.signal.aborted) this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    try {
      const list = await this.#missing();
      if (signal.aborted) return;
      this.#left = list.filter(({ asset }) => !this.#underWay.has(asset.hash));
      this.#tell(list.reduce((sum, { asset }) => sum + asset.size, 0));
      // Those of before a stop are about to end.
      if (this.#signal !== signal) this.#working = undefined;
      this.#signal = signal;
      const working = (this.#working ??= this.#work(signal));
      await working.finally(() => {
        if (this.#working === working) this.#working = undefined;
      });
      [this.#wrong, this.#failed] = [undefined, 0];
    } catch (thrown) {
      if (signal.aborted) return;
      const fault = Fault.from(thrown);
      // The account's own faults are told by whoever speaks with it.
      this.#wrong = fault.name === 'no-space' ? fault : undefined;
      clearTimeout(this.#again);
      const wait = waitAfter(fault.name, ++this.#failed, this.#database.world.seed() / 2 ** 32);
      if (wait !== undefined) this.#again = setTimeout(() => void this.start(), wait);
    } finally {
      if (this.#working === undefined) this.#tell(0);
    }
  }

  stop(): void {
    this.#stopping.abort();
    clearTimeout(this.#again);
    this.#left = [];
    this.#tell(0);
  }

  async #work(signal: AbortSignal): Promise<void> {
    const worker = async (): Promise<void> => {
      for (let next = this.#left.shift(); next && !signal.aborted; next = this.#left.shift()) {
        const { asset, rank } = next;
        this.#underWay.add(asset.hash);
        try {
          await this.#bring(asset, rank, signal);
        } catch (thrown) {
          // The others would fare no better.
          this.#left = [];
          throw thrown;
        } finally {
          this.#underWay.delete(asset.hash);
        }
        this.#tell(Math.max(0, this.#coming - asset.size));
      }
    };
    const done = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  }

  async #bring(asset: Asset, rank: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#fetching.bytes(asset, { rank, signal });
    } catch (thrown) {
      const { name } = Fault.from(thrown);
      if (name !== 'not-found' && name !== 'refused') throw thrown;
      this.#lost.add(asset.hash);
    }
  }

  #missing(): Promise<readonly Coming[]> {
    const database = this.#database;
    return database.guard(() =>
      database.transaction('r', [...readTables, 'meta'], async () => {
        const needs = await needsOf(database);
        const { pinned } = await habitsIn(database);
        const thumbs = await absentAmong(
          database,
          [...needs.values()].flatMap(one => [...one.thumbs]),
        );
        const full = await absentAmong(
          database,
          pinned.flatMap(id => [...(needs.get(id)?.full ?? [])]),
        );
        return [
          ...thumbs.map(asset => ({ asset, rank: THUMB })),
          ...full.map(asset => ({ asset, rank: PINNED })),
        ].filter(({ asset }) => !this.#lost.has(asset.hash));
      }),
    );
  }

  #tell(coming: number): void {
    if (coming === this.#coming) return;
    this.#coming = coming;
    this.#onChange();
  }
}
