/**
 * Two hundred accounts at once for two minutes, after three in which the runtime and every object's database fill their caches.
 * Each has two devices on sockets, and does what people do: makes a version, which is a push and a blob, now and then; the other
 * device hears of it, pulls it and fetches the bytes; and somebody comes in anew with a key.
 * `ACCOUNTS=50 WARM=20 SECONDS=20 npm run bench load` for less.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AssetHash, DeviceId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { vaultEdition, type Push, type Sent } from '../../core/contract/vault.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { LocalCloud } from '../local-cloud.ts';
import { Program } from '../program.ts';
import { dice } from '../scenes/chance.ts';
import { residentOf } from '../workerd.ts';
import { median, milliseconds, within, type Bench, type Figure } from './figure.ts';

const ACCOUNTS = Number(process.env['ACCOUNTS'] ?? 200);
const WARM = Number(process.env['WARM'] ?? 180);
const SECONDS = Number(process.env['SECONDS'] ?? 120);

/** How often each account does each, in seconds: the middle of what chance draws. */
const EVERY = { push: 5, blob: 30, entry: 30 } as const;
/** How large blobs are, in bytes: small ones are more common. */
const [SMALLEST, LARGEST] = [50_000, 2_000_000];

/** By how much memory may differ between the first and the last quarter of what counts for it. */
const FLAT = 0.1;

const [writer, reader] = [parse(DeviceId, 'writer'), parse(DeviceId, 'reader')];

type What = 'push' | 'pull' | 'blob in' | 'blob out' | 'entry';

class Tally {
  readonly times = new Map<What, number[]>();
  readonly errors: string[] = [];
  /** How many bytes of blobs went either way. */
  bytes = 0;

  async timed<T>(what: What, work: () => Promise<T>): Promise<T | undefined> {
    const start = performance.now();
    try {
      const given = await work();
      const times = this.times.get(what) ?? [];
      this.times.set(what, times);
      times.push(performance.now() - start);
      return given;
    } catch (thrown) {
      this.errors.push(`${what}: ${String(thrown)}`);
      return undefined;
    }
  }
}

export const load: Bench = {
  name: 'load',
  async run() {
    const cloud = await LocalCloud.open(ACCOUNTS);
    try {
      const tally = new Tally();
      const people = cloud.members.map(({ key }, n) => new Person(new Program(cloud.url, key), n, tally));
      for (const person of people) await person.open();
      const ending = new AbortController();
      const pid = await cloud.workerd();
      const memory: number[] = [];
      const [start, working] = [performance.now(), people.map(person => person.work(ending.signal))];
      while (performance.now() - start < (WARM + SECONDS) * 1000) {
        memory.push((await residentOf(pid)) / 2 ** 20);
        await wait(1000);
      }
      ending.abort();
      await Promise.all(working);
      const seconds = (performance.now() - start) / 1000;
      for (const person of people) await person.check();
      for (const person of people) person.close();
      return [...timesOf(tally, seconds), memoryOf(memory)];
    } finally {
      await cloud.close();
    }
  },
};

function timesOf({ times, errors, bytes }: Tally, seconds: number): readonly Figure[] {
  const part = (values: readonly number[], share: number): number =>
    values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
  const told = [...times].map(([what, values]) => {
    const sorted = values.toSorted((a, b) => a - b);
    const parts = [0.5, 0.95, 0.99].map(share => milliseconds(part(sorted, share)));
    return { name: `${what}: half, 95 and 99 of 100`, measured: `${parts.join(', ')} (${values.length})` };
  });
  const pushes = (times.get('push') ?? []).toSorted((a, b) => a - b);
  const asked = [...times.values()].reduce((sum, values) => sum + values.length, 0);
  return [
    {
      name: `${ACCOUNTS} accounts at once for ${Math.round(seconds)} s: errors`,
      measured:
        `${errors.length} in ${asked.toLocaleString('en')} requests (${Math.round(asked / seconds)} a second, ` +
        `${(bytes / 1e6 / seconds).toFixed(1)} MB of blobs a second)${errors[0] === undefined ? '' : `: ${errors[0]}`}`,
      goal: '0',
      reached: errors.length === 0,
    },
    within(`a push, 99 of 100`, part(pushes, 0.99), 500),
    ...told,
  ];
}

/** Megabytes, one a second. */
function memoryOf(memory: readonly number[]): Figure {
  const steady = memory.slice(-SECONDS);
  const quarter = Math.max(1, Math.floor(steady.length / 4));
  const [first, last] = [median(steady.slice(0, quarter)), median(steady.slice(-quarter))];
  return {
    name: 'memory of workerd, first to last quarter after warming up',
    measured:
      `${first.toFixed(0)} to ${last.toFixed(0)} MB, ${(slopeOf(steady) * 60).toFixed(1)} MB a minute, ` +
      `${Math.max(...memory).toFixed(0)} MB at most`,
    goal: `at most ${FLAT * 100} % more`,
    reached: last <= first * (1 + FLAT),
  };
}

/** Of the straight line of least squares through them. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [above, below] = [0, 0];
  for (const [at, value] of values.entries()) {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  }
  return above / below;
}

class Person {
  readonly #program: Program;
  readonly #chance: () => number;
  readonly #tally: Tally;
  readonly #sent: Sent[] = [];
  readonly #came: Sent[] = [];
  readonly #sockets: WebSocket[] = [];
  #counter = 0;
  #read = 0;
  #head = 0;
  /** One push after the other, as a device does it. */
  #turn: Promise<unknown> = Promise.resolve();
  #hear: () => void = () => undefined;

  constructor(program: Program, seed: number, tally: Tally) {
    [this.#program, this.#chance, this.#tally] = [program, dice(seed), tally];
  }

  async open(): Promise<void> {
    const heard = (head: number): void => {
      this.#head = Math.max(this.#head, head);
      this.#hear();
    };
    this.#sockets.push(await this.#program.listen(writer, () => undefined));
    this.#sockets.push(await this.#program.listen(reader, heard));
  }

  async work(ending: AbortSignal): Promise<void> {
    ending.addEventListener('abort', () => this.#hear());
    await Promise.all([
      this.#now(EVERY.push, ending, () => this.#push(this.#draw(6))),
      this.#now(EVERY.blob, ending, () => this.#make()),
      this.#now(
        EVERY.entry,
        ending,
        async () => void (await this.#tally.timed('entry', () => this.#program.account())),
      ),
      this.#follow(ending),
    ]);
  }

  /** What was pushed came to the other device, all of it, once and in order. */
  async check(): Promise<void> {
    await this.#pull();
    const [sent, came] = [this.#sent, this.#came].map(list => JSON.stringify(list));
    if (sent !== came) this.#tally.errors.push(`Of ${this.#sent.length} changes ${this.#came.length} came.`);
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  /** Does it now and then, as often as `every` says; nobody does anything at the same moment as the others. */
  async #now(every: number, ending: AbortSignal, work: () => Promise<void>): Promise<void> {
    for (let pause = this.#chance() * every; ; pause = every * (0.5 + this.#chance())) {
      await wait(pause * 1000, undefined, { signal: ending }).catch(() => undefined);
      if (ending.aborted) return;
      await work();
    }
  }

  /** The other device: pulls whenever it hears of something, and fetches a new picture. */
  async #follow(ending: AbortSignal): Promise<void> {
    while (!ending.aborted) {
      if (this.#head <= this.#read) await new Promise<void>(resolve => (this.#hear = resolve));
      if (ending.aborted) return;
      const before = this.#came.length;
      await this.#pull();
      for (const { field, value } of this.#came.slice(before)) {
        if (field !== 'picture') continue;
        const hash = parse(AssetHash, value);
        const bytes = await this.#tally.timed('blob out', () => this.#program.get(hash));
        if (!bytes) continue;
        this.#tally.bytes += bytes.length;
        if (hashOf(bytes) !== hash) this.#tally.errors.push('A blob is not what it was.');
      }
    }
  }

  async #pull(): Promise<void> {
    const page = await this.#tally.timed('pull', () => this.#program.pullAll(reader, this.#read));
    if (!page) return;
    this.#came.push(...page.changes);
    this.#read = page.read;
  }

  #push(changes: readonly Sent[]): Promise<void> {
    const mine = this.#turn.then(() => this.#pushNow(changes));
    this.#turn = mine;
    return mine;
  }

  async #pushNow(changes: readonly Sent[]): Promise<void> {
    const push: Push = { edition: vaultEdition, device: writer, read: 0, changes: [...changes] };
    const reply = await this.#tally.timed('push', () => this.#program.push(push));
    if (!reply) return;
    this.#sent.push(...changes);
    if (reply.accepted !== changes.length)
      this.#tally.errors.push(`A push was not taken: ${JSON.stringify(reply)}`);
  }

  /** A version with its picture: the bytes go before what names them. */
  async #make(): Promise<void> {
    const bytes = this.#drawBytes();
    const hash = hashOf(bytes);
    const there = await this.#tally.timed('blob in', async () => {
      const { missing } = await this.#program.missing([{ hash, size: bytes.length }]);
      if (missing.length > 0) await this.#program.put(hash, bytes);
      return true;
    });
    if (!there) return;
    this.#tally.bytes += bytes.length;
    const [change] = this.#draw(1);
    if (change) await this.#push([{ ...change, field: 'picture', value: hash }]);
  }

  #draw(count: number): Sent[] {
    return Array.from({ length: count }, () => {
      const n = ++this.#counter;
      return {
        table: 'versions',
        id: `v${Math.floor(n / 6)}`,
        field: ['project', 'parents', 'title', 'thumb', 'width', 'made'][n % 6] ?? '',
        value: `remove · the lamp beside the sofa, ${n}`,
        stamp: stampOf({ ms: Date.now(), counter: n % 36 ** 4, device: writer }),
      };
    });
  }

  #drawBytes(): Uint8Array<ArrayBuffer> {
    const size = Math.round(SMALLEST * (LARGEST / SMALLEST) ** this.#chance());
    const bytes = new Uint8Array(size).fill(this.#counter);
    crypto.getRandomValues(bytes.subarray(0, 64));
    return bytes;
  }
}

const hashOf = (bytes: Uint8Array): AssetHash =>
  parse(AssetHash, createHash('sha256').update(bytes).digest('hex'));
