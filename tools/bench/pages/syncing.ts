/** A device of the measurements, in a page: the data's own parts on the browser's own database, with no studio above them. */
import { AccountId, AssetHash, ProjectId, VersionId } from '../../../core/contract/ids.ts';
import { apiRoot } from '../../../core/contract/api.ts';
import type { Other } from '../../../core/contract/other.ts';
import { parse } from '../../../core/contract/schema.ts';
import { stampOf } from '../../../core/sync/clock.ts';
import { hashOf, readBytes } from '../../../src/data/assets.ts';
import { commit, type Parcel } from '../../../src/data/commit.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { ownServer, type Server } from '../../../src/data/sync/server.ts';
import { Syncing } from '../../../src/data/sync/syncing.ts';
import { world } from '../../../src/data/world.ts';

const database = await openDatabase(world, { name: 'of the measurements' });
/** When it first asked for what is there: until then it sends what is here. */
let asked = 0;
const server: Server = {
  ...ownServer,
  pull(body, signal) {
    asked ||= performance.now();
    return ownServer.pull(body, signal);
  },
};
const syncing = new Syncing(database, server, () => undefined);

async function parcel(size: number): Promise<Parcel> {
  const bytes = new Uint8Array(size);
  // No more than this is given at once.
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  const blob = new Blob([bytes], { type: 'image/png' });
  return { hash: await hashOf(blob), blob };
}

async function settled(): Promise<void> {
  for (;;) {
    const { doing, changes, wrong } = syncing.state;
    if (wrong) throw wrong;
    if (doing === 'resting' && changes === 0) return;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

const device = {
  /** A project of so many versions, each with a picture and a thumbnail of so many bytes. Gives the names of all. */
  async project(count: number, picture: number, thumb: number): Promise<readonly AssetHash[]> {
    const id = world.id(ProjectId);
    const hashes: AssetHash[] = [];
    for (let n = 0; n < count; n++) {
      const [large, small] = [await parcel(picture), await parcel(thumb)];
      const now = world.now();
      const version = world.id(VersionId);
      const shown = { head: version, tip: version, thumb: small.hash, changed: now };
      await commit(database, {
        projects: [{ id, ...shown, ...(n === 0 ? { title: 'a project', made: now } : {}) }],
        versions: [
          { id: version, project: id, parents: [], title: `version ${n}`, picture: large.hash, thumb: small.hash, width: 4, height: 3, made: now },
        ],
        assets: [large, small],
      }); // prettier-ignore
      hashes.push(large.hash, small.hash);
    }
    return hashes;
  },

  /** So many records of one field. */
  async single(count: number): Promise<void> {
    const dismissals = Array.from({ length: count }, (_, n) => ({ id: `card-${n}`, stands: n % 2 === 0 }));
    await commit(database, { dismissals });
  },

  /** So many records of five fields. */
  async several(count: number): Promise<void> {
    const others = Array.from({ length: count }, (_, n): Other => {
      const stamp = stampOf({ ms: world.now(), counter: n, device: 'elsewhere' });
      return { id: `other-${n}`, table: 'projects', record: `record-${n}`, field: 'title', value: `the sofa ${n}`, stamp };
    }); // prettier-ignore
    await commit(database, { others });
  },

  /** Sends what is here and fetches what is there: how long until the server has all, and until nothing is left; in milliseconds. */
  async sync(account: string): Promise<{ sent: number; settled: number }> {
    const start = performance.now();
    syncing.start(parse(AccountId, account));
    await settled();
    return { sent: asked - start, settled: performance.now() - start };
  },

  /** The same, and all bytes, so many pictures; in milliseconds. Throws where one of them is not here in the end. */
  async bring(account: string, count: number): Promise<number> {
    const start = performance.now();
    syncing.start(parse(AccountId, account));
    await settled();
    const assets = await database.assets.toArray();
    await Promise.all(assets.map(({ hash }) => readBytes(database, hash)));
    const took = performance.now() - start;
    if (assets.length !== count || (await database.bytes.count()) !== count)
      throw new Error('Not all bytes were kept.');
    return took;
  },

  /** Fetches the same bytes, keeps nothing; in milliseconds. */
  async raw(hashes: readonly string[]): Promise<number> {
    const start = performance.now();
    await Promise.all(
      hashes.map(async hash => {
        const reply = await fetch(`${apiRoot}/blobs/${hash}`, { cache: 'no-store' });
        if (!reply.ok) throw new Error(`A blob was answered ${reply.status}.`);
        await reply.arrayBuffer();
      }),
    );
    return performance.now() - start;
  },

  stop: (): void => syncing.stop(),
  count: async (table: 'dismissals' | 'others' | 'assets'): Promise<number> => database.table(table).count(),
};

export type SyncingPage = typeof device;
Object.assign(globalThis, { device });
