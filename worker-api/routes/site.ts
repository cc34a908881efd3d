/** What no file of the built site answers to. */
import type { Env } from '../env.ts';

const plain = (text: string, status: number): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

/**
 * The app itself for a page that only the app knows (`/projects/…`), and 404 for anything else: a missing script
 * answered with a page would be cached, under that script's name, for a year.
 */
export async function site(request: Request, env: Env): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain('Method not allowed.', 405);
  const { pathname } = new URL(request.url);
  const navigates =
    request.headers.get('sec-fetch-mode') === 'navigate' ||
    (request.headers.get('accept') ?? '').includes('text/html');
  if (!navigates || /\.[a-z0-9]{1,8}$/i.test(pathname)) return plain('Not found.', 404);
  // '/', because '/index.html' is redirected to it.
  return env.ASSETS.fetch(new Request(new URL('/', request.url), request));
}
