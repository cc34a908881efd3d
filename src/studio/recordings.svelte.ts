/** What was said and kept as sound: only what a person asked to keep. */
import {
  forgetRecording,
  keepRecording,
  recordingNamed,
  recordings,
  type Recording,
} from '../data/recordings.ts';
import { soundFile } from '../workers/recording.ts';
import type { Heard } from '../workers/speech-protocol.ts';
import type { Notices } from './notices.svelte.ts';

export class Recordings {
  /** The newest first. */
  all = $state.raw<readonly Recording[]>([]);
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  refresh(): Promise<void> {
    return this.#do(() => Promise.resolve());
  }

  /** What has no samples was not to be kept. */
  keep({ samples, text }: Heard): void {
    if (samples) void this.#do(() => keepRecording(soundFile(samples), text, Date.now()));
  }

  /** Nothing, where it has gone: the person is told. */
  async open({ name }: Recording): Promise<Blob | undefined> {
    let sound: Blob | undefined;
    await this.#do(async () => {
      sound = await recordingNamed(name);
    });
    return sound;
  }

  forget(some: readonly Recording[]): Promise<void> {
    return this.#do(async () => {
      for (const { name } of some) await forgetRecording(name);
    });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.all = await recordings();
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }
}
