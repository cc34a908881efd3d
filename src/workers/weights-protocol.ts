/** All that the page and the keeper of weights know of each other. Only data crosses. */
import { v, type Infer } from '../../core/contract/schema.ts';
import { WeightsEntry } from '../models/weights/entry.ts';
import { State } from '../models/weights/state.ts';

export { serverAt } from '../models/weights/address.ts';
export { isBusy } from '../models/weights/state.ts';
export { State, WeightsEntry };

/** A model, and how things stand with its weights. */
export const Listed = v.object({ entry: WeightsEntry, state: State });
export type Listed = Infer<typeof Listed>;

/** What the keeper tells unasked: a model's state has changed, here or in another tab. */
export const Change = v.object({ name: v.string(), state: State });
export type Change = Infer<typeof Change>;

export interface WeightsOutside {
  changed(change: Change): void;
}

export interface WeightsApi {
  /** Takes the lock called `name` for as long as the worker lives: who waits for it learns of its end. */
  hold(name: string): Promise<void>;
  watch(outside: WeightsOutside): void;
  list(): Promise<Listed[]>;
  /** Asks a server for what it has beside our list, and keeps that. Without one, forgets it. */
  offer(server: string | undefined): Promise<void>;
  /** Downloads what is missing, from the hub where no server is given. Follows, where another tab is at it already. */
  load(name: string, server: string | undefined): Promise<void>;
  /** Stops what goes on with a model, in whichever tab. What has come stays. */
  pause(name: string): void;
  remove(name: string): Promise<void>;
  /** Takes in the model's files from among these. */
  take(name: string, files: readonly File[]): Promise<void>;
}
