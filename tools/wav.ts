/** Reads sound from WAV, 16 bits and one channel: as much of RIFF as that takes. */
export interface Sound {
  /** From −1 to 1. */
  readonly samples: Float32Array;
  /** Samples a second. */
  readonly rate: number;
}

/** Throws where it is no such file. */
export function wavOf(file: Uint8Array): Sound {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const name = (at: number): string => String.fromCharCode(...file.subarray(at, at + 4));
  let [rate, at] = [0, 12];
  for (; at + 8 <= file.length && name(at) !== 'data'; at += 8 + view.getUint32(at + 4, true)) {
    if (name(at) !== 'fmt ') continue;
    const isPlain = [1, 1, 16].every((value, n) => view.getUint16(at + [8, 10, 22][n]!, true) === value);
    if (!isPlain) throw new Error('Not a WAV of 16 bits and one channel.');
    rate = view.getUint32(at + 12, true);
  }
  if (rate === 0) throw new Error('Not a WAV.');
  const count = Math.floor(Math.min(view.getUint32(at + 4, true), file.length - at - 8) / 2);
  const samples = Float32Array.from({ length: count }, (_, n) => view.getInt16(at + 8 + n * 2, true) / 32768);
  return { samples, rate };
}
