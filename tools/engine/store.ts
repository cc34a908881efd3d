/** Jobs on disk: a folder each, so that what was asked for and what was made outlive the process. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineAsk, EngineJob } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { MadeFile } from './task.ts';

const time = v.number();

export const Kept = v.object({
  job: EngineJob,
  ask: EngineAsk,
  /** SHA-256 of each file that came with it. */
  files: v.record(v.string(), v.string()),
  made: v.array(MadeFile),
  /** Milliseconds since 1970. */
  asked: time,
  ended: v.optional(time),
  /** How often it was begun. */
  tries: v.number(),
});
export type Kept = Infer<typeof Kept>;

export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const RECORD = 'job.json';
const OWNER = 'owner';

export class Store {
  readonly #folder: string;

  /** Throws `Fault('conflict')` where another engine works in this folder, or it is somebody else's. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid } = lstatSync(folder);
    const isOurs = process.getuid === undefined || uid === process.getuid();
    if (!isOurs || !lstatSync(folder).isDirectory()) {
      throw new Fault('conflict', `${folder} belongs to somebody else. Name another folder with --folder.`);
    }
    chmodSync(folder, 0o700);
    this.#folder = folder;
    this.#claim();
  }

  /** Jobs of an engine that was here before. What was broken off half-way in coming is thrown away. */
  all(): Kept[] {
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .flatMap(({ name }) => {
        try {
          return parse(Kept, JSON.parse(readFileSync(join(this.#folder, name, RECORD), 'utf8')));
        } catch {
          rmSync(join(this.#folder, name), { recursive: true, force: true });
          return [];
        }
      });
  }

  folderOf(id: string): string {
    return join(this.#folder, id);
  }

  /** Its files first: a job whose record is here is whole. */
  async add(kept: Kept, files: Files): Promise<void> {
    const folder = this.folderOf(kept.job.id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
    this.write(kept);
  }

  /** All or nothing, whenever the process may end. */
  write(kept: Kept): void {
    const path = join(this.folderOf(kept.job.id), RECORD);
    writeFileSync(`${path}.new`, JSON.stringify(kept));
    renameSync(`${path}.new`, path);
  }

  /** What came with it: once it has ended nobody reads that any more. */
  dropFiles({ job, files }: Kept): void {
    for (const name of Object.keys(files)) rmSync(join(this.folderOf(job.id), name), { force: true });
  }

  remove(id: string): void {
    rmSync(this.folderOf(id), { recursive: true, force: true });
  }

  /** Bytes of all that lies here. */
  size(): number {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0); // prettier-ignore
  }

  /** Lets the next engine have the folder. */
  close(): void {
    rmSync(join(this.#folder, OWNER), { force: true });
  }

  #claim(): void {
    const path = join(this.#folder, OWNER);
    const owner = ownerOf(path);
    if (owner !== undefined && owner !== process.pid && isRunning(owner)) {
      throw new Fault(
        'conflict',
        `Another engine works in ${this.#folder} (process ${owner}). Stop it, or name another folder with --folder.`,
      );
    }
    writeFileSync(path, String(process.pid), { mode: 0o600 });
  }
}

function ownerOf(path: string): number | undefined {
  const text = statSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8');
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
