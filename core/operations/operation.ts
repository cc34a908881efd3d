/** What can be asked for. One file each in a workspace's folder, and one line in `index.ts`. */
import type { Infer, Schema } from '../contract/schema.ts';
import type { Box, Size } from '../pixels/box.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';

export type Workspace = 'edit' | 'generate' | 'colour' | 'library' | 'story';

/** What every run is given: where chance comes from, and where progress goes. */
export interface Run {
  readonly seed: number;
  /** `done` from 0 to 1. Throws a `Fault('stopped')` once the run was asked to stop: call it often. */
  report(done: number): void;
}

/** The promises an operation may call on. An operation never knows who keeps them. */
export interface Tools {
  /**
   * Fills where `hole` is not 0. Returns a picture of the same size. What lies outside the hole may be read, and
   * comes back unchanged. `image` and `hole` are of one size.
   */
  inpaint(image: Pixels, hole: Mask, run: Run): Promise<Pixels>;
  /** Paints `words` into the hole, and gives back a picture of the same size. Kept by machines elsewhere. */
  repaint(image: Pixels, hole: Mask, words: string, run: Run): Promise<Pixels>;
  /** A picture from words, of about this size: who makes it may take only certain sizes. Kept by machines elsewhere. */
  generate(words: string, size: Size, run: Run): Promise<Pixels>;
}
export type ToolName = keyof Tools;

export interface Inputs {
  readonly image: Pixels;
  /** Of the image's size. */
  readonly mask: Mask;
}

/** Pictures and words. One shape, not a union: Comlink's `Remote` spreads a union into a promise per member. */
export interface Outcome {
  readonly images: readonly Pixels[];
  readonly text: string;
}

export interface Operation<Need extends keyof Inputs, Use extends ToolName, S extends Schema> {
  /** A verb: `remove`. Also its name in a recipe, so it never changes. */
  readonly name: string;
  readonly title: string;
  readonly workspace: Workspace;
  /** Inputs it cannot do without. */
  readonly needs: readonly Need[];
  /** Whether a mask, where there is one, limits what it changes. */
  readonly masked: boolean;
  readonly uses: readonly Use[];
  readonly params: S;
  /** Those of `uses` that it will call on with these parameters, where that is not all of them. */
  calls?(params: Infer<S>): readonly Use[];
  /**
   * Fills in the parameters that follow from the picture, so that the recipe says all there was. Throws what `run`
   * would. Where `masked`, a parameter `grow` says how many pixels beyond the mask may change; without one, none may.
   */
  settle?(params: Infer<S>, image: Pixels): Infer<S>;
  /**
   * The part of the picture that a run looks at, where that is less than all of it: run on that part alone, with settled
   * parameters, it makes there what it makes of the whole. Empty where nothing is marked.
   */
  part?(params: Infer<S>, mask: Mask): Box;
  run(
    tools: Pick<Tools, Use>,
    inputs: Pick<Inputs, Need> & { readonly mask?: Mask },
    params: Infer<S>,
    run: Run,
  ): Promise<Outcome>;
}

/** Any operation, as the engine sees it: the inputs and parameters are checked before `run` is called. */
export type AnyOperation = Operation<keyof Inputs, ToolName, Schema>;

export function defineOperation<
  const Need extends keyof Inputs,
  const Use extends ToolName,
  S extends Schema,
>(operation: Operation<Need, Use, S>): Operation<Need, Use, S> {
  return operation;
}
