/** Auto: what a picture would gain by, as amounts of the adjustments that a person has, from its statistics. */
import { autoParts, type AutoPart, type Property } from '../contract/plan.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { adjust, unadjusted } from './adjust.ts';
import { contrastFor } from './auto/contrast.ts';
import { exposureFor } from './auto/exposure.ts';
import { lookAt, lookOn, type Look } from './auto/look.ts';
import { vibranceFor } from './auto/vibrance.ts';
import { balanceFor } from './auto/white-balance.ts';

/** Each from −1 to 1, in whole hundredths. What is not named is left alone. */
export type Amounts = Readonly<Partial<Record<Property, number>>>;

const judges: Readonly<Record<AutoPart, (look: Look) => Amounts | undefined>> = {
  contrast: contrastFor,
  exposure: exposureFor,
  'white-balance': balanceFor,
  vibrance: vibranceFor,
};

/** Fewer pixels have no statistics. */
const fewest = 16;

/** Bytes by which a picture may change, in the mean, when it is mended a second time: a hundredth of 255, less a margin. */
const settled = 1.5;

/**
 * What `part` of Auto would change in `image` were the parts before it in `autoParts` done first; empty where nothing
 * that would be seen. A picture that would not come to rest, but be changed again each time it is asked of, is left as
 * it is. So mending a mended picture changes it by less than 1 % in the mean.
 */
export const autoFor = (image: Pixels, part: AutoPart): Amounts => autoPlan(image)[part] ?? {};

/** All parts, each judged by what those before it made. */
export function autoPlan(image: Pixels): Plan {
  const look = lookAt(image);
  if (look.seen.length < fewest) return {};
  const { plan, look: after } = mend(look);
  if (Object.keys(plan).length === 0) return plan;
  return apart(after.image, mend(after).look.image) < settled ? plan : {};
}

type Plan = Readonly<Partial<Record<AutoPart, Amounts>>>;

function mend(look: Look): { plan: Plan; look: Look } {
  const plan: Partial<Record<AutoPart, Amounts>> = {};
  let seen = look;
  for (const part of autoParts) {
    const wanted = judges[part](seen);
    if (!wanted) continue;
    plan[part] = wanted;
    seen = lookOn(adjustedBy(seen.image, wanted));
  }
  return { plan, look: seen };
}

/** The whole picture, adjusted. */
export const adjustedBy = (
  image: Pixels,
  amounts: Amounts,
  report: (done: number) => void = () => undefined,
): Pixels =>
  adjust(
    image,
    { x: 0, y: 0, width: image.width, height: image.height },
    { ...unadjusted, ...amounts },
    report,
  );

/** The mean difference of their bytes. */
function apart(one: Pixels, other: Pixels): number {
  let sum = 0;
  for (let i = 0; i < one.data.length; i++) sum += Math.abs(one.data[i]! - other.data[i]!);
  return sum / (0.75 * one.data.length);
}
