/** What was made → bytes, a version and its place, in one commit: it is kept before it is shown as done. */
import { type AssetHash, type ProjectId, VersionId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Recipe, Version } from '../../core/contract/version.ts';
import { land as landOn } from '../../core/history/undo.ts';
import { step } from '../../core/jobs/job.ts';
import { commit, type Parcel } from '../data/commit.ts';
import type { Made } from '../workers/protocol.ts';
import type { Parts } from './parts.ts';

/** Keeps what a job made. The new version becomes the head, and the end of its branch. */
export async function land({ database }: Parts, job: Job, on: Version, made: Made): Promise<Version> {
  const now = database.world.now();
  const maker = made.maker === undefined ? {} : { maker: made.maker };
  const version: Version = {
    id: database.world.id(VersionId),
    project: job.project,
    parents: [on.id],
    title: job.title,
    picture: made.picture.hash,
    thumb: made.thumb.hash,
    width: made.width,
    height: made.height,
    ...(job.recipe ? { recipe: { ...job.recipe, params: made.params, seed: made.seed, ...maker } } : {}),
    made: now,
  };
  await commit(database, {
    assets: [made.picture, made.thumb],
    versions: [version],
    projects: [{ id: job.project, ...landOn(version), thumb: made.thumb.hash, changed: now }],
    jobs: [step(job, { type: 'finish', made: version.id, at: now })],
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
  /** How it came to be, where it is no photo that was opened. */
  readonly made?: { readonly title: string; readonly recipe: Recipe };
}

/** Keeps a photo that was opened, or a picture that was made of words: a project, and its first version. */
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
        title: arrival.made?.title ?? 'Opened',
        ...(arrival.made ? { recipe: arrival.made.recipe } : {}),
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
