/**
 * The offline shell: everything the app starts from, kept at its first visit and renewed as a whole. Network weights
 * and the runtime that needs them are not part of it.
 */
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & {
  /** Put here by the build: every file of the shell, and a revision for those whose name has no hash. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};

// A page that only the app knows is the app. What is under /api, and what names a file, is the server's.
self.addEventListener('fetch', event => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode !== 'navigate') return;
  if (/^\/api(\/|$)/.test(pathname) || /\.[a-z0-9]{1,8}$/i.test(pathname)) return;
  event.respondWith(shell(event.request));
  // Else the shell's own listener, below, would answer '/' a second time, which is an error.
  event.stopImmediatePropagation();
});

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

async function shell(request: Request): Promise<Response> {
  return (await matchPrecache('/index.html')) ?? fetch(request);
}

// The first visit's page is looked after at once; it need not be opened again to work offline.
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

/**
 * A new edition waits until it is asked to take over, and then does so only if no other tab would have its files taken
 * from under it. Otherwise it tells the asker, and takes over when the last tab is closed.
 */
self.addEventListener('message', event => {
  if ((event.data as { type?: unknown } | null)?.type !== 'SKIP_WAITING') return;
  event.waitUntil(takeOver(event.source));
});

async function takeOver(asker: ExtendableMessageEvent['source']): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length > 1) asker?.postMessage({ type: 'OTHER_TABS', tabs: tabs.length - 1 });
  else await self.skipWaiting();
}
