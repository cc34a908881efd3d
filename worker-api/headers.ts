/** What keeps a reply of our own out of other sites' pages. The site's files get theirs from `public/_headers`. */
const protection: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // Nothing that is answered here is for a search engine.
  'x-robots-tag': 'noindex, nofollow',
};

/** By what a reply can be found again in the log. */
export const requestId = 'x-request-id';

/** The request with an id: Cloudflare's, or one of our own. What the asker calls it does not count. */
export function identified(request: Request): Request {
  const same = new Request(request);
  same.headers.set(requestId, request.headers.get('cf-ray') ?? crypto.randomUUID());
  return same;
}

/** The reply with every protection that it does not set itself. A WebSocket's is left alone: its headers cannot change. */
export function protect(reply: Response, request: Request): Response {
  if (reply.status === 101) return reply;
  const headers = new Headers(reply.headers);
  headers.set(requestId, request.headers.get(requestId) ?? '');
  for (const [name, value] of Object.entries(protection)) if (!headers.has(name)) headers.set(name, value);
  return new Response(reply.body, { status: reply.status, statusText: reply.statusText, headers });
}
