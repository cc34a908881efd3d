/** What takes a cast away. */
import { times } from '../xyz.ts';
import { whiteBalance } from '../white-balance.ts';
import { isFlat } from './contrast.ts';
import { illuminantOf, type Cast } from './illuminant.ts';
import { hundredths, type Look } from './look.ts';

/** A cast that is less is seldom noticed, and as often the scene's own. */
const least = 0.2;
/** What is left of one: light that is a little warm is why the picture was taken. */
const left = 0.05;
/** Where the estimates lie farther apart than this, what has the colour is the scene. */
const mostDoubt = 0.13;
/** Where more than this many are neutral already, the light was. */
const mostNeutral = 0.6;

/** Nothing where there is one thing of one shade, whose colour is its own; where there is no cast, or none that temperature and tint could take away. */
export function balanceFor(look: Look): { temperature: number; tint: number } | undefined {
  if (isFlat(look)) return undefined;
  const found = illuminantOf(look);
  if (!found || found.doubt > mostDoubt || found.neutral > mostNeutral) return undefined;
  const strength = Math.hypot(...found.cast);
  if (strength < least) return undefined;
  const balance = settle(found.cast, left / strength);
  return Math.hypot(...under(balance, found.cast)) < 0.9 * least ? balance : undefined;
}

interface Balance {
  readonly temperature: number;
  readonly tint: number;
}

/** What the light's own colour becomes. */
function under({ temperature, tint }: Balance, [red, blue]: Cast): Cast {
  const [r, g, b] = times(whiteBalance(temperature, tint, 1), [Math.exp(red), 1, Math.exp(blue)]);
  return [Math.log(Math.max(1e-6, r) / g), Math.log(Math.max(1e-6, b) / g)];
}

/** Newton's steps to where `share` of the cast is left. Five do: what they solve is nearly straight. */
function settle(cast: Cast, share: number): Balance {
  let at: Balance = { temperature: 0, tint: 0 };
  const step = 0.01;
  for (let round = 0; round < 5; round++) {
    const [red, blue] = under(at, cast);
    const [redT, blueT] = under({ ...at, temperature: at.temperature + step }, cast);
    const [redG, blueG] = under({ ...at, tint: at.tint + step }, cast);
    const [a, b, c, d] = [
      (redT - red) / step,
      (redG - red) / step,
      (blueT - blue) / step,
      (blueG - blue) / step,
    ];
    const [missRed, missBlue] = [share * cast[0] - red, share * cast[1] - blue];
    const determinant = a * d - b * c;
    at = {
      temperature: limited(at.temperature + (d * missRed - b * missBlue) / determinant),
      tint: limited(at.tint + (a * missBlue - c * missRed) / determinant),
    };
  }
  return { temperature: hundredths(at.temperature), tint: hundredths(at.tint) };
}

const limited = (amount: number): number => Math.min(1, Math.max(-1, amount));
