/** Everything that is going on, made once by `main.ts` and handed down. */
import { Fault } from '../../core/contract/fault.ts';
import type { AssetHash, ProjectId } from '../../core/contract/ids.ts';
import { readBytes } from '../data/assets.ts';
import { readFile } from '../data/http.ts';
import { isRecording } from '../workers/recording.ts';
import type { Cloud } from './cloud.svelte.ts';
import type { Device } from './device.svelte.ts';
import type { Library } from './library.svelte.ts';
import { whenIdle } from './idle.ts';
import { Models } from './models.svelte.ts';
import { Notices } from './notices.svelte.ts';
import type { OpenDesk } from './open-desk.ts';
import type { Elsewhere } from './open-elsewhere.ts';
import type { Parts } from './parts.ts';
import { editing, Place } from './place.svelte.ts';
import { Projects } from './projects.svelte.ts';
import { Recordings } from './recordings.svelte.ts';
import { followTabs, remembered } from './signed-in.ts';
import { Storage } from './storage.svelte.ts';
import { Theme } from './theme.svelte.ts';
import { Voice } from './voice.svelte.ts';

export class Studio {
  readonly notices = new Notices();
  readonly place = new Place();
  readonly theme = new Theme();
  readonly projects: Projects;
  readonly storage: Storage;
  readonly device: Device;
  readonly models: Models;
  readonly recordings: Recordings;
  readonly voice: Voice;
  opening = $state(false);
  /** Nothing before somebody signs in, or wants to: see `openCloud`. */
  cloud = $state.raw<Cloud>();
  #cloud: Promise<Cloud> | undefined;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.projects = new Projects(parts, this.notices);
    this.device = parts.device;
    this.recordings = new Recordings(this.notices);
    this.voice = new Voice(parts.ears, this.recordings);
    this.storage = new Storage(this.notices);
    this.models = new Models(parts.weights, parts.device, this.storage, this.place, this.notices);
    followTabs(who => {
      if (who) void this.openCloud();
    });
    if (remembered()) this.#expectCloud();
  }

  /** Opens each photo as a project; a single one is shown at once. What is said in a sound file is offered as a command. */
  async openFiles(files: readonly File[]): Promise<void> {
    const opened: ProjectId[] = [];
    const [note] = files.filter(isRecording);
    if (note && !(await this.voice.note(note))) {
      this.notices.tell('That is a voice note. Open a picture first, then drop it there.');
    }
    for (const file of files) {
      if (isRecording(file)) continue;
      const id = await this.#open(
        () => Promise.resolve(file),
        file.name.replace(/\.[^.]+$/, '') || 'Untitled',
      );
      if (id) opened.push(id);
    }
    const [only, ...more] = opened;
    if (only) this.place.go(more.length === 0 ? editing(only) : '/');
  }

  async openSample(path: string, title: string): Promise<void> {
    const id = await this.#open(signal => readFile(path, signal), title);
    if (id) this.place.go(editing(id));
  }

  thumb(hash: AssetHash): Promise<Blob> {
    return readBytes(this.#parts.database, hash);
  }

  async openDesk(id: ProjectId): Promise<OpenDesk> {
    const { openDesk } = await import('./open-desk.ts');
    return openDesk(id, this.#parts, this.notices, this.voice, path => this.place.go(path));
  }

  /** Machines that are not this device. */
  async elsewhere(): Promise<Elsewhere> {
    const { openElsewhere } = await import('./open-elsewhere.ts');
    return openElsewhere(this.#parts, this.notices, this.voice, path => this.place.go(path));
  }

  async library(): Promise<Library> {
    const { Library } = await import('./library.svelte.ts');
    return new Library(this.#parts, this.notices);
  }

  /** What an account brings, loaded when it is first wanted. */
  openCloud(): Promise<Cloud> {
    this.#cloud ??= import('./cloud.svelte.ts')
      .then(({ Cloud }) => (this.cloud = new Cloud(this.#parts.database, this.notices, this.place)))
      .catch((thrown: unknown) => {
        this.#cloud = undefined;
        throw thrown;
      });
    return this.#cloud;
  }

  /** Somebody is signed in here: sync begins once the page has time, or a picture is wanted that only the account has. */
  #expectCloud(): void {
    this.#parts.database.elsewhere = async asset => (await this.openCloud()).sync.bring(asset);
    whenIdle(() => void this.openCloud().catch((thrown: unknown) => this.notices.fault(thrown)));
  }

  async #open(read: (signal: AbortSignal) => Promise<Blob>, title: string): Promise<ProjectId | undefined> {
    if (this.opening) throw new Fault('conflict', 'A photo is being opened. Wait a moment, then try again.');
    this.opening = true;
    const { signal } = new AbortController();
    try {
      return await this.projects.add(await read(signal), title, signal);
    } catch (thrown) {
      this.notices.fault(thrown);
      return undefined;
    } finally {
      this.opening = false;
    }
  }
}
