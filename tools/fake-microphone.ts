/** Chromium's own fake microphone, which hears a sound file once, and then nothing. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wavFrom } from '../src/models/speech/wav.ts';
import { wavOf } from './wav.ts';

/** It reads 48,000 samples a second, three for each of ours. */
const WIDER = 3;

/** What a browser is started with: `file` is a WAV of 16,000 samples a second. Without one, it has a microphone that it may not use. */
export function fakeMicrophone(file?: string): string[] {
  const flags = ['--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
  if (file === undefined) return flags;
  const { samples, rate } = wavOf(readFileSync(file));
  const wide = Float32Array.from({ length: WIDER * samples.length }, (_, n) => {
    const [at, share] = [Math.floor(n / WIDER), (n % WIDER) / WIDER];
    return samples[at]! * (1 - share) + (samples[at + 1] ?? 0) * share;
  });
  const path = join(mkdtempSync(join(tmpdir(), 'brushword-heard-')), 'heard.wav');
  writeFileSync(path, wavFrom(wide, WIDER * rate));
  return [...flags, '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${path}%noloop`];
}
