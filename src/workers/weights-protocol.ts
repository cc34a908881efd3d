/** All that the page and the keeper of weights know of each other. Only data crosses. */
import { v, type Infer } from '../../core/contract/schema.ts';
import { Declaration } from '../models/guide/declaration.ts';
import { WeightsEntry } from '../models/weights/entry.ts';
import { State } from '../models/weights/state.ts';

export { isBusy } from '../models/weights/state.ts';
export { Declaration, State, WeightsEntry };

/** How things stood with a model at a moment, in milliseconds: of two that come, the later one holds. */
const Standing = v.object({ state: State, at: v.number() });

/** A model, and how things stand with its weights. */
export const Listed = v.object({ entry: WeightsEntry, ...Standing.entries });
export type Listed = Infer<typeof Listed>;

/** What the keeper tells unasked: a model's state has changed, here or in another tab. */
export const Change = v.object({ name: v.string(), ...Standing.entries });
export type Change = Infer<typeof Change>;

export interface WeightsOutside {
  changed(change: Change): void;
}

export interface WeightsApi {
  /** Takes the lock called `name` for as long as the worker lives: who waits for it learns of its end. */
  hold(name: string): Promise<void>;
  watch(outside: WeightsOutside): void;
  list(): Promise<Listed[]>;
  /** The server that is asked instead of the hub; empty for the hub. */
  mirror(): Promise<string>;
  /** Takes what was typed for the mirror, or nothing for the hub, and hears what models it has beside our list. */
  setMirror(typed: string): Promise<void>;
  /** Downloads what is missing. Follows, where another tab is at it already. */
  load(name: string): Promise<void>;
  /** Stops what goes on with a model in this tab. What has come stays. */
  stop(name: string): void;
  /** The same, in whichever tab it is. */
  pause(name: string): void;
  remove(name: string): Promise<void>;
  /** Takes in the model's files from among these. */
  take(name: string, files: readonly File[]): Promise<void>;
  /** Keeps a network that a person brought, under the name in its declaration. */
  add(declaration: Declaration, network: File): Promise<void>;
}
