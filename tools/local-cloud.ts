/** The server of this machine on a database of its own, with accounts that nobody signed up for: to be measured, and to be killed. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { drawAccountId, drawId, drawSecret, hashOf } from '../worker-api/store/chance.ts';
import { buildIfStale } from './build.ts';
import { freePort } from './ports.ts';
import { serve, type Served } from './serve.ts';
import { makeTables } from './tables.ts';
import { workerdOf } from './workerd.ts';

/** An account by its key, which may write. */
export interface Member {
  readonly account: string;
  readonly key: string;
}

export class LocalCloud {
  readonly url: string;
  readonly members: readonly Member[];
  readonly #folder: string;
  readonly #port: number;
  readonly #secret = randomBytes(32).toString('base64url');
  #server: Served | undefined;

  private constructor(folder: string, port: number, members: readonly Member[]) {
    this.url = `http://localhost:${port}`;
    [this.#folder, this.#port, this.members] = [folder, port, members];
  }

  /** Running, with so many accounts. */
  static async open(people: number): Promise<LocalCloud> {
    const folder = await mkdtemp(join(tmpdir(), 'brushword-'));
    const state = join(folder, 'state');
    await Promise.all([buildIfStale(), makeTables(state)]);
    const members = await enter(state, people);
    const cloud = new LocalCloud(folder, await freePort(), members);
    await cloud.start();
    return cloud;
  }

  async start(): Promise<void> {
    this.#server = await serve(this.#port, this.#state, undefined, { AUTH_SECRET: this.#secret });
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  /** The process that keeps what is kept. It holds no file before something was asked of it. */
  async workerd(): Promise<number> {
    if (!this.#server) throw new Error('The server does not run.');
    return workerdOf(this.#server.leader, this.#state);
  }

  /** Kills it in the midst of whatever it does (SIGKILL); then ends the rest, which is of no use without it. */
  async kill(): Promise<void> {
    process.kill(await this.workerd(), 'SIGKILL');
    await this.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  get #state(): string {
    return join(this.#folder, 'state');
  }
}

/** Writes the accounts down where the Worker will look for them. Nothing else has the database open yet. */
async function enter(state: string, people: number): Promise<readonly Member[]> {
  const folder = join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const [file] = (await readdir(folder)).filter(name => /^[0-9a-f]{64}\.sqlite$/.test(name));
  if (file === undefined) throw new Error(`There is no database in ${folder}.`);
  const database = new DatabaseSync(join(folder, file));
  const person = database.prepare(
    'INSERT INTO person (id, name, email, emailVerified, createdAt, updatedAt, account) VALUES (?1, ?1, ?2, 1, ?3, ?3, ?4)',
  );
  const bearer = database.prepare(
    "INSERT INTO key (id, hash, person, name, scope, begins, made) VALUES (?, ?, ?, 'A program', 'write', ?, ?)",
  );
  const members: Member[] = [];
  database.exec('BEGIN');
  for (let n = 0; n < people; n++) {
    const [id, account, key] = [drawId(), drawAccountId(), `bw_${drawSecret()}`];
    const now = new Date();
    person.run(id, `member-${n}@example.com`, now.toISOString(), account);
    bearer.run(drawId(), await hashOf(key), id, key.slice(0, 8), now.getTime());
    members.push({ account, key });
  }
  database.exec('COMMIT');
  database.close();
  return members;
}
