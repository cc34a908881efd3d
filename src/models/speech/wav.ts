/** Sound as WAV, 16 bits and one channel: as much of RIFF as that takes. */

const HEADER = 44;

/** `samples` from −1 to 1, `rate` of them a second. */
export function wavFrom(samples: Float32Array, rate: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(HEADER + samples.length * 2);
  const view = new DataView(file.buffer);
  const text = (at: number, letters: string): void => file.set(new TextEncoder().encode(letters), at);
  text(0, 'RIFF');
  view.setUint32(4, file.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  // No compression, one channel, the rate, bytes a second, bytes and bits a sample.
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, n) =>
    view.setInt16(HEADER + n * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true),
  );
  return file;
}
