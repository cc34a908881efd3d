/** A Whisper in a folder listens in the engine: a small one in the very layout of the real ones, which says this whatever it hears. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EngineJob } from '../../core/contract/engine.ts';
import { parse } from '../../core/contract/schema.ts';
import { openEngine } from '../../tools/engine/open.ts';
import { smallWhisper } from '../../tools/nets/whisper.ts';
import { Asker, faultOf, folderUntil } from './asking.ts';

const folder = folderUntil(afterAll);
const place = { port: 0, host: '127.0.0.1', folder: join(folder, 'jobs'), origins: [], threads: 2 };
const sound = new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/audio/lamp.wav')));

test('what is said is written down by it, in one of the languages that may be spoken', async () => {
  const model = join(folder, 'model');
  const files = smallWhisper({
    says: 'a bit more contrast',
    seconds: 8,
    multilingual: true,
    hears: 'de',
    dtypes: ['q8'],
  });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(model, path)), { recursive: true });
    writeFileSync(join(model, path), bytes);
  }
  const engine = await openEngine({ ...place, whisper: { folder: model, languages: ['en', 'de'] } });
  try {
    const asker = new Asker(engine.url);
    const reply = await asker.submit({ tool: 'transcribe' }, { sound });
    const { id } = parse(EngineJob, await reply.json());
    expect(await asker.ended(id)).toMatchObject({
      state: 'done',
      said: { spoke: true, text: 'a bit more contrast', language: 'de' },
    });
  } finally {
    await engine.close();
  }
}, 60_000);

test('a folder that holds none is told of before anything starts', async () => {
  const opening = openEngine({ ...place, whisper: { folder: join(folder, 'nothing'), languages: ['en'] } });
  expect((await faultOf(opening)).message).toMatch(/holds no Whisper/);
});
