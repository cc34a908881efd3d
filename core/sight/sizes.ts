/** Words that measure a thing against others: size, lightness, blur. */
import type { Region } from '../contract/scene.ts';
import type { Axis } from './criterion.ts';

/** How a word is said: "big", "bigger" (of two) or "biggest", or "medium" of three. */
export type Grade = 'plain' | 'most' | 'middle';

export interface Measure {
  readonly axis: Axis;
  readonly grade: Grade;
}

/** No side and no area is smaller: of its logarithm something must be left. */
const least = 1e-6;

const logOf = (value: number): number => Math.log(Math.max(least, value));

/** Areas within about a tenth look the same, lengths within a twentieth; a half as large again is plainly larger. */
const byArea = { tie: Math.log(1.1), reach: Math.log(1.5) };
const byLength = { tie: Math.log(1.05), reach: Math.log(1.25) };

/** Of what lies between 0 and 1: so much is just seen, so much is plain. */
const byShare = { tie: 0.02, reach: 0.1 };

type Reading = (region: Region) => number;

const area: Reading = region => logOf(region.area);
const height: Reading = ({ box }) => logOf(box.height);
const width: Reading = ({ box }) => logOf(box.width);
const thickness: Reading = ({ box }) => logOf(Math.min(box.width, box.height));
const length: Reading = ({ box }) => logOf(Math.max(box.width, box.height));
const lightness: Reading = ({ mean: [L] }) => L;
/** 0.3 is about as much chroma as a screen shows. */
const chroma: Reading = ({ mean: [, a, b] }) => Math.hypot(a, b) / 0.3;
const focus: Reading = region => region.focus;
const texture: Reading = region => region.texture;

const scales: readonly [Reading, Omit<Axis, 'at'>, string, string][] = [
  [
    area,
    byArea,
    'big large huge great giant gigantic massive enormous oversized',
    'small tiny little mini miniature wee',
  ],
  [height, byLength, 'tall', 'short'],
  [width, byLength, 'wide broad', 'narrow'],
  [thickness, byLength, 'thick fat', 'thin slim'],
  [length, byLength, 'long', ''],
  [lightness, byShare, 'bright light pale', 'dark dim'],
  [chroma, byShare, 'colourful colorful vivid', 'colourless colorless dull drab'],
  [focus, byShare, 'sharp', 'blurry blurred'],
  [texture, byShare, 'patterned striped stripy textured rough floral fluffy', 'plain smooth'],
];

/** "big" → "bigger", "biggest"; "tiny", "large", "wide" likewise. */
const graded = (word: string, ending: 'er' | 'est'): string =>
  word.endsWith('e')
    ? word + ending.slice(1)
    : word.endsWith('y')
      ? `${word.slice(0, -1)}i${ending}`
      : /^[^aeiou]+[aeiou][gmnt]$/.test(word)
        ? word + word.slice(-1) + ending
        : word + ending;

const graduated = (list: string, axis: Axis): [string, Measure][] =>
  list
    .split(' ')
    .filter(word => word !== '')
    .flatMap((word): [string, Measure][] => [
      [word, { axis, grade: 'plain' }],
      [graded(word, 'er'), { axis, grade: 'most' }],
      [graded(word, 'est'), { axis, grade: 'most' }],
    ]);

const words: ReadonlyMap<string, Measure> = new Map(
  scales.flatMap(([reading, by, more, less]) => [
    ...graduated(more, { at: region => -reading(region), ...by }),
    ...graduated(less, { at: reading, ...by }),
  ]),
);

const middling: Measure = { axis: { at: area, ...byArea }, grade: 'middle' };

export const measureOf = (word: string): Measure | undefined =>
  /^(medium|medium-sized|middle-sized|mid-sized)$/.test(word) ? middling : words.get(word.toLowerCase());
