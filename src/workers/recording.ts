/** A sound file's samples, as what listens takes them, and back: browsers read WAV, MP3, M4A, Ogg and more. */
import { Fault } from '../../core/contract/fault.ts';
import { RATE } from '../models/speech/activity.ts';
import { wavFrom } from '../models/speech/wav.ts';

/** A voice note, not a concert: in seconds. */
const LONGEST = 120;

/** By its type, or its name where the system does not know the type. */
export const isRecording = ({ type, name }: File): boolean =>
  type.startsWith('audio/') || /\.(wav|mp3|m4a|ogg|oga|opus|webm|flac|aac)$/i.test(name);

/** What was heard, as a WAV file. */
export const soundFile = (samples: Float32Array): Blob =>
  new Blob([wavFrom(samples, RATE)], { type: 'audio/wav' });

/** Throws `Fault('bad-request')` where it cannot be read, `Fault('too-big')` where it is longer than two minutes. */
export async function readRecording(file: File): Promise<Float32Array> {
  const sound = await new OfflineAudioContext(1, 1, RATE)
    .decodeAudioData(await file.arrayBuffer())
    .catch((cause: unknown) => {
      throw new Fault('bad-request', `“${file.name}” cannot be read as sound. Try a WAV, MP3, M4A or Ogg file.`, { cause }); // prettier-ignore
    });
  if (sound.duration > LONGEST) {
    throw new Fault('too-big', `“${file.name}” is longer than two minutes. Cut out the part that is meant.`);
  }
  const [left, ...others] = Array.from({ length: sound.numberOfChannels }, (_, n) => sound.getChannelData(n));
  if (!left || others.length === 0) return left?.slice() ?? new Float32Array(0);
  return left.map(
    (sample, at) => others.reduce((sum, other) => sum + other[at]!, sample) / (others.length + 1),
  );
}
