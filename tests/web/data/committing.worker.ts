/** A tab that does nothing but commit, and tells of each once it is kept, until it is killed. */
import { ProjectId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { commit } from '../../../src/data/commit.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { versionsOf } from '../../../src/data/read.ts';
import { world } from '../../../src/data/world.ts';
import { landed } from './given.ts';

self.addEventListener('message', ({ data }: MessageEvent<{ name: string; project: string }>) => {
  void commitForEver(data.name, parse(ProjectId, data.project));
});

async function commitForEver(name: string, project: ProjectId): Promise<never> {
  const database = await openDatabase(world, { name });
  for (;;) {
    const versions = await versionsOf(database, project);
    const parent = versions.reduce((a, b) => (b.made >= a.made ? b : a));
    const { version, ...work } = await landed(
      world,
      { ...parent, made: parent.made + 1 },
      crypto.randomUUID().repeat(2000),
    );
    await commit(database, { ...work, versions: [version] });
    self.postMessage(version.id);
  }
}
