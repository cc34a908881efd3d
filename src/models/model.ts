import type { ToolName, Tools } from '../../core/operations/operation.ts';
import type { Network } from './guide/network.ts';
import type { Processor } from './net.ts';

/** A maker on this device: what keeps one of the promises in `Tools` without asking anyone outside. */
export interface Model<T extends ToolName> {
  /** Also its name in a recipe, so it never changes. */
  readonly name: string;
  /** Grows whenever the same request would give other pixels. Kept in recipes. */
  readonly edition: number;
  readonly title: string;
  /** SPDX. Of its weights, where it has any. */
  readonly licence: string;
  readonly keeps: T;
  /** What leads it, where it is led. */
  readonly network?: Network;
  /** Whether the weights it needs were downloaded. Who needs none says nothing. */
  isHere?(): Promise<boolean>;
  /**
   * Loads what it needs, once. May be long; throws a `Fault`: `no-maker` or `offline` where this device cannot run it, or
   * not now, so that the next maker is asked. Its network is to run on `processor`, those of other makers on `others`.
   */
  make(processor: Processor, others?: Processor): Promise<Pick<Tools, T>>;
}

/** A model whose `make` is run once for each processor, by whoever asks first; a failed attempt is not remembered. */
export function defineModel<const T extends ToolName>(model: Model<T>): Model<T> {
  const made = new Map<Processor, Promise<Pick<Tools, T>>>();
  return {
    ...model,
    make(processor, others) {
      const known = made.get(processor);
      if (known) return known;
      const making = model.make(processor, others);
      made.set(processor, making);
      making.catch(() => made.delete(processor));
      return making;
    },
  };
}
