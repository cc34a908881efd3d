/** The basic name of a colour, by its place in Oklab: where the names of Berlin and Kay's terms meet, judged on `colour/named.ts`. */
import type { Oklab } from '../colour/oklab.ts';
import type { BasicColour } from '../contract/scene.ts';

/** Of less chroma than this nothing but lightness is seen; of dark colours more of it is needed. */
const grey = 0.035;
const darkGrey = 0.05;

/** Up to which hue, in degrees. */
const wheel: readonly (readonly [number, BasicColour])[] = [
  [13, 'pink'],
  [42, 'red'],
  [76, 'orange'],
  [114, 'yellow'],
  [196, 'green'],
  [282, 'blue'],
  [333, 'purple'],
  [360, 'pink'],
];

export function nameOf({ L, a, b }: Oklab): BasicColour {
  const chroma = Math.hypot(a, b);
  if (chroma < (L < 0.4 ? darkGrey : grey)) return L < 0.32 ? 'black' : L > 0.88 ? 'white' : 'grey';
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const name = wheel.find(([to]) => hue <= to)?.[1] ?? 'pink';
  // Brown is dark orange or yellow (Bartleson, "Brown", 1976), and light red is pink.
  if ((name === 'orange' || name === 'yellow') && (L < 0.6 || (name === 'orange' && chroma < 0.09)))
    return hue > 100 ? 'green' : 'brown';
  if (name === 'red' && (L > 0.72 || chroma < 0.07)) return L > 0.6 ? 'pink' : 'brown';
  if (name === 'pink' && L < 0.45) return hue < 20 ? 'red' : 'purple';
  return name;
}
