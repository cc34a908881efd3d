/**
 * `node tools/nets/whisper/write.ts DIR 'what it says'` writes a small Whisper, and `node tools/nets/whisper/write.ts DIR tiny`
 * (or `base`) one as large as the real one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { smallWhisper, whisperOfShape } from '../whisper.ts';

/** Writes the files where a reader of models looks for them: `folder` is that of one model. */
export function writeWhisper(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, content] of files) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

if (import.meta.main) {
  const [folder, what] = process.argv.slice(2);
  if (folder === undefined || what === undefined) {
    console.error(
      "Say where to, and what: node tools/nets/whisper/write.ts DIR ('what it says' | tiny | base)",
    );
    process.exit(1);
  }
  const files =
    what === 'tiny' || what === 'base'
      ? whisperOfShape(what)
      : smallWhisper({ says: what, multilingual: true });
  writeWhisper(folder, files);
  for (const [name, { length }] of files) console.log(`${length} ${join(folder, name)}`);
}
