/** Which way of taste an edit goes: what a profile is learnt from, and what it weighs. */
import { colourNamed } from '../colour/names.ts';
import { oklabOf } from '../colour/oklab.ts';
import { fromHex } from '../colour/srgb.ts';
import { nameOf } from './colour-name.ts';
import type { Doing } from './doing.ts';
import type { Kind } from './kinds.ts';

export interface Direction {
  /** A line of a profile: `contract/taste.ts`. */
  readonly line: string;
  /** From −1, against it, to 1, towards it. */
  readonly by: number;
}

/** Which operation and which subject say less than which look. */
const operation = 0.35;
const subject = 0.35;

export function tasteOf(does: readonly Doing[], about: readonly Kind[] = []): readonly Direction[] {
  const sums = new Map<string, number>();
  const add = (line: string, by: number): void => {
    sums.set(line, Math.min(1, Math.max(-1, (sums.get(line) ?? 0) + by)));
  };
  for (const doing of does) {
    add(`op:${doing.op}`, operation);
    if (doing.op === 'adjust') {
      for (const [line, by] of tones[doing.property] ?? []) add(line, by * doing.sign);
    }
    const paint =
      doing.op === 'recolor'
        ? doing.color
        : doing.op === 'background' && doing.action === 'replace'
          ? doing.with
          : '';
    const hex = paint === '' ? undefined : colourNamed(paint);
    if (hex !== undefined) add(`palette:${nameOf(oklabOf(...fromHex(hex)))}`, 1);
  }
  for (const kind of about) add(`subject:${kind}`, subject);
  return [...sums].map(([line, by]) => ({ line, by }));
}

const tones: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  exposure: [['lightness', 1]],
  contrast: [['contrast', 1]],
  highlights: [['lightness', 0.5]],
  shadows: [
    ['lightness', 0.5],
    ['contrast', -0.5],
  ],
  temperature: [['warmth', 1]],
  saturation: [['saturation', 1]],
  vibrance: [['saturation', 1]],
};
