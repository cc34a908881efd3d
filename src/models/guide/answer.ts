/** Whether this device computes our network rightly: it is asked about a small picture whose answer is known. */
import { download } from '../download.ts';
import type { Net } from '../net.ts';
import answerUrl from './own.answer?url&no-inline';
import { ownPainter } from './own.ts';
import { blankPlanes, type Planes } from './planes.ts';

const SIDE = 64;

/** What may differ, of 255: processors round differently. */
const TOLERANCE = 2;

/** The largest difference from the known answer, of 255. `tools/train/fill/export.py` wrote that down. */
export async function errorOf(net: Net): Promise<number> {
  const known = new Uint8Array(await download(answerUrl));
  const { colour } = await ownPainter(net).paint(asked());
  let worst = 0;
  for (let at = 0, from = 0; at < SIDE * SIDE; at++) {
    if (!inHole(at)) continue;
    for (let channel = 0; channel < 3; channel++, from++) {
      const value = 255 * colour[channel * SIDE * SIDE + at]!;
      // What is not a number is as wrong as can be.
      worst = Math.max(worst, Number.isFinite(value) ? Math.abs(value - known[from]!) : 255);
    }
  }
  return worst;
}

export const isRight = (error: number): boolean => error <= TOLERANCE;

function asked(): Planes {
  const planes = blankPlanes(SIDE, SIDE, 3);
  for (let at = 0; at < SIDE * SIDE; at++) {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    planes.hole[at] = inHole(at) ? 1 : 0;
    for (let channel = 0; channel < 3; channel++) {
      const value = Math.floor((x * x + (channel + 1) * y * y + 31 * x * y) / 16) % 256;
      planes.values[channel * SIDE * SIDE + at] = value / 255;
    }
  }
  return planes;
}

function inHole(at: number): boolean {
  const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
  return x >= 20 && x < 44 && y >= 24 && y < 40;
}
