/** Every way of asking for something that is understood. What stands earlier is tried first. */
import type { Phrase } from '../reading.ts';
import { canvas } from './canvas.ts';
import { paint } from './paint.ts';
import { recovery } from './recovery.ts';
import { references } from './references.ts';
import { selective } from './selective.ts';
import { session } from './session.ts';
import { shape } from './shape.ts';
import { size } from './size.ts';
import { things } from './things.ts';
import { tone } from './tone.ts';

export const phrases: readonly Phrase[] = [
  ...references,
  ...recovery,
  ...session,
  ...canvas,
  ...shape,
  ...size,
  ...selective,
  ...tone,
  ...paint,
  ...things,
];
