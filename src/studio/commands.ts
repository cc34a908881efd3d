/** What is said to the desk itself, and no edit of the picture. */
import type { Command, Place } from '../../core/intent/order.ts';
import type { Desk } from './edit.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { ExportType } from './views.ts';

/** True where it was done, at `place` where it is asked of a thing. What went wrong was said. */
export async function carryOut(
  command: Command,
  desk: Desk,
  notices: Notices,
  said?: string,
  place?: Place,
): Promise<boolean> {
  switch (command.op) {
    case 'undo':
      return desk.back(command.count);
    case 'redo':
      return desk.forward();
    case 'reset':
      return desk.reset();
    case 'compare':
      desk.compare();
      return true;
    case 'another':
      return desk.another();
    case 'suggest':
      desk.panel = 'ideas';
      return true;
    case 'keep':
      return desk.likeness.keep(command.words);
    case 'like':
      return desk.likeness.like(command.words, said, place);
    case 'help':
      desk.dialog = 'help';
      return true;
    case 'select':
      desk.marks.tool = 'tap';
      notices.tell('Tap it, and what is like it and joined to it is marked. Tap again to add more.');
      return true;
    case 'export': {
      const type = typeNamed(command.format);
      if (type) return desk.export(type, command.quality ?? 0.92);
      desk.dialog = 'export';
      return true;
    }
  }
}

function typeNamed(format: string | undefined): ExportType | undefined {
  if (format === 'png' || format === 'webp') return `image/${format}`;
  return format === 'jpeg' || format === 'jpg' ? 'image/jpeg' : undefined;
}
