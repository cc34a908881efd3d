/**
 * A ZIP archive as it is written, part by part, with nothing packed: pictures are packed already. By PKWARE's APPNOTE 6.3.10,
 * with ZIP64 where a size or a place does not fit into 32 bits. Nothing is kept but a line for each file.
 */
import { Fault } from '../contract/fault.ts';
import { crc32 } from '../pixels/crc32.ts';

/** What says in a field of 32, or 16, bits that the true number is in the ZIP64 one (4.4.1.4). */
const FULL = 0xffffffff;
const MANY = 0xffff;
/** Names are UTF-8 (bit 11); checksum and size come after the bytes (bit 3). */
const FLAGS = (1 << 11) | (1 << 3);
/** What a reader must know: 2.0, or 4.5 for ZIP64 (4.4.3). */
const PLAIN = 20;
const LARGE = 45;
const MADE_BY_UNIX = 3 << 8;
/** A plain file that its owner may write and all may read. */
const MODE = 0o100644 << 16;

interface Entry {
  readonly name: Uint8Array;
  readonly large: boolean;
  readonly place: number;
  crc: number;
  size: number;
}

/** Whoever writes sends what `begin`, the file's own bytes (told to `add`), `close` and at last `end` give, in that order. */
export class Zip {
  readonly #entries: Entry[] = [];
  readonly #time: number;
  #at = 0;
  #open: Entry | undefined;

  readonly #utf8: (text: string) => Uint8Array;

  /**
   * `made` in milliseconds since 1970: when each file says it was changed, in UTC. `utf8` gives a text's bytes. `start` is how
   * many bytes were written before the archive.
   */
  constructor(made: number, utf8: (text: string) => Uint8Array, start = 0) {
    this.#time = dosTime(new Date(made));
    this.#utf8 = utf8;
    this.#at = start;
  }

  /** A file begins. `large` where it may become 4 GiB or more. */
  begin(name: string, large = false): Uint8Array {
    if (this.#open) throw new Fault('bug', 'A file of the archive is still open.');
    const bytes = this.#utf8(name);
    this.#open = { name: bytes, large, place: this.#at, crc: 0, size: 0 };
    // Not known yet, so zero; where they may be large, in the ZIP64 field, by which they then come behind as well (4.3.9.2).
    const extra = large ? joined(u16(0x0001, 16), u64(0, 0)) : u16();
    const sizes = large ? u32(FULL, FULL) : u32(0, 0);
    return this.#sent(
      u32(0x04034b50),
      u16(large ? LARGE : PLAIN, FLAGS, 0, ...low(this.#time)),
      u32(0),
      sizes,
      u16(bytes.length, extra.length),
      bytes,
      extra,
    );
  }

  /** These are the file's next bytes. */
  add(bytes: Uint8Array): void {
    const open = this.#mustBeOpen();
    open.crc = crc32(bytes, open.crc);
    open.size += bytes.length;
    this.#at += bytes.length;
    if (open.size >= FULL && !open.large)
      throw new Fault('bug', 'A file of the archive is larger than was said.');
  }

  /** The file ends. */
  close(): Uint8Array {
    const { crc, size, large } = this.#mustBeOpen();
    this.#entries.push(this.#mustBeOpen());
    this.#open = undefined;
    return this.#sent(u32(0x08074b50, crc), large ? u64(size, size) : u32(size, size));
  }

  /** The archive ends: what is in it, and where. */
  *end(): Generator<Uint8Array> {
    const start = this.#at;
    for (const { name, large, place, crc, size } of this.#entries) {
      const wide = [...(size >= FULL ? [size, size] : []), ...(place >= FULL ? [place] : [])];
      const extra = wide.length === 0 ? u16() : joined(u16(0x0001, wide.length * 8), u64(...wide));
      const needs = large || wide.length > 0 ? LARGE : PLAIN;
      yield this.#sent(
        u32(0x02014b50),
        u16(MADE_BY_UNIX | LARGE, needs, FLAGS, 0, ...low(this.#time)),
        u32(crc, Math.min(size, FULL), Math.min(size, FULL)),
        u16(name.length, extra.length, 0, 0, 0),
        u32(MODE, Math.min(place, FULL)),
        name,
        extra,
      );
    }
    const [count, size] = [this.#entries.length, this.#at - start];
    if (count >= MANY || size >= FULL || start >= FULL) {
      const end = this.#at;
      yield this.#sent(
        u32(0x06064b50),
        u64(44),
        u16(MADE_BY_UNIX | LARGE, LARGE),
        u32(0, 0),
        u64(count, count, size, start),
        u32(0x07064b50, 0),
        u64(end),
        u32(1),
      );
    }
    const [few, fits] = [Math.min(count, MANY), (number: number) => Math.min(number, FULL)];
    yield this.#sent(u32(0x06054b50), u16(0, 0, few, few), u32(fits(size), fits(start)), u16(0));
  }

  #mustBeOpen(): Entry {
    if (!this.#open) throw new Fault('bug', 'No file of the archive is open.');
    return this.#open;
  }

  #sent(...parts: readonly Uint8Array[]): Uint8Array {
    const whole = joined(...parts);
    this.#at += whole.length;
    return whole;
  }
}

/** Two seconds are the finest that it knows, and 1980 the earliest (4.4.6). */
function dosTime(date: Date): number {
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return (
    ((day << 16) | (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)) >>>
    0
  );
}

const low = (number: number): readonly [number, number] => [number & 0xffff, number >>> 16];

/** Numbers as the format has them, the lowest byte first. */
const u16 = (...numbers: readonly number[]): Uint8Array =>
  Uint8Array.from(numbers.flatMap(number => [number & 255, number >>> 8]));
const u32 = (...numbers: readonly number[]): Uint8Array => u16(...numbers.flatMap(low));
const u64 = (...numbers: readonly number[]): Uint8Array =>
  u32(...numbers.flatMap(number => [number % 2 ** 32, Math.floor(number / 2 ** 32)]));

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
