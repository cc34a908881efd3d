/** Machines that are not this device, and pictures that they make of words. No part of the first paint. */
import { openCarrier } from '../workers/carrier-host.ts';
import { Generating } from './generating.svelte.ts';
import { Machines } from './machines.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';

export interface Elsewhere {
  readonly machines: Machines;
  readonly generating: Generating;
}

/** `open` shows the place at a path. */
export function openElsewhere(parts: Parts, notices: Notices, open: (path: string) => void): Elsewhere {
  const machines = new Machines(parts, openCarrier(), notices);
  return { machines, generating: new Generating(parts, machines, open, notices) };
}
