/** What was seen in pictures, kept so that each is looked at once. */
import type { AssetHash } from '../../core/contract/ids.ts';
import { Sighted } from '../../core/contract/scene.ts';
import { v } from '../../core/contract/schema.ts';
import type { Database } from './database.ts';

/** The oldest beyond these go: they are seen again where they are needed. */
const MOST = 100;

/** Nothing where it was not seen yet, by these networks and no others and this edition, or cannot be read any more. */
export function sceneIn(
  database: Database,
  hash: AssetHash,
  edition: number,
  by: readonly string[] = [],
): Promise<Sighted | undefined> {
  return database.guard(async () => {
    const read = v.safeParse(Sighted, (await database.scenes.get(hash))?.sighted);
    if (!read.success) return undefined;
    const { scene } = read.output;
    const isSame = scene.edition === edition && (scene.by ?? []).join() === by.join();
    return isSame ? read.output : undefined;
  });
}

export function keepScene(database: Database, hash: AssetHash, sighted: Sighted): Promise<void> {
  return database.guard(async () => {
    await database.scenes.put({ hash, sighted, kept: database.world.now() });
    const older = await database.scenes.orderBy('kept').reverse().offset(MOST).primaryKeys();
    await database.scenes.bulkDelete(older);
  });
}
