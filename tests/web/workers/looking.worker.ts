/** An engine on a device on which only these weights lie: small networks, by what the worker is called. */
import { expose } from 'comlink';
import { makeEngine } from '../../../src/workers/engine.ts';
import {
  smallDetector,
  smallEmbedder,
  smallMatter,
  smallSegmenter,
  type Kind,
  type Things,
  type Wrong,
} from '../../../tools/nets/sights.ts';
import { device } from '../makers/given.ts';

/** Which networks are here; and what of their files is other than it should be. */
export interface Given {
  readonly kinds?: readonly Kind[];
  /** How many names the detector knows. */
  readonly names?: number;
  readonly segmenter?: boolean;
  readonly matter?: boolean;
  /** Or which things it knows. */
  readonly embedder?: boolean | Things;
  readonly wrong?: Wrong;
}

const given = JSON.parse(self.name) as Given;
const { kinds, names, segmenter = false, matter = false, embedder = false, wrong = {} } = given;

expose(
  makeEngine(
    device({
      ...(kinds && { 'dfine-s': smallDetector(kinds, wrong, names) }),
      ...(segmenter && { slimsam: smallSegmenter(wrong) }),
      ...(matter && { modnet: smallMatter(wrong) }),
      ...(embedder && { clip: smallEmbedder(wrong, embedder === true ? undefined : embedder) }),
    }),
  ),
);
