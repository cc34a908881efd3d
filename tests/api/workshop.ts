/** Jobs for the server of `tests/fakes/workshop.ts`: what becomes of them, and what it has seen. */
import { env } from 'cloudflare:workers';
import { expect, inject } from 'vitest';
import type { HostedAsk, HostedJob } from '../../core/contract/hosted.ts';
import { AccountId, AssetHash } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { encodePixels, encodePng } from '../../core/pixels/png/encode.ts';
import { blankPixels } from '../../core/pixels/pixels.ts';
import { deskOf, type DeskDoor } from '../../worker-api/objects/desk-door.ts';
import { Blobs } from '../../worker-api/store/blobs.ts';
import { keepBytes } from '../../worker-api/store/materials.ts';
import type { Plan } from '../fakes/workshop.ts';

const address = (path: string, words: string): URL => {
  const url = new URL(path, inject('workshop'));
  url.searchParams.set('words', words);
  return url;
};

export async function plan(words: string, what: Plan): Promise<void> {
  await (await fetch(address('/plan', words).href, { method: 'POST', body: JSON.stringify(what) })).text();
}

const Seen = v.array(v.object({ line: v.string(), headers: v.record(v.string(), v.string()) }));

export async function seen(words: string): Promise<v.InferOutput<typeof Seen>> {
  return parse(Seen, await (await fetch(address('/seen', words).href)).json(), 'bug');
}

export const lines = async (words: string): Promise<string[]> => (await seen(words)).map(({ line }) => line);

/** An account, its bytes, and its desk. */
export interface Somebody {
  readonly account: AccountId;
  readonly blobs: Blobs;
  readonly desk: DeskDoor;
  readonly stub: ReturnType<typeof env.DESK.getByName>;
  /** Asks for it, which must go well; under a key of its own where none is said. */
  ask(asked: HostedAsk, key?: string): Promise<HostedJob>;
  /** Waits until it is over. */
  over(job: HostedJob): Promise<HostedJob>;
}

/** Somebody who may hold so many bytes. */
export async function somebody(quota = 60e6): Promise<Somebody> {
  const account = parse(AccountId, `a_${crypto.randomUUID()}`);
  const { DB } = env;
  await DB.batch([
    DB.prepare("INSERT INTO person VALUES (?1, '', ?1, 1, NULL, '2026-01-01', '2026-01-01', ?1, NULL)").bind(
      account,
    ),
    DB.prepare('INSERT INTO rooms (account, quota) VALUES (?1, ?2)').bind(account, quota),
  ]);
  const self: Somebody = {
    account,
    blobs: new Blobs(env, account),
    // Made anew each time: one that has seen its object die is of no more use.
    get desk() {
      return deskOf(env.DESK, account);
    },
    get stub() {
      return env.DESK.getByName(account);
    },
    async ask(asked, key = crypto.randomUUID()) {
      const opened = await self.desk.open(account, key, asked);
      if ('wait' in opened) throw new Error('There is no room in line.');
      return opened.job;
    },
    async over({ id }) {
      await expect
        .poll(async () => (await self.desk.get(id)).ended, { timeout: 20_000, interval: 50 })
        .toBeDefined();
      return self.desk.get(id);
    },
  };
  return self;
}

let drawn = 0;
/** Words that no other job has. */
export const newWords = (): string => `a lamp, number ${Date.now()}${++drawn}`;

export const generate = (words: string, more: { width?: number; height?: number } = {}): HostedAsk => ({
  ask: { tool: 'generate', words, width: 64, height: 96, seed: 7, ...more },
});

/** A picture of one colour and a mask of half of it, kept with the account's bytes. */
export async function marked(
  { blobs }: Somebody,
  width = 64,
  height = 64,
): Promise<{ image: AssetHash; mask: AssetHash }> {
  const data = new Uint8Array(width * height).fill(255, 0, (width * height) / 2);
  return {
    image: await keepBytes(blobs, encodePixels(blankPixels(width, height))),
    mask: await keepBytes(blobs, encodePng({ width, height, channels: 1, data })),
  };
}
