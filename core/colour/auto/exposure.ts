/** How much more light, or less, a picture should have had. */
import { times } from '../xyz.ts';
import { whiteBalance } from '../white-balance.ts';
import { isFlat } from './contrast.ts';
import { hundredths, percentile, sorted, type Look } from './look.ts';
import { balanceFor } from './white-balance.ts';

/**
 * In the cube root of light, where the brightest hundredth of a picture begins. Of 35 photographs it lies above 0.87 in
 * nine of ten; a stop less light takes it below 0.8 in all.
 */
const bright = { least: 0.8, wanted: 0.95 };
/** What exposure can give, in stops; and with it what still brings the brightest far enough up. */
const stops = 2;
const reach = 2.5;

/** The share of pixels with two channels at their end, or nearly. One alone is a colour: a red flower is meant to be. */
const burnt = { light: 0.96, most: 0.06, highKey: 0.5 };

export function exposureFor(look: Look): { exposure: number; highlights?: number } | undefined {
  const brightest = Math.cbrt(percentile(sorted(balanced(look), Math.max), 0.99));
  if (brightest < bright.least) {
    // Without a black or a white it may be fog, or one thing of one shade; contrast has seen to what it could.
    if (isFlat(look) || isNight(look)) return undefined;
    const missing = 3 * Math.log2(bright.wanted / brightest);
    return missing > reach ? undefined : { exposure: hundredths(Math.min(stops, missing) / 2) };
  }
  const seconds = sorted(look, second);
  const share = seconds.reduce((sum, value) => sum + (value >= burnt.light ? 1 : 0), 0) / seconds.length;
  if (share < burnt.most || share > burnt.highKey) return undefined;
  const less = Math.min(1, 0.65 + 1.5 * share);
  return { exposure: hundredths(-less / 2), highlights: hundredths(0.45 * less) };
}

/** Half of it all but black: few pictures are so by mistake, and those have nothing in the dark to bring up. */
const isNight = (look: Look): boolean => Math.cbrt(percentile(sorted(look, Math.max), 0.5)) < 0.19;

const second = (r: number, g: number, b: number): number =>
  Math.max(Math.min(r, g), Math.min(Math.max(r, g), b));

/** As it will be without its cast, which is taken away later: else doing so would ask for more light. */
function balanced(look: Look): Look {
  const balance = balanceFor(look);
  if (!balance) return look;
  const matrix = whiteBalance(balance.temperature, balance.tint, 1);
  const light = look.light.slice();
  for (let i = 0; i < light.length; i += 3)
    light.set(times(matrix, [light[i]!, light[i + 1]!, light[i + 2]!]), i);
  return { ...look, light };
}
