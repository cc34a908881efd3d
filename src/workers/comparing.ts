/** Compares pictures, and parts of them, with words, where the network is here that knows both. */
import type { Size } from '../../core/pixels/box.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { maskOfRuns } from '../../core/pixels/runs.ts';
import { directionOf, embeddingOf } from '../../core/library/embedding.ts';
import { likelihoods } from '../../core/library/likelihoods.ts';
import { closeUpsOf } from '../../core/sight/recognise/close-up.ts';
import { captionOf } from '../../core/sight/recognise/others.ts';
import { SIDE, type Embedder } from '../models/sight/embedder.ts';
import type { Looker, Open } from '../models/sight/looker.ts';
import { nameOf, type Asking } from './asking.ts';
import type { Embedded, LineUp, Places, Recognised } from './protocol.ts';
import type { Sight } from './seeing.ts';

type Directions = Map<string, Float32Array>;

export class Comparing {
  readonly #sight: Sight;
  readonly #embedder: Looker<Embedder & Open>;
  readonly #asking: Asking;
  /** What names say: most are of every question. */
  readonly #said: Directions = new Map();
  /** What regions of pictures show, by their runs, for as long as these stay decoded. */
  readonly #shown = new WeakMap<Pixels, Directions>();

  constructor(sight: Sight, embedder: Looker<Embedder & Open>, asking: Asking) {
    this.#sight = sight;
    this.#embedder = embedder;
    this.#asking = asking;
  }

  /** What is in it; nothing where no network is here that compares pictures. */
  embed(image: Pixels, places: Places): Promise<Embedded> {
    return this.#embedding(places, embedder => embedder.embed(image), 'so only its looks are compared');
  }

  /** What these words say; nothing where no network is here that knows words, or there are none. */
  async embedWords(words: string, places: Places): Promise<Embedded> {
    if (words.trim() === '') return { notes: [] };
    return this.#embedding(
      places,
      embedder => embedder.embedWords(words),
      'so only what was said of pictures is searched',
      'read these words',
    );
  }

  /** How likely each region shows each name; nothing where no network is here that can tell. Throws `bad-request` where regions are another picture's. */
  async recognise(
    image: Pixels,
    { names, others, copy, masks }: LineUp,
    places: Places,
    report: (done: number) => void,
  ): Promise<Recognised> {
    this.#sight.checkCopy(image, copy);
    const { made, notes } = await this.#asking.ask(
      this.#embedder,
      places,
      async embedder => {
        const count = names.length + others.length + masks.length;
        let done = 0;
        const next = (): void => report(++done / count);
        const say = async (name: string): Promise<Float32Array> => {
          const said = this.#said.get(name) ?? directionOf(await embedder.embedWords(captionOf(name)));
          this.#said.set(name, said);
          next();
          return said;
        };
        const [wanted, unwanted] = [await eachOf(names, say), await eachOf(others, say)];
        const shows = this.#regionsOf(image, copy, embedder);
        return eachOf(masks, async runs => {
          const shown = await shows(runs);
          next();
          return shown ? likelihoods(shown, wanted, unwanted) : names.map(() => 0);
        });
      },
      'so what was named was looked for by its looks',
    );
    return { ...(made && { likely: made }), notes };
  }

  #regionsOf(
    image: Pixels,
    copy: Size,
    embedder: Embedder,
  ): (runs: Uint32Array) => Promise<Float32Array | undefined> {
    const shown = this.#shown.get(image) ?? new Map<string, Float32Array>();
    this.#shown.set(image, shown);
    const closeUp = closeUpsOf(image, this.#sight.copyOf(image).scale, SIDE);
    return async runs => {
      const key = runs.join();
      const before = shown.get(key);
      if (before) return before;
      const seen = closeUp(maskOfRuns(runs, copy));
      if (!seen) return undefined;
      const direction = directionOf(await embedder.embed(seen));
      shown.set(key, direction);
      return direction;
    };
  }

  async #embedding(
    places: Places,
    work: (embedder: Embedder) => Promise<Float32Array>,
    otherwise: string,
    asked?: string,
  ): Promise<Embedded> {
    const by = nameOf(this.#embedder);
    const { made, notes } = await this.#asking.ask(
      this.#embedder,
      places,
      async opened => embeddingOf(by, await work(opened)),
      otherwise,
      asked,
    );
    return { ...(made && { embedding: made }), notes };
  }
}

/** One after the other: a network does one thing at a time. */
async function eachOf<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}
