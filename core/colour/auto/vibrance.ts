/** How much more colour a dull picture can take. */
import { lightToOklab } from '../oklab.ts';
import { hundredths, type Look } from './look.ts';

/** Mean chroma in Oklab. What has less than `least` is meant to be grey, or nearly. */
const chroma = { least: 0.024, dull: 0.028, wanted: 0.031 };

export function vibranceFor({ light, seen }: Look): { vibrance: number } | undefined {
  const row = light.slice();
  lightToOklab(row, row.length / 3);
  let sum = 0;
  for (const i of seen) sum += Math.hypot(row[i * 3 + 1]!, row[i * 3 + 2]!);
  const mean = sum / seen.length;
  if (mean < chroma.least || mean > chroma.dull) return undefined;
  return { vibrance: hundredths((chroma.wanted / mean - 1) * 1.2) };
}
