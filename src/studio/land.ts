/** What was made → bytes, a version and its place, in one commit: it is kept before it is shown as done. */
import { type AssetHash, type ProjectId, VersionId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Recipe, Version } from '../../core/contract/version.ts';
import { commit, type Parcel } from '../data/commit.ts';
import type { Made } from '../workers/protocol.ts';
import type { Parts } from './parts.ts';

export interface Landing {
  readonly job: Job;
  readonly on: Version;
  readonly made: Made;
  readonly recipe: Omit<Recipe, 'maker' | 'params'>;
  readonly mask: Parcel | undefined;
}

/** Keeps a finished job. The new version becomes the head, and the end of its branch. */
export async function land({ database }: Parts, { job, on, made, recipe, mask }: Landing): Promise<Version> {
  const now = database.world.now();
  const version: Version = {
    id: database.world.id(VersionId),
    project: job.project,
    parents: [on.id],
    title: job.title,
    picture: made.picture.hash,
    thumb: made.thumb.hash,
    width: made.width,
    height: made.height,
    recipe: { ...recipe, params: made.params, ...(made.maker === undefined ? {} : { maker: made.maker }) },
    made: now,
  };
  await commit(database, {
    assets: [made.picture, made.thumb, ...(mask ? [mask] : [])],
    versions: [version],
    projects: [{ id: job.project, head: version.id, tip: version.id, thumb: made.thumb.hash, changed: now }],
    jobs: [{ id: job.id, state: 'done', made: version.id, ended: now }],
  });
  return version;
}

export interface Arrival {
  readonly id: ProjectId;
  readonly title: string;
  readonly picture: Parcel;
  readonly thumb: Parcel;
  readonly width: number;
  readonly height: number;
}

/** Keeps a photo that was opened: a project, and its first version. */
export async function settleIn({ database }: Parts, arrival: Arrival): Promise<void> {
  const now = database.world.now();
  const first = database.world.id(VersionId);
  const thumb: AssetHash = arrival.thumb.hash;
  await commit(database, {
    assets: [arrival.picture, arrival.thumb],
    versions: [
      {
        id: first,
        project: arrival.id,
        parents: [],
        title: 'Opened',
        picture: arrival.picture.hash,
        thumb,
        width: arrival.width,
        height: arrival.height,
        made: now,
      },
    ],
    projects: [
      { id: arrival.id, title: arrival.title, head: first, tip: first, thumb, made: now, changed: now },
    ],
  });
}
