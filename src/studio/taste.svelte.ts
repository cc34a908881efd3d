/** What this person is known to like: learnt on this device from what they do, shown to them, and theirs to change. */
import type { Taste as Known } from '../../core/contract/taste.ts';
import type { Version } from '../../core/contract/version.ts';
import { doneBy } from '../../core/library/doing.ts';
import { kindsOf } from '../../core/library/kinds.ts';
import {
  emptyTaste,
  forget,
  learn,
  linesOf,
  reset,
  write,
  type Happening,
  type TasteLine,
} from '../../core/library/profile.ts';
import { tasteOf, type Direction } from '../../core/library/taste.ts';
import { changeTaste, tasteIn } from '../data/taste.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { saveFile } from './save-file.ts';

const KEY = 'learns';

export class Taste {
  /** Whether it goes on learning. */
  learns = $state(localStorage.getItem(KEY) !== 'no');
  readonly #known: Live<Known>;
  readonly #parts: Parts;
  readonly #notices: Notices;

  constructor(parts: Parts, notices: Notices) {
    this.#parts = parts;
    this.#notices = notices;
    this.#known = new Live(() => tasteIn(parts.database), emptyTaste, {
      fails: thrown => notices.fault(thrown),
    });
  }

  /** The strongest first. */
  get lines(): readonly TasteLine[] {
    return linesOf(this.#known.current);
  }

  /** As it is kept now. */
  known(): Promise<Known> {
    return tasteIn(this.#parts.database);
  }

  letLearn(learns: boolean): void {
    this.learns = learns;
    localStorage.setItem(KEY, learns ? 'yes' : 'no');
  }

  /** Something was done with what made these versions, to a thing called `noun`. */
  saw(what: Happening, versions: readonly Version[], noun = ''): Promise<void> {
    const done = versions.flatMap(({ recipe }) => (recipe ? doneBy(recipe.operation, recipe.params) : []));
    return this.learn(what, tasteOf(done, kindsOf(noun)));
  }

  async learn(what: Happening, directions: readonly Direction[]): Promise<void> {
    if (!this.learns || directions.length === 0) return;
    await this.#change((taste, device) => learn(taste, device, what, directions));
  }

  /** Writes a line over what was learnt; `lean` from −1 to 1. */
  write(line: string, lean: number): Promise<void> {
    return this.#change((taste, _, stamp) => write(taste, line, lean, stamp));
  }

  forget(line: string): Promise<void> {
    return this.#change((taste, _, stamp) => forget(taste, line, stamp));
  }

  reset(): Promise<void> {
    return this.#change((taste, _, stamp) => reset(taste, stamp));
  }

  /** All of it, as a file that a person can read. */
  async save(): Promise<void> {
    await this.#notices.saying(async () => {
      const text = JSON.stringify(await this.known(), null, 2);
      saveFile(new Blob([text], { type: 'application/json' }), 'brushword-taste.json');
    });
  }

  async #change(change: Parameters<typeof changeTaste>[1]): Promise<void> {
    await this.#notices.saying(() => changeTaste(this.#parts.database, change));
  }
}
