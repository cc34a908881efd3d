/** Which patch each hole pixel takes its detail from, over the box around the hole. */
import type { Box } from '../../../core/pixels/box.ts';
import { HOLE, KNOWN, RADIUS, type Field } from './field.ts';
import { ABSENT, GIVEN, UNKNOWN } from './membrane.ts';

export interface Patchwork {
  /** Where it lies in the field: the hole, and a pixel more on every side where there is one. */
  readonly box: Box;
  /** GIVEN, UNKNOWN (the hole) or ABSENT, for each cell of the box. */
  readonly kinds: Uint8Array;
  /** For each hole cell: how far on in the field's arrays its detail lies. */
  readonly offset: Int32Array;
}

export function patchwork(field: Field): Patchwork {
  const box = boundsOf(field);
  const kinds = new Uint8Array(box.width * box.height);
  const offset = new Int32Array(kinds.length);
  for (let y = 0, cell = 0; y < box.height; y++) {
    let at = (y + box.y) * field.width + box.x;
    for (let x = 0; x < box.width; x++, cell++, at++) {
      const state = field.state[at];
      kinds[cell] = state === HOLE ? UNKNOWN : state === KNOWN ? GIVEN : ABSENT;
      if (state === HOLE) offset[cell] = choose(field, at, y + box.y);
    }
  }
  return { box, kinds, offset };
}

/** The patch with the most say in the voting, the nearer the pixel is to its middle. */
function choose({ width, height, target, match, weight }: Field, at: number, y: number): number {
  let most = 0;
  let offset = 0;
  const last = Math.min(height - 1 - RADIUS, y + RADIUS);
  for (let near = Math.max(RADIUS, y - RADIUS); near <= last; near++) {
    const row = at + (near - y) * width;
    for (let centre = row - RADIUS; centre <= row + RADIUS; centre++) {
      if (target[centre] === 0) continue;
      const say = weight[centre]! / (1 + (near - y) * (near - y) + (centre - row) * (centre - row));
      if (say <= most) continue;
      most = say;
      offset = match[centre]! - centre;
    }
  }
  return offset;
}

function boundsOf({ width, height, holes }: Field): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const at of holes) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const [x, y] = [Math.max(0, left - 1), Math.max(0, top - 1)];
  return { x, y, width: Math.min(width, right + 2) - x, height: Math.min(height, bottom + 2) - y };
}
