/** What a picture's header says, before a single pixel is decoded. */
export interface Header {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
  /** As stored, before it is turned. */
  readonly width: number;
  readonly height: number;
  /** EXIF 2.32, tag 0x0112: 1 upright, 3 upside down, 6 and 8 on a side, the even ones and 5 and 7 mirrored. */
  readonly orientation: number;
  /** Whether it may hold pixels that let light through. */
  readonly alpha: boolean;
  /** Whether its last part is there. */
  readonly whole: boolean;
}

/** Reads numbers and names out of bytes. Past the end it reads zeros, which no header takes for an answer. */
export class Reader {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get length(): number {
    return this.bytes.length;
  }

  byte(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number, little = false): number {
    const [a, b] = [this.byte(at), this.byte(at + 1)];
    return little ? a | (b << 8) : (a << 8) | b;
  }

  u24(at: number, little = false): number {
    const [a, b, c] = [this.byte(at), this.byte(at + 1), this.byte(at + 2)];
    return little ? a | (b << 8) | (c << 16) : (a << 16) | (b << 8) | c;
  }

  u32(at: number, little = false): number {
    const [high, low] = little
      ? [this.u16(at + 2, true), this.u16(at, true)]
      : [this.u16(at), this.u16(at + 2)];
    return high * 0x10000 + low;
  }

  text(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }
}
