/** Sound from WAV files as programs write them: RIFF, of 8, 16, 24 or 32 bits or of floating point, mixed to one channel. */
import { Fault } from '../../core/contract/fault.ts';

export interface Sound {
  /** From −1 to 1. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Samples a second. */
  readonly rate: number;
}

/** As in the app: a voice note, not a concert. In seconds. */
const LONGEST = 120;

/** `wFormatTag` of "Multimedia Programming Interface and Data Specifications 1.0"; what is extensible names its format later. */
const [PCM, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];

interface Format {
  readonly isFloat: boolean;
  readonly channels: number;
  readonly rate: number;
  readonly bytes: number;
}

/** Throws `Fault('bad-request')` where it is no such file, and `Fault('too-big')` where it is longer than two minutes. */
export function soundIn(file: Uint8Array): Sound {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const name = (at: number): string => String.fromCharCode(...file.subarray(at, at + 4));
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') throw notWave();
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    // Who writes as it comes leaves the length open.
    const length = Math.min(view.getUint32(at + 4, true), file.length - at - 8);
    if (name(at) === 'fmt ') format = formatAt(view, at + 8, length);
    if (name(at) === 'data' && format) return mixed(view, at + 8, length, format);
    at += 8 + length + (length % 2);
  }
  throw notWave();
}

const notWave = (): Fault =>
  new Fault('bad-request', 'This is no WAV file that can be read. Send sound as WAV, of 16 bits for one.');

function formatAt(view: DataView, at: number, length: number): Format {
  if (length < 16) throw notWave();
  const tag = view.getUint16(at, true);
  const kind = tag === EXTENSIBLE && length >= 26 ? view.getUint16(at + 24, true) : tag;
  const [channels, rate, bits] = [
    view.getUint16(at + 2, true),
    view.getUint32(at + 4, true),
    view.getUint16(at + 14, true),
  ];
  const isFloat = kind === FLOAT;
  const isKnown = isFloat ? bits === 32 : kind === PCM && [8, 16, 24, 32].includes(bits);
  if (!isKnown || channels < 1 || channels > 32 || rate < 8000 || rate > 384_000) throw notWave();
  return { isFloat, channels, rate, bytes: bits / 8 };
}

function mixed(
  view: DataView,
  from: number,
  length: number,
  { isFloat, channels, rate, bytes }: Format,
): Sound {
  const count = Math.floor(length / (bytes * channels));
  if (count > LONGEST * rate) {
    throw new Fault('too-big', 'This sound is longer than two minutes. Cut out the part that is meant.');
  }
  const samples = new Float32Array(count);
  for (let n = 0, at = from; n < count; n++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += bytes) {
      sum += isFloat ? view.getFloat32(at, true) : numberAt(view, at, bytes);
    }
    samples[n] = sum / channels;
  }
  return { samples, rate };
}

/** Eight bits have no sign, all others do. */
function numberAt(view: DataView, at: number, bytes: number): number {
  if (bytes === 1) return (view.getUint8(at) - 128) / 128;
  if (bytes === 2) return view.getInt16(at, true) / 2 ** 15;
  if (bytes === 3) return ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23;
  return view.getInt32(at, true) / 2 ** 31;
}
