/** The bytes of a blob over HTTP: kept by PUT, and given whole or in part (RFC 9110, section 14). */
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Blobs, Range } from '../store/blobs.ts';

/** `name` as it stands in the path. Throws as `Blobs` does, and `bad-request` where nobody says how much will come. */
export async function answerBytes(request: Request, name: string, blobs: Blobs): Promise<Response> {
  const hash = parse(AssetHash, name);
  if (request.method === 'PUT') return keep(request, hash, blobs);
  return giveBytes(request, hash, blobs, {
    // Its name says what it is: it never changes. It is one person's, so nothing between keeps it.
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
  });
}

/** What GET and HEAD are answered: all of it, or the range that is asked for. Throws as `Blobs` does. */
export async function giveBytes(
  request: Request,
  hash: AssetHash,
  blobs: Blobs,
  more: Readonly<Record<string, string>>,
): Promise<Response> {
  const etag = `"${hash}"`;
  const headers = { etag, 'accept-ranges': 'bytes', ...more };
  const size = await blobs.size(hash);
  if (request.headers.get('if-none-match')?.includes(etag))
    return new Response(null, { status: 304, headers });
  const same = request.headers.get('if-range') ?? etag;
  const range = same === etag ? rangeIn(request.headers.get('range'), size) : undefined;
  if (range === 'none')
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  const length = range ? range.to - range.from + 1 : size;
  const body = request.method === 'HEAD' ? null : await blobs.read(hash, range);
  const told = { ...headers, 'content-length': String(length) };
  if (!range) return new Response(body, { headers: told });
  const part = `bytes ${range.from}-${range.to}/${size}`;
  return new Response(body, { status: 206, headers: { ...told, 'content-range': part } });
}

async function keep(request: Request, hash: AssetHash, blobs: Blobs): Promise<Response> {
  const length = request.headers.get('content-length') ?? '';
  if (!/^\d{1,12}$/.test(length))
    throw new Fault('bad-request', 'Say in Content-Length how many bytes will come.');
  await blobs.put(hash, Number(length), request.body ?? new Blob([]).stream());
  return new Response(null, { status: 204 });
}

/** The one range that is asked for; none of several, which nobody must give; 'none' where there are no such bytes. */
function rangeIn(header: string | null, size: number): Range | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  // A last byte before the first is no range at all.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return from > to ? 'none' : { from, to };
}
