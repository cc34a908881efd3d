/** How well the regions of a picture fit a name that is said, by their labels and by the colour in it. */
import type { Region } from '../contract/scene.ts';
import { colourFit } from './colours.ts';
import { shareWithin } from './labelled.ts';
import { nameFit } from './names.ts';

/** Where others have the label that is said, so likely one without any is such a thing too. */
const unlabelled = 0.2;

/** Unless so much of its box lies in the box of one that has it: then it is a part of that, and so likely what is meant. */
const within = 0.8;
const partOf = 0.02;

/** Of a label that does not say how sure it is. */
const usualConfidence = 0.9;

/** The fit of a region that has not the colour in a name, as in “orange cup”: such a hint alone never decides (see `clear`). */
const hinted = 0.45;

/** "orange cup" may be a cup for juice: the colour in a name makes a region likelier, but never so much that none would be asked. */
export function hintIn(name: string): ((region: Region) => number) | undefined {
  const hint = name.includes(' ') ? colourFit(name.slice(0, name.lastIndexOf(' '))) : undefined;
  if (!hint) return undefined;
  return region =>
    region.label !== undefined && nameFit(name, region.label) === 1
      ? 1
      : hinted + (1 - hinted) * hint(region);
}

/** How well each is called `name`. Where no label says so, each may be it; one that is surely something else, less. */
export function namesOf(
  name: string,
  regions: readonly Region[],
): { fits: readonly number[]; known: boolean } {
  const sure = ({ confidence = usualConfidence }: Region): number => confidence;
  const matches = regions.map(({ label }) => (label === undefined ? undefined : nameFit(name, label)));
  const known = matches.some(match => match !== undefined && match > 0);
  const such = regions.filter((_, index) => (matches[index] ?? 0) > 0);
  const isPart = ({ box }: Region): boolean => such.some(one => shareWithin(box, one.box) >= within);
  const fits = regions.map((region, index) => {
    const match = matches[index];
    if (match === undefined) return known ? (isPart(region) ? partOf : unlabelled) : 1;
    // A label that is wrong may stand for the right thing; where none is right, some must be wrong.
    const otherwise = known ? (1 - sure(region)) * unlabelled : Math.max(1 - sure(region), unlabelled);
    return match * sure(region) + (1 - match) * otherwise;
  });
  return { fits, known };
}
