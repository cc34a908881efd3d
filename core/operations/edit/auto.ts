import { adjustedBy, autoFor, type Amounts } from '../../colour/auto.ts';
import { autoParts, type AutoPart, type Property } from '../../contract/plan.ts';
import { v } from '../../contract/schema.ts';
import { copy } from '../../pixels/blend.ts';
import { straightening } from '../../pixels/horizon.ts';
import type { Pixels } from '../../pixels/pixels.ts';
import { tilt } from '../../pixels/tilt.ts';
import { defineOperation } from '../operation.ts';
import { amount, strength } from '../parameters.ts';

/** Degrees. A picture that leans more was meant to, or what leans is a thing in it; `rotate` straightens it all the same. */
const mostLean = 8;

/** Each part comes to some of these. */
const property = v.picklist(['exposure', 'contrast', 'highlights', 'temperature', 'tint', 'vibrance']);

/** Where nothing is amiss it changes nothing, and there is nothing to keep. */
export const auto = defineOperation({
  name: 'auto',
  title: 'Auto',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: [],
  params: v.object({
    part: v.picklist(
      [...autoParts, 'straighten'],
      'Choose contrast, exposure, white-balance, vibrance or straighten.',
    ),
    /** How much of what was measured is done. */
    strength: v.optional(strength, 1),
    /** As `adjust` takes them. Measured from the picture where not given. */
    amounts: v.optional(v.record(property, amount)),
    /** Clockwise. Measured from the picture where not given. */
    degrees: v.optional(v.pipe(v.number('Give an angle in degrees.'), v.finite('Give an angle in degrees.'))),
  }),

  settle: (params, image) => ({ ...params, ...measured(params, image) }),

  async run(_tools, { image }, params, run) {
    const { amounts = {}, degrees = 0 } = measured(params, image);
    const { strength } = params;
    const report = (done: number): void => run.report(done);
    if (strength * degrees !== 0) return { images: [tilt(image, strength * degrees, report)], text: '' };
    const weaker = weakened(amounts, strength);
    const same = Object.values(weaker).every(amount => amount === 0);
    return { images: [same ? copy(image) : adjustedBy(image, weaker, report)], text: '' };
  },
});

interface Asked {
  readonly part: AutoPart | 'straighten';
  readonly amounts?: Amounts | undefined;
  readonly degrees?: number | undefined;
}

/** What is to be done: as the recipe says, or as the picture does. */
function measured({ part, amounts, degrees }: Asked, image: Pixels): { amounts?: Amounts; degrees?: number } {
  if (part !== 'straighten') return { amounts: amounts ?? autoFor(image, part) };
  if (degrees !== undefined) return { degrees };
  const turn = straightening(image) ?? 0;
  return { degrees: Math.abs(turn) > mostLean ? 0 : turn };
}

function weakened(amounts: Amounts, strength: number): Amounts {
  const weaker: Partial<Record<Property, number>> = {};
  for (const name of property.options) {
    const amount = amounts[name];
    if (amount !== undefined) weaker[name] = strength * amount;
  }
  return weaker;
}
