/** Machines that are not this device, pictures that they make of words, and speech that they write down. No part of the first paint. */
import { openCarrier } from '../workers/carrier-host.ts';
import { Dictation } from './dictation.ts';
import { Generating } from './generating.svelte.ts';
import { Machines } from './machines.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import type { Voice } from './voice.svelte.ts';

export interface Elsewhere {
  readonly machines: Machines;
  readonly generating: Generating;
  readonly dictation: Dictation;
}

/** `open` shows the place at a path. */
export function openElsewhere(
  parts: Parts,
  notices: Notices,
  voice: Voice,
  open: (path: string) => void,
): Elsewhere {
  const machines = new Machines(parts, openCarrier(), notices);
  return {
    machines,
    generating: new Generating(parts, machines, open, notices),
    dictation: new Dictation(voice, machines, parts.database.world),
  };
}
