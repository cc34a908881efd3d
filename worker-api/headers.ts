/** What keeps a reply of our own out of other sites' pages. The site's files get theirs from `public/_headers`. */
const protection: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The reply with every protection that it does not set itself. A WebSocket's is left alone: its headers cannot change. */
export function protect(reply: Response): Response {
  if (reply.status === 101) return reply;
  const headers = new Headers(reply.headers);
  for (const [name, value] of Object.entries(protection)) if (!headers.has(name)) headers.set(name, value);
  return new Response(reply.body, { status: reply.status, statusText: reply.statusText, headers });
}
