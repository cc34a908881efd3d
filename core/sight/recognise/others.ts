/** What else a part of a picture may show than what is looked for. */
import type { Region } from '../../contract/scene.ts';
import { nameFit, singular } from '../names.ts';

/**
 * What most pictures hold something of, indoors and out: few, for each takes time, and so different that a part that is none of what
 * is looked for is likely one of them. The last are what a piece of a surface shows that is no thing.
 */
const usual = `
  person, face, hand, dog, cat, bird, car, bicycle, building, road, tree, plant, flower, grass, sky, cloud, water, mountain, rock,
  wall, floor, ceiling, window, door, curtain, chair, sofa, table, bed, cabinet, shelf, lamp, picture, rug, cushion, vase, cup, plate,
  bottle, book, box, bag, shoe, shirt, screen, sign, food, shadow, background, pattern
`
  .trim()
  .split(/,\s+/);

/**
 * Those usual names, and those of the picture's own labels, that are none of `names`: a thing of the same name in other words, of its
 * kind, or of which it is a kind would take from it what is its own.
 */
export function othersThan(names: readonly string[], regions: readonly Region[]): string[] {
  const labels = regions.flatMap(({ label }) => label ?? []);
  const isOther = (other: string): boolean =>
    names.every(name => nameFit(name, other) === 0 && nameFit(other, name) === 0);
  return [...new Set([...usual, ...labels])].filter(isOther);
}

/** As one is spoken of in the caption of a photo: “an ottoman.” The paper's own captions end so. */
export function captionOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const one = [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ');
  return `${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}.`;
}
