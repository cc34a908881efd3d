/** How much each project takes, so that whoever runs out of room knows where to begin. */
import type { AssetHash, ProjectId } from '../../core/contract/ids.ts';
import type { Database } from './database.ts';

export interface ProjectSize {
  readonly id: ProjectId;
  readonly title: string;
  /** All that its versions name, in bytes. What two projects share counts for both. */
  readonly bytes: number;
}

/** Those that are not deleted, the largest first. */
export function sizesOf(database: Database): Promise<ProjectSize[]> {
  const { projects, versions, assets } = database;
  return database.guard(() =>
    database.transaction('r', projects, versions, assets, async () => {
      const known = new Map((await assets.toArray()).map(asset => [asset.hash, asset]));
      const named = new Map<ProjectId, Set<AssetHash>>();
      await versions.each(({ project, picture, thumb, recipe }) => {
        const all = named.get(project) ?? new Set();
        for (const hash of [picture, thumb, recipe?.mask, known.get(picture)?.base]) if (hash) all.add(hash);
        named.set(project, all);
      });
      const sizes = (await projects.toArray())
        .filter(({ deleted }) => deleted !== true)
        .map(({ id, title }) => {
          const bytes = [...(named.get(id) ?? [])].reduce(
            (sum, hash) => sum + (known.get(hash)?.size ?? 0),
            0,
          );
          return { id, title, bytes };
        });
      return sizes.sort((a, b) => b.bytes - a.bytes);
    }),
  );
}
