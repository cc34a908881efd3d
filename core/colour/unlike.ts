/** A step in lightness weighs less than one in colour: light changes along a surface, its paint does not. */
const lightness = 0.4;

/** And nearly nothing where both are colourful, from the first chroma to the second: there the colour tells enough. */
const lightnessOfColours = 0.05;
const colourful = [0.05, 0.09] as const;

/** Of the change that light alone would make in chroma, how much is allowed for: highlights are paler than that. */
const shading = 0.3;

/** Darker than this, chroma is mostly noise and is not made larger. */
const dark = 0.2;

/**
 * How unlike two surfaces are, in Oklab: L, a, b from `one[i]` and from `other[j]` on. Shading scales lightness and
 * chroma together and leaves the hue; so chromas are compared as under one light, and lightness counts less the more
 * colour there is to go by. `share` is the part of lightness's weight that is wanted.
 */
export function unlike(
  one: ArrayLike<number>,
  i: number,
  other: ArrayLike<number>,
  j: number,
  share = 1,
): number {
  const [first, second] = [one[i]!, other[j]!];
  const between = (first + second) / 2;
  const brighten = 1 + shading * (between / Math.max(dark, first) - 1);
  const darken = 1 + shading * (between / Math.max(dark, second) - 1);
  const [a1, b1] = [one[i + 1]! * brighten, one[i + 2]! * brighten];
  const [a2, b2] = [other[j + 1]! * darken, other[j + 2]! * darken];
  const chroma = Math.sqrt(Math.min(a1 * a1 + b1 * b1, a2 * a2 + b2 * b2));
  const sure = Math.min(1, Math.max(0, (chroma - colourful[0]) / (colourful[1] - colourful[0])));
  const dL = share * (lightness + sure * (lightnessOfColours - lightness)) * (first - second);
  return Math.sqrt(dL * dL + (a1 - a2) * (a1 - a2) + (b1 - b2) * (b1 - b2));
}
