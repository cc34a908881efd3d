/** What the account does not take, told as a person knows it: by its project. */
import { Fault } from '../../../core/contract/fault.ts';
import type { AssetHash, ProjectId } from '../../../core/contract/ids.ts';
import type { Database } from '../database.ts';
import type { RefusedBlobs } from './upload.ts';

/** Bytes that stay here, and why; the records that name them wait in the outbox, and everything else goes. */
export interface Refused {
  readonly hash: AssetHash;
  /** Whose they are; undefined where they are of no project, such as a reference's. */
  readonly project: ProjectId | undefined;
  readonly title: string | undefined;
  readonly fault: Fault;
}

export async function tellRefused(database: Database, blobs: RefusedBlobs): Promise<readonly Refused[]> {
  if (blobs.size === 0) return [];
  const { projects, versions, jobs, assets } = database;
  const owners = await database.guard(() =>
    database.transaction('r', projects, versions, jobs, assets, async () => {
      const found = new Map<AssetHash, ProjectId>();
      const own = (hash: AssetHash | undefined, project: ProjectId): void => {
        if (hash !== undefined && !found.has(hash)) found.set(hash, project);
      };
      await versions.each(({ project, picture, thumb, recipe }) => {
        for (const hash of [picture, thumb, recipe?.mask]) own(hash, project);
      });
      await projects.each(({ id, thumb }) => own(thumb, id));
      await jobs.each(({ project, recipe }) => own(recipe?.mask, project));
      // A patch's project needs what it lies on.
      await assets.each(({ hash, base }) => {
        const project = found.get(hash);
        if (project !== undefined) own(base, project);
      });
      const names = [...new Set(found.values())];
      const rows = await projects.bulkGet(names);
      const titles = new Map(rows.flatMap(row => (row ? [[row.id, row.title] as const] : [])));
      return { found, titles };
    }),
  );
  return [...blobs].map(([hash, fault]) => {
    const project = owners.found.get(hash);
    return { hash, project, title: project && owners.titles.get(project), fault };
  });
}

/** The same as one sentence: the first of them, and how many others there are. */
export function wrongOf(refused: readonly Refused[]): Fault | undefined {
  const [first] = refused;
  if (!first) return undefined;
  const { title, project, fault } = first;
  const others = new Set(refused.map(one => one.project)).size - 1;
  const what = project === undefined ? 'The picture of a reference' : `A picture of “${title ?? ''}”`;
  const more =
    others === 0
      ? ''
      : others === 1
        ? ', and one of another project,'
        : `, and some of ${others} other projects,`;
  return new Fault(fault.name, `${what}${more} did not go to your account. ${fault.message}`, {
    cause: fault,
  });
}
