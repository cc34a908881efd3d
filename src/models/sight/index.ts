/** The networks that look at pictures. */
import { here, type Weights } from '../weights/kept.ts';
import { detector, type Detector } from './detector.ts';
import { embedder, type Embedder } from './embedder.ts';
import type { Looker, Open } from './looker.ts';
import { matter, type Matter } from './matte.ts';
import { segmenter, type Segmenter } from './segmenter.ts';

export interface Lookers {
  readonly detector: Looker<Detector & Open>;
  readonly segmenter: Looker<Segmenter & Open>;
  readonly matter: Looker<Matter & Open>;
  readonly embedder: Looker<Embedder & Open>;
}

export const lookersIn = (weights: Weights): Lookers => ({
  detector: detector(weights),
  segmenter: segmenter(weights),
  matter: matter(weights),
  embedder: embedder(weights),
});

/** Those whose weights are on this device. */
export async function lookersHere(weights = here): Promise<readonly Looker<Open>[]> {
  const kept = await weights.kept();
  return Object.values(lookersIn(weights)).filter(({ name }) => kept.includes(name));
}
