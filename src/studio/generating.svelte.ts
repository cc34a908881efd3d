/** A picture from words, made by a machine elsewhere, which becomes a project of its own. */
import { Fault } from '../../core/contract/fault.ts';
import { JobId, ProjectId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Recipe } from '../../core/contract/version.ts';
import { generate } from '../../core/operations/generate/generate.ts';
import type { Errand } from '../data/rows.ts';
import { dropErrand, wantedIn } from '../data/own.ts';
import { heldJobs, holdJob } from '../data/tabs.ts';
import { atWork } from './going.ts';
import { elsewhereOf, type Known } from './known.ts';
import { settleIn } from './land.ts';
import type { Machines } from './machines.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { askOutside } from './outside.ts';
import type { Parts } from './parts.ts';
import type { Running } from './runs.svelte.ts';
import { Who } from './who.ts';

type Wanted = NonNullable<Errand['wanted']>;

export class Generating {
  readonly machines: Machines;
  readonly who: Who;
  now = $state.raw<Running>();
  #stop: AbortController | undefined;
  readonly #parts: Parts;
  readonly #open: (path: string) => void;
  readonly #notices: Notices;

  /** `open` shows the place at a path. */
  constructor(parts: Parts, machines: Machines, open: (path: string) => void, notices: Notices) {
    this.#parts = parts;
    this.machines = machines;
    this.#open = open;
    this.#notices = notices;
    this.who = new Who(machines, notices, open);
  }

  /** Goes on with what was asked for when a page died. */
  async begin(): Promise<void> {
    await this.#notices.saying(async () => {
      const held = await heldJobs();
      for (const errand of await wantedIn(this.#parts.database)) {
        if (held.has(errand.job) || !errand.wanted || this.now) continue;
        const by = (await this.machines.all()).find(({ id }) => id === errand.provider);
        const known = errand.answer !== undefined || errand.handle !== undefined;
        if (by && (known || this.machines.asked(by).again === 'once')) {
          this.#notices.tell(`“${errand.wanted.title}” goes on where it was, at ${by.name}.`);
          await this.#make(errand.job, errand.wanted, by);
        } else {
          await dropErrand(this.#parts.database, errand.job);
          this.#notices.tell(`“${errand.wanted.title}” was cut off before it was done. Ask for it again.`);
        }
      }
    });
  }

  /** Makes it, and shows it. What goes wrong is said. */
  async make(words: string, width: number, height: number): Promise<void> {
    if (this.now) return;
    await this.#notices.saying(async () => {
      const params = parse(generate.params, { words, width, height });
      const chosen = await this.who.decide(
        { title: generate.title, operation: generate.name, params },
        params,
      );
      if (!chosen?.by) return;
      const { world } = this.#parts.database;
      const wanted = { title: titleOf(params.words), params, seed: world.seed() };
      await this.#make(world.id(JobId), wanted, chosen.by);
    });
  }

  stop(): void {
    this.#stop?.abort();
  }

  async #make(job: JobId, wanted: Wanted, by: Known): Promise<void> {
    const { signal } = (this.#stop = new AbortController());
    const { title, params, seed } = wanted;
    this.now = { title, done: 0, away: by.name };
    const { database, engine, edition } = this.#parts;
    try {
      const order = { operation: generate.name, params, seed, elsewhere: elsewhereOf(by) };
      const made = await holdJob(job, () =>
        engine.run(
          order,
          signal,
          () => {},
          work =>
            askOutside(database, { id: job, wanted }, this.machines.asked(by), work, signal, at => {
              const away = atWork(by.name, at);
              if (!signal.aborted) this.now = { title, done: at.progress ?? this.now?.done ?? 0, away };
            }),
        ),
      );
      const id = database.world.id(ProjectId);
      const recipe: Recipe = {
        operation: generate.name,
        params: made.params,
        seed: made.seed,
        edition,
        ...(made.maker === undefined ? {} : { maker: made.maker }),
      };
      const { picture, thumb, width, height } = made;
      const arrival = { id, title, picture, thumb, width, height };
      await settleIn(this.#parts, { ...arrival, made: { title: 'Generated', recipe } });
      await dropErrand(database, job);
      for (const note of made.notes) this.#notices.tell(note);
      this.#open(`/edit/${id}`);
    } catch (thrown) {
      const fault = Fault.from(thrown);
      await dropErrand(database, job);
      throw fault;
    } finally {
      this.now = undefined;
    }
  }
}

/** The first words, as a project is called. */
const titleOf = (words: string): string => (words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words);
