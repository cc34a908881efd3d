/** Colours as they would look in white light. In a room lit by lamps everybody still calls a white wall white. */

/** What has less chroma, and is not dark, may be grey or white in the light that falls on it (Oklab). */
const nearGrey = 0.09;
const dark = 0.35;

/** So much of the light's tint is taken away: an eye adapts as far, and a beige wall is beige (Fairchild, "Color Appearance Models", 2013). */
const adapted = 0.7;

/** `colours`: L, a and b one after another; `sizes`: how much there is of each. The same, without the tint that what is nearly grey has. */
export function inWhiteLight(colours: Float64Array, sizes: Float64Array): Float64Array {
  let [light, a, b] = [0, 0, 0];
  for (let at = 0, i = 0; at < colours.length; at += 3, i++) {
    const [L, x, y] = [colours[at]!, colours[at + 1]!, colours[at + 2]!];
    if (L < dark || Math.hypot(x, y) > nearGrey) continue;
    light += sizes[i]! * L;
    a += sizes[i]! * x;
    b += sizes[i]! * y;
  }
  if (light === 0) return colours;
  const [tintA, tintB] = [(adapted * a) / light, (adapted * b) / light];
  return colours.map((value, at) => {
    if (at % 3 === 0) return value;
    return value - (at % 3 === 1 ? tintA : tintB) * colours[at - (at % 3)]!;
  });
}
