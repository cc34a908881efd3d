/** A microphone of this device, as a source of samples. It is open only while it is listened to. */
import { Fault } from '../../core/contract/fault.ts';
import { RATE } from '../models/speech/activity.ts';
import worklet from './microphone.worklet.ts?worker&url';
import type { Source } from './speech-host.ts';

export interface Microphone extends Source {
  /** As the browser calls it. */
  readonly label: string;
  /** Resolves with why, when it can no longer be heard: unplugged, or taken away. Never, where it was closed. */
  readonly lost: Promise<Fault>;
  /** Whether its own switch, or the system's, silences it. */
  readonly isMuted: boolean;
  close(): void;
}

export interface Device {
  readonly id: string;
  readonly label: string;
}

/**
 * Asks for leave, where that was not given yet. `device` is an id of `microphones`, or nothing for whichever the browser takes.
 * Throws `Fault('refused')` where it may not listen, `Fault('not-found')` where there is none, `Fault('conflict')` where another
 * program has it.
 */
export async function openMicrophone(device?: string): Promise<Microphone> {
  if (!('mediaDevices' in navigator)) throw new Fault('refused', 'This page is not allowed a microphone: it needs a secure address. Type instead.'); // prettier-ignore
  const stream = await askFor(device).catch((thrown: unknown) => {
    throw inWords(thrown);
  });
  const context = contextFor(stream);
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    void context.audio.close().catch(() => {}); // it is closed already
  };
  try {
    await context.audio.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(context.audio, 'microphone', { numberOfOutputs: 0, channelCount: 1 });
    context.source.connect(node);
    await context.audio.resume();
    const [track] = stream.getAudioTracks();
    if (!track) throw new Fault('not-found', NONE);
    const lost = new Promise<Fault>(tell =>
      track.addEventListener('ended', () =>
        tell(new Fault('not-found', 'The microphone is gone. Plug it in again, or type.')),
      ),
    );
    return {
      port: node.port,
      rate: context.audio.sampleRate,
      label: track.label,
      lost,
      get isMuted() {
        return track.muted;
      },
      close,
    };
  } catch (thrown) {
    close();
    throw Fault.from(thrown);
  }
}

/** Those that there are. Their names are told only after leave was given once. */
export async function microphones(): Promise<Device[]> {
  if (!('mediaDevices' in navigator)) return [];
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }, n) => ({ id: deviceId, label: label || `Microphone ${n + 1}` }));
}

/** As it is: what listens has learnt with echo and noise, and tells speech by its being louder than before. */
const asIs = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };

async function askFor(device: string | undefined): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  if (device === undefined) return mediaDevices.getUserMedia({ audio: asIs });
  try {
    return await mediaDevices.getUserMedia({ audio: { ...asIs, deviceId: { exact: device } } });
  } catch (thrown) {
    // The one that was chosen is not plugged in: another does.
    if (thrown instanceof DOMException && /OverconstrainedError|NotFoundError/.test(thrown.name))
      return askFor(undefined);
    throw thrown;
  }
}

/** Firefox connects a microphone only at its own rate. What listens brings any rate to its own. */
function contextFor(stream: MediaStream): { audio: AudioContext; source: MediaStreamAudioSourceNode } {
  try {
    const audio = new AudioContext({ sampleRate: RATE });
    return { audio, source: audio.createMediaStreamSource(stream) };
  } catch {
    const audio = new AudioContext();
    return { audio, source: audio.createMediaStreamSource(stream) };
  }
}

const NONE = 'There is no microphone. Plug one in, or type.';

function inWords(thrown: unknown): Fault {
  const name = thrown instanceof DOMException ? thrown.name : '';
  const cause = { cause: thrown };
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return new Fault('refused', 'Brushword may not use the microphone. Allow it beside the page’s address, or type.', cause); // prettier-ignore
  }
  if (name === 'NotFoundError') return new Fault('not-found', NONE, cause);
  if (name === 'NotReadableError' || name === 'AbortError') {
    return new Fault('conflict', 'The microphone is in use by another program. Close that, or type.', cause);
  }
  return Fault.from(thrown);
}
