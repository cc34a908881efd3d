import { AssetHash, ProjectId, VersionId } from './ids.ts';
import { v, type Infer } from './schema.ts';

export const Project = v.object({
  id: ProjectId,
  title: v.string(),
  /** The version that is on the screen. */
  head: VersionId,
  /** Where forward leads: the end of the branch that `head` lies on. */
  tip: VersionId,
  /** What the projects page shows. */
  thumb: AssetHash,
  made: v.number(),
  changed: v.number(),
  deleted: v.optional(v.boolean()),
});
export type Project = Infer<typeof Project>;
