/**
 * The server dies at random moments of its work, again and again, and is started on what it left: whatever it had acknowledged is
 * there, as it was and in its order; what it had not is there as a whole or not at all, and can be sent again.
 */
import { isDeepStrictEqual } from 'node:util';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AssetHash, DeviceId } from '../core/contract/ids.ts';
import { parse } from '../core/contract/schema.ts';
import { vaultEdition, type Push, type Sent } from '../core/contract/vault.ts';
import { stampOf } from '../core/sync/clock.ts';
import { LocalCloud } from './local-cloud.ts';
import { Program, Refused } from './program.ts';
import { dice } from './scenes/chance.ts';

export interface Deaths {
  readonly rounds: number;
  readonly seed: number;
}

/** What was acknowledged in all, and found again; and what had no answer when the server died. */
export interface Survived {
  readonly pushes: number;
  readonly changes: number;
  readonly blobs: number;
  readonly bytes: number;
  readonly unanswered: number;
  /** Requests that broke off while the server lived, as on a machine that is too busy, and were made again as a device does. */
  readonly again: number;
}

const PEOPLE = 6;

/** How long after the first acknowledgements of a round the server may live on, in milliseconds. */
const LONGEST = 1500;

/** How often a request is made before it counts as failed. */
const TRIES = 5;

const device = parse(DeviceId, 'deaths');

/** Throws an error that says what was lost, where anything was. */
export async function survive({ rounds, seed }: Deaths): Promise<Survived> {
  const chance = dice(seed);
  const cloud = await LocalCloud.open(PEOPLE);
  try {
    const people = cloud.members.map(
      ({ key }, n) => new Person(new Program(cloud.url, key), dice(seed * 100 + n)),
    );
    for (let round = 1; round <= rounds; round++) {
      const dying = new AbortController();
      const working = people.flatMap(person => [person.push(dying.signal), person.put(dying.signal)]);
      const stopped = Promise.all(working);
      await Promise.race([stopped, Promise.all(people.map(person => person.begun()))]);
      await Promise.race([stopped, wait(chance() * LONGEST)]);
      // Whatever fails from now on failed because of that.
      dying.abort();
      await cloud.kill();
      await stopped;
      await cloud.start();
      const checked = people.map((person, n) =>
        person.check(round === rounds).catch((cause: unknown) => {
          throw new Error(`After death ${round} of seed ${seed}, account ${n}: ${String(cause)}`, { cause });
        }),
      );
      await Promise.all(checked);
    }
    const total = (of: (person: Person) => number): number =>
      people.reduce((sum, person) => sum + of(person), 0);
    return {
      pushes: total(({ pushes }) => pushes),
      changes: total(({ changes }) => changes.length),
      blobs: total(({ blobs }) => blobs.size),
      bytes: total(({ blobs }) => [...blobs.values()].reduce((sum, size) => sum + size, 0)),
      unanswered: total(({ unanswered }) => unanswered),
      again: total(({ again }) => again),
    };
  } finally {
    await cloud.close();
  }
}

/** Who sends changes and bytes, and keeps what was acknowledged. */
class Person {
  /** All that was acknowledged, in order: one push comes after the other. */
  readonly changes: Sent[] = [];
  /** And the sizes of the blobs. */
  readonly blobs = new Map<AssetHash, number>();
  pushes = 0;
  unanswered = 0;
  again = 0;
  readonly #program: Program;
  readonly #chance: () => number;
  #counter = 0;
  #held = 0;
  #checked = { changes: 0, blobs: 0 };
  #lostPush: Push | undefined;
  #lostPut: (() => Promise<void>) | undefined;
  #first = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()] as const;

  constructor(program: Program, chance: () => number) {
    this.#program = program;
    this.#chance = chance;
  }

  /** Settles once both a push and a blob of this round were acknowledged. */
  async begun(): Promise<void> {
    await Promise.all(this.#first.map(({ promise }) => promise));
  }

  /** Pushes until the server dies. */
  async push(dying: AbortSignal): Promise<void> {
    for (;;) {
      const push = this.#draw();
      try {
        await this.#tried(() => this.#program.push(push), dying);
      } catch (thrown) {
        if (!dying.aborted) throw thrown;
        this.#lostPush = push;
        return;
      }
      this.#took(push);
      this.#first[0].resolve(undefined);
    }
  }

  /** Sends blobs until the server dies: some whole, some in pieces that are put together. */
  async put(dying: AbortSignal): Promise<void> {
    for (;;) {
      const put = this.#drawBlob();
      try {
        await this.#tried(put, dying);
      } catch (thrown) {
        if (!dying.aborted) throw thrown;
        this.#lostPut = put;
        return;
      }
      this.#first[1].resolve(undefined);
    }
  }

  /**
   * What was acknowledged since it was last looked at is there, and nothing else; in the end, all that ever was. Sends again what had
   * no answer.
   */
  async check(all: boolean): Promise<void> {
    await this.#checkChanges(all);
    if (this.#lostPut) await this.#tried(this.#lostPut);
    for (const offer of inParts([...this.blobs], 1000)) {
      const blobs = offer.map(([hash, size]) => ({ hash, size }));
      const { missing, used } = await this.#tried(() => this.#program.missing(blobs));
      if (missing.length > 0) throw new Error(`${missing.length} acknowledged blobs are not known any more.`);
      if (used !== this.#held)
        throw new Error(`The account holds ${this.#held} bytes, and is said to hold ${used}.`);
    }
    for (const [hash, size] of [...this.blobs].slice(all ? 0 : this.#checked.blobs)) {
      const bytes = await this.#tried(() => this.#program.get(hash));
      if (bytes.length !== size || hashOf(bytes) !== hash)
        throw new Error(`Blob ${hash} is not what it was.`);
    }
    this.#checked = { changes: this.changes.length, blobs: this.blobs.size };
    if (this.#lostPush) this.unanswered++;
    if (this.#lostPut) this.unanswered++;
    this.#lostPush = this.#lostPut = undefined;
    this.#first = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  }

  async #checkChanges(all: boolean): Promise<void> {
    const push = this.#lostPush;
    if (push) {
      const { accepted, known } = await this.#tried(() => this.#program.push(push));
      // A push is one transaction.
      if (accepted + known !== push.changes.length || (accepted > 0 && known > 0))
        throw new Error(
          `Of a push of ${push.changes.length} there were ${known}, and ${accepted} were taken.`,
        );
      this.#took(push);
    }
    // Every change has the next number, and nobody else pushes.
    const since = all ? 0 : this.#checked.changes;
    const { changes } = await this.#tried(() => this.#program.pullAll(device, since));
    const sent = this.changes.slice(since);
    if (isDeepStrictEqual(changes, sent)) return;
    const found = new Set(changes.map(change => JSON.stringify(change)));
    const lost = sent.filter(change => !found.has(JSON.stringify(change)));
    throw new Error(
      `Of ${sent.length} acknowledged changes ${lost.length} are lost; ${changes.length} came.`,
    );
  }

  /** Does it again where it broke off or the server was at fault; never where it said no. */
  async #tried<T>(work: () => Promise<T>, dying?: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (thrown) {
        if (dying?.aborted === true || tries === TRIES) throw thrown;
        if (thrown instanceof Refused && thrown.status < 500) throw thrown;
        this.again++;
        await wait(200 * tries);
      }
    }
  }

  #took({ changes }: Push): void {
    this.changes.push(...changes);
    this.pushes++;
  }

  #draw(): Push {
    const count = 1 + Math.floor(this.#chance() ** 3 * 200);
    const changes = Array.from({ length: count }, (): Sent => {
      const n = ++this.#counter;
      const long = this.#chance() < 0.01 ? 20_000 : 40;
      return {
        table: 'versions',
        id: `v${Math.floor(n / 6)}`,
        field: ['project', 'parents', 'title', 'picture', 'thumb', 'made'][n % 6] ?? '',
        value: `${n} `.padEnd(long, 'a word of it '),
        stamp: stampOf({ ms: Date.now(), counter: n % 36 ** 4, device }),
      };
    });
    return { edition: vaultEdition, device, read: 0, changes };
  }

  /** Gives what sends it, which can be done again. */
  #drawBlob(): () => Promise<void> {
    const pieces = this.#chance() < 0.2 ? 3 : 1;
    const parts = Array.from({ length: pieces }, () =>
      this.#drawBytes(1 + Math.floor(this.#chance() ** 2 * 600_000)),
    );
    const whole = Uint8Array.from(Buffer.concat(parts));
    return async () => {
      for (const part of parts) await this.#send(part);
      if (pieces === 1) return;
      const hash = hashOf(whole);
      await this.#program.join(hash, parts.map(hashOf));
      this.blobs.set(hash, whole.length);
    };
  }

  async #send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const hash = hashOf(bytes);
    await this.#program.put(hash, bytes);
    if (!this.blobs.has(hash)) this.#held += bytes.length;
    this.blobs.set(hash, bytes.length);
  }

  #drawBytes(size: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(size);
    let state = Math.floor(this.#chance() * 2 ** 32);
    for (let at = 0; at < size; at++) {
      // Numerical Recipes' quick generator (Press et al., 1992, 7.1): only that blobs differ matters.
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[at] = state >>> 24;
    }
    return bytes;
  }
}

const inParts = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));

const hashOf = (bytes: Uint8Array): AssetHash =>
  parse(AssetHash, createHash('sha256').update(bytes).digest('hex'));
