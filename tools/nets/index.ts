/** `node tools/nets/index.ts DIR` writes the small networks that the tests run, to look at or to try by hand. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { does, smallNet, speaksAs } from './nets.ts';
import { coco } from '../../src/models/sight/coco.ts';
import { smallDetector, smallEmbedder, smallMatter, smallSegmenter } from './sights.ts';
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
const sights = {
  'dfine-s': smallDetector([{ channel: 0, from: 0, to: 1, id: coco.indexOf('cup') }]),
  slimsam: smallSegmenter(),
  modnet: smallMatter(),
  clip: smallEmbedder(),
};
for (const [name, files] of Object.entries(sights)) {
  writeWhisper(join(folder, name), files);
  console.log(join(folder, name));
}
writeWhisper(join(folder, 'whisper'), smallWhisper({ says: 'make the sky darker', multilingual: true }));
console.log(join(folder, 'whisper'));
