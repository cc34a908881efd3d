/** Begins what can wait until the page has painted and has nothing better to do; after three seconds at most. */
export function whenIdle(begin: () => void): void {
  // Not in every Safari.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(begin, { timeout: 3000 });
  else setTimeout(begin, 1000);
}
