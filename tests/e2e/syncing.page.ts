/** A device of the tests, in a page of the real site: the data's own parts on a database of their own, with no studio above them. */
import { AccountId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { hashOf, readBytes } from '../../src/data/assets.ts';
import { commit } from '../../src/data/commit.ts';
import { openDatabase } from '../../src/data/database.ts';
import { leftIn } from '../../src/data/sync/left.ts';
import { ownServer } from '../../src/data/sync/server.ts';
import { Syncing } from '../../src/data/sync/syncing.ts';
import { world } from '../../src/data/world.ts';
import { newProject } from '../web/data/given.ts';

const database = await openDatabase(world, { name: 'of the tests' });
const syncing = new Syncing(database, ownServer, () => undefined);

const device = {
  start: (account: string): void => syncing.start(parse(AccountId, account)),
  stop: (): void => syncing.stop(),
  /** What is left as the database has it: what sync says of it may be a moment old. */
  async state() {
    const { changes } = await leftIn(database);
    return { ...syncing.state, changes, wrong: syncing.state.wrong?.message };
  },

  /** A project, and beside it a blob of so many bytes. Gives the project's name and the blob's. */
  async make(size: number): Promise<readonly [string, string]> {
    const work = await newProject(world, 'sofa');
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i >> 16) + i);
    const blob = new Blob([bytes], { type: 'image/png' });
    const large = { hash: await hashOf(blob), blob };
    await commit(database, { ...work, assets: [...work.assets, large] });
    return [work.project.id, large.hash];
  },

  async name(title: string): Promise<void> {
    const [project] = await database.projects.toArray();
    if (project) await commit(database, { projects: [{ id: project.id, title }] });
  },

  /** All that is shown of projects and their other versions. */
  async shown() {
    const [projects, versions] = [await database.projects.toArray(), await database.versions.toArray()];
    const others = await database.others.toArray();
    return { projects, versions, others: others.map(({ field, value }) => [field, value]) };
  },

  bytes: () => database.bytes.count(),

  /** Reads every asset's bytes, wherever they are, and hashes them: those that are what they are called. */
  async whole(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { hash } of await database.assets.toArray()) {
      if ((await hashOf(await readBytes(database, hash))) === hash) found.push(hash);
    }
    return found;
  },
};

export type PageDevice = typeof device;
Object.assign(globalThis, { device });
