/** What the tests of the data start from: a database of their own, and a project in it. */
import { Fault } from '../../../core/contract/fault.ts';
import { ProjectId, VersionId } from '../../../core/contract/ids.ts';
import type { Project } from '../../../core/contract/project.ts';
import type { Version } from '../../../core/contract/version.ts';
import { hashOf } from '../../../src/data/assets.ts';
import type { Parcel, Work } from '../../../src/data/commit.ts';
import { openDatabase, type Database, type OpenOptions } from '../../../src/data/database.ts';
import type { World } from '../../../src/data/world.ts';
import { fakeWorld } from '../../fakes/world.ts';

/** A commit, and the version in it. */
export interface GivenWork extends Required<Pick<Work, 'projects' | 'versions' | 'jobs' | 'assets'>> {
  readonly version: Version;
  readonly assets: readonly [Parcel];
}

const open = new Set<Database>();

/** A name no other test uses. */
export const freshName = (): string => `test-${crypto.randomUUID()}`;

export async function given(options: OpenOptions & { world?: World } = {}): Promise<Database> {
  const database = await openDatabase(options.world ?? fakeWorld(freshName()), {
    name: freshName(),
    ...options,
  });
  open.add(database);
  return database;
}

/** For `afterEach`: nothing stays behind. */
export async function cleanUp(): Promise<void> {
  const names = new Set([...open].map(database => database.name));
  for (const database of open) database.close();
  open.clear();
  await Promise.all([...names].map(remove));
}

export function remove(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
  });
}

export async function parcel(text: string, type = 'image/png'): Promise<Parcel> {
  const blob = new Blob([text], { type });
  return { hash: await hashOf(blob), blob };
}

/** A project of one version, made of `text`. */
export async function newProject(world: World, text = 'photo'): Promise<GivenWork & { project: Project }> {
  const asset = await parcel(text);
  const id = world.id(ProjectId);
  const version: Version = {
    id: world.id(VersionId),
    project: id,
    parents: [],
    title: 'opened',
    picture: asset.hash,
    thumb: asset.hash,
    width: 4,
    height: 3,
    made: world.now(),
  };
  const now = world.now();
  const project: Project = {
    id,
    title: text,
    head: version.id,
    tip: version.id,
    thumb: asset.hash,
    made: now,
    changed: now,
  };
  return { project, version, projects: [project], versions: [version], jobs: [], assets: [asset] };
}

/** The same with a thumbnail of its own. */
export async function withThumb(world: World, text = 'photo') {
  const { project, version, assets, ...work } = await newProject(world, text);
  const small = await parcel(`${text}'s thumbnail`);
  return {
    ...work,
    project,
    version,
    projects: [{ ...project, thumb: small.hash }],
    versions: [{ ...version, thumb: small.hash }],
    assets: [...assets, small] as const,
    full: assets[0],
    small,
  };
}

/** A version made out of `parent`, landed on its project. */
export async function landed(world: World, parent: Version, text: string): Promise<GivenWork> {
  const asset = await parcel(text);
  const version: Version = {
    ...parent,
    id: world.id(VersionId),
    parents: [parent.id],
    title: text,
    picture: asset.hash,
    thumb: asset.hash,
  };
  const project = {
    id: parent.project,
    head: version.id,
    tip: version.id,
    thumb: asset.hash,
    changed: world.now(),
  };
  return { version, versions: [version], projects: [project], jobs: [], assets: [asset] };
}

/** All rows of all tables, but for the bytes themselves. */
export async function everything(database: Database): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of database.tables) {
    found[table.name] =
      table.name === 'bytes' ? await table.toCollection().primaryKeys() : await table.toArray();
  }
  return found;
}

/** The fault that `work` throws. */
export async function faultFrom(work: Promise<unknown>): Promise<Fault> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Fault) return thrown;
  throw new Error('it threw no fault', { cause: thrown });
}
