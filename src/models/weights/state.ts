/** How things stand with a model's weights: what is shown of them, in this tab and the others. */
import { v, type Infer } from '../../../core/contract/schema.ts';
import { CHUNK, LINK } from './chain.ts';
import type { WeightsEntry } from './entry.ts';
import { findFile, findFolder, readAbout } from './folder.ts';

const count = v.pipe(v.number(), v.minValue(0));
const counted = {
  /** In bytes, of all files together. */
  done: count,
  /** Missing where nobody knows it yet. */
  total: v.optional(count),
  /** The host that told size and hash, where they were not known here. */
  told: v.optional(v.string()),
};

export const State = v.variant('is', [
  v.object({ is: v.literal('absent'), ...counted }),
  v.object({ is: v.literal('checking'), ...counted }),
  /** Bytes in a second, of late. */
  v.object({ is: v.literal('loading'), ...counted, speed: count }),
  /** `until` in milliseconds since 1970. */
  v.object({ is: v.literal('waiting'), ...counted, until: count, because: v.string() }),
  v.object({ is: v.literal('paused'), ...counted }),
  v.object({ is: v.literal('here'), ...counted }),
  v.object({ is: v.literal('failed'), ...counted, sentence: v.string() }),
]);
export type State = Infer<typeof State>;

/** While one of these, somebody works on it. */
export const isBusy = ({ is }: State): boolean => is === 'checking' || is === 'loading' || is === 'waiting';

/** What the disk says. */
export async function stateOf(entry: WeightsEntry): Promise<State> {
  const folder = await findFolder(entry.name);
  let [done, whole] = [0, 0];
  let total: number | undefined = 0;
  let told: string | undefined;
  for (const file of entry.files) {
    const about = folder && (await readAbout(folder, entry, file));
    const bytes: number | undefined = file.bytes ?? about?.bytes;
    total = total === undefined || bytes === undefined ? undefined : total + bytes;
    told ??= about?.told;
    if (folder === undefined || about === undefined) continue;
    if ((await findFile(folder, file.path, 'weights'))?.size === about.bytes) {
      whole++;
      done += about.bytes;
    } else {
      // What has a link is what will be kept, if it is undamaged.
      done += Math.floor(((await findFile(folder, file.path, 'links'))?.size ?? 0) / LINK) * CHUNK;
    }
  }
  const is = whole === entry.files.length ? 'here' : done > 0 ? 'paused' : 'absent';
  return { is, done, total, told };
}
