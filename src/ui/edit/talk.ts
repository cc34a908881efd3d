/** The keys that talk: space, held while one speaks, and V, which begins and ends. */
import type { Voice } from '../../studio/voice.svelte.ts';
import { isTyping } from '../canvas/hand.svelte.ts';

export interface Talk {
  readonly down: (event: KeyboardEvent) => void;
  readonly up: (event: KeyboardEvent) => void;
  /** With space held down, the picture is moved: then nobody talks. */
  readonly point: (event: PointerEvent) => void;
}

export function talkBy(voice: Voice): Talk {
  let held = false;
  return {
    down(event) {
      if (event.key !== ' ' || event.repeat || event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      held = true;
      voice.press();
    },
    up(event) {
      if (event.key !== ' ' || !held) return;
      held = false;
      voice.release();
    },
    point(event) {
      if (!held || !(event.target instanceof Element) || event.target.closest('form, button')) return;
      held = false;
      voice.cancel();
    },
  };
}

/** Whether space means something there already. */
const isTaken = (target: EventTarget | null): boolean =>
  isTyping(target) ||
  (target instanceof Element && target.closest('button, a, input, summary, dialog, [role="radio"]') !== null);
