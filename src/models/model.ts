import type { ToolName, Tools } from '../../core/operations/operation.ts';

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
  /** Whether this device can run it at all. */
  fits(): boolean;
  /** Loads what it needs, once. May be long; throws a `Fault`. */
  make(): Promise<Pick<Tools, T>>;
}

/** A model whose `make` is run once, by whoever asks first; a failed attempt is not remembered. */
export function defineModel<const T extends ToolName>(model: Model<T>): Model<T> {
  let made: Promise<Pick<Tools, T>> | undefined;
  return {
    ...model,
    make() {
      made ??= model.make().catch((thrown: unknown) => {
        made = undefined;
        throw thrown;
      });
      return made;
    },
  };
}
