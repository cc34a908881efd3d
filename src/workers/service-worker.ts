/**
 * The offline shell: everything the app starts from, kept at its first visit and renewed as a whole. The runtime for
 * WebGPU is kept when a device first asks for it; downloaded weights are kept elsewhere (`src/models/weights`).
 */
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & {
  /** Put here by the build: every file of the shell, and a revision for those whose name has no hash. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};

// A page that only the app knows is the app. What is under /api, what programs read, what names a file,
// and the page of a link is the server's.
self.addEventListener('fetch', event => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode !== 'navigate') return;
  if (/^\/(api|developers|share)(\/|$)/.test(pathname) || /\.[a-z0-9]{1,8}$/i.test(pathname)) return;
  event.respondWith(shell(event.request));
  // Else the shell's own listener, below, would answer '/' a second time, which is an error.
  event.stopImmediatePropagation();
});

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

/** Files whose name changes with their content, and which only some devices need. */
const KEPT_WHEN_ASKED = 'runtime';

self.addEventListener('fetch', event => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== location.origin || !/^\/assets\/ort-.*\.jspi-/.test(pathname)) return;
  event.respondWith(keptOrFetched(event.request));
});

async function keptOrFetched(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT_WHEN_ASKED);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (!response.ok) return response;
  // For the same part of an older edition nobody asks any more.
  const part = (url: string): string => url.replace(/-[^-]*(?=\.\w+$)/, '');
  for (const old of await cache.keys()) if (part(old.url) === part(request.url)) await cache.delete(old);
  await cache.put(request, response.clone());
  return response;
}

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
