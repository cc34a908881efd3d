/** `node tools/nets/index.ts DIR` writes the small networks that the tests run, to look at or to try by hand. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { does, smallNet, speaksAs } from './nets.ts';
import { smallWhisper } from './whisper.ts';
import { writeWhisper } from './whisper/write.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say where to: node tools/nets/index.ts DIR');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
for (const speech of speaksAs) {
  for (const deed of does) {
    const file = join(folder, `${speech}-${deed}.onnx`);
    writeFileSync(file, smallNet(speech, deed));
    console.log(file);
  }
}
writeWhisper(join(folder, 'whisper'), smallWhisper({ says: 'make the sky darker', multilingual: true }));
console.log(join(folder, 'whisper'));
