/** How the networks in our list are spoken to. */
import { lama } from './lama.ts';
import { migan } from './migan.ts';

export const known = [migan, lama];
