/**
 * The door of fflate: bytes packed as PNG wants them (zlib, RFC 1950), and unpacked. Not by the browser's streams: `core` has
 * none, and `CompressionStream` knows one level only: photos come out 3 % longer than from it, in under half the time.
 */
import { unzlibSync, Zlib } from 'fflate';
import { joined } from './parts.ts';

export class Deflate {
  readonly #parts: Uint8Array[] = [];
  readonly #stream = new Zlib({ level: 2, mem: 4 }, part => this.#parts.push(part));

  /** `bytes` may be written over afterwards. */
  push(bytes: Uint8Array<ArrayBuffer>): void {
    this.#stream.push(bytes);
  }

  /** All that was pushed, and `bytes`, packed. */
  end(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    this.#stream.push(bytes, true);
    return joined(this.#parts);
  }
}

/** The `length` bytes that were packed; nothing where they are damaged, or not so many. */
export function inflate(
  packed: Uint8Array<ArrayBuffer>,
  length: number,
): Uint8Array<ArrayBuffer> | undefined {
  let out: Uint8Array<ArrayBuffer>;
  try {
    out = unzlibSync(packed, { out: new Uint8Array(length) });
  } catch (thrown) {
    // fflate throws its own errors, with a number for a code, for what is damaged; all else is ours.
    if (thrown instanceof Error && 'code' in thrown) return undefined;
    throw thrown;
  }
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  return out.length === length && adler32(out) === view.getUint32(packed.length - 4) ? out : undefined;
}

/** How many bytes may be summed before the sums pass 32 bits (zlib's NMAX). */
const STRETCH = 5552;

/** RFC 1950 §8.2, which fflate leaves out. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let from = 0; from < bytes.length; from += STRETCH) {
    const to = Math.min(bytes.length, from + STRETCH);
    for (let i = from; i < to; i++) b += a += bytes[i]!;
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
