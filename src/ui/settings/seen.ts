/** What is begun only where somebody may look at it. */
import type { Attachment } from 'svelte/attachments';

/** Calls `then` once the element is in view, or soon will be. */
export const onceSeen =
  (then: () => void): Attachment =>
  element => {
    const watching = new IntersectionObserver(
      entries => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        watching.disconnect();
        then();
      },
      { rootMargin: '200px' },
    );
    watching.observe(element);
    return () => watching.disconnect();
  };
