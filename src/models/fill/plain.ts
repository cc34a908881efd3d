/** The kernel in TypeScript: the reference, and the fallback. */
import type { Kernel } from './field.ts';
import { markBusy, nearest } from './nearest.ts';
import { search } from './search.ts';
import { vote } from './vote.ts';

export const plainKernel = (): Kernel => ({
  room: bytes => ({ buffer: new ArrayBuffer(bytes), base: 0 }),
  async search(field, options) {
    search(field, options);
  },
  async vote(field, lenience) {
    vote(field, lenience);
  },
  nearest,
  markBusy,
  close() {},
});
