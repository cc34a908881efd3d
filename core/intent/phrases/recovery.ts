/** What was lost in the light and in the dark: photographers bring highlights back by darkening them, and shadows by lightening them. */
import { limited, plain } from '../degree.ts';
import { adjusted, type Phrase, type Reading } from '../reading.ts';
import type { Degree, Measure, Slots } from '../template.ts';

const recover = 'recover|rescue|restore|reclaim|retrieve|salvage';
const detail = 'detail|details|texture|information';
const lost =
  '[the|my|those|some|any|all|more] [of] [the|my] [lost|blown|burnt|burned|clipped|crushed|blocked] [out|up|blown-out|burnt-out]';
const on = 'on|in|of|for|to|around|across|over|from|at';

function recovered(
  measures: readonly Measure[] | undefined,
  { things }: Slots,
  degree: Degree | undefined,
): Reading | undefined {
  if (measures?.every(({ property }) => property === 'highlights' || property === 'shadows') !== true)
    return undefined;
  const amount = Math.abs(degree?.amount ?? plain);
  return {
    edits: (things ?? [undefined]).flatMap(thing =>
      measures.map(({ property }) =>
        adjusted(property, limited(property === 'highlights' ? -amount : amount), thing),
      ),
    ),
  };
}

/** By their own noun: "the highlight detail". */
const ends = [
  ['highlight|highlights', 'highlights'],
  ['shadow|shadows', 'shadows'],
] as const;

export const recovery: readonly Phrase[] = [
  {
    say: [
      `${recover} ${lost} {measures} [${on} {things}]`,
      `bring|get back ${lost} {measures} [${on} {things}]`,
      `bring|get {measures} back [${on} {things}]`,
      `${recover} [back] ${lost} ${detail} in|from|of {measures}`,
      `bring|get|pull back|out ${lost} ${detail} in|from|of {measures}`,
    ],
    mean: (slots, degree) => recovered(slots.measures, slots, degree),
  },
  ...ends.map(([words, property]): Phrase => ({
    say: [`${recover} ${lost} ${words} ${detail}`, `bring|get|pull back|out ${lost} ${words} ${detail}`],
    mean: (slots, degree) => recovered([{ property, sign: 1 }], slots, degree),
  })),
];
