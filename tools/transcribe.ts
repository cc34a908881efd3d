/** `npm run --silent transcribe -- file.wav`: what is said in a sound file, and what it asks for, by the app's own worker. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../core/contract/fault.ts';
import { parse } from '../core/contract/schema.ts';
import { reply } from '../core/intent/dialogue.ts';
import { meantBy } from '../core/intent/heard.ts';
import { Transcript } from '../src/workers/errand.ts';
import { AWAY, type Heard } from '../src/workers/speech-protocol.ts';
import { engineAt, type EngineAt } from './edit/engine.ts';
import { orThrow } from './edit/fault.ts';
import { openHeadless } from './headless.ts';

const usage = `npm run --silent transcribe -- file.wav […] [--model micro|FOLDER | --engine URL] [--batch list.txt]

One line of JSON for each file: {file, text, words, sureness, heard: command|speech|silence, plan, ms}.
--model takes a folder that holds a Whisper as the hub lays it out. --engine has an engine on a larger machine write it down (npm run engine); its key is read from ENGINE_KEY.
--batch: a file a line, all in one browser.`;

/** npm runs scripts in the package's folder, and says where it was called. */
const from = process.env['INIT_CWD'] ?? process.cwd();

interface Asked {
  readonly files: readonly string[];
  readonly model: string;
  readonly engine: EngineAt | undefined;
}

function asked(words: readonly string[]): Asked {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { model: text, batch: text, engine: text },
    allowPositionals: true,
  });
  const lines =
    values.batch === undefined ? [] : readFileSync(resolve(from, values.batch), 'utf8').split('\n');
  const files = [...positionals, ...lines.map(line => line.trim()).filter(line => line !== '')];
  if (files.length === 0) throw new Fault('bad-request', usage);
  if (values.engine !== undefined && values.model !== undefined)
    throw new Fault('bad-request', 'Give --model or --engine: an engine listens by a model of its own.');
  const engine = values.engine === undefined ? undefined : engineAt(values.engine);
  return { files: files.map(file => resolve(from, file)), model: values.model ?? 'micro', engine };
}

/** What it comes to: `silence` where nobody speaks, `speech` where it asks for nothing. */
function resultOf(file: string, { spoke, text, others, words, sureness, trust, ms }: Heard): object {
  const answer = reply(meantBy([text, ...others]).sentence);
  const plan = 'plan' in answer ? answer.plan : { edits: [] };
  const asks = !('plan' in answer) || 'refused' in plan || plan.edits.length > 0;
  const heard = !spoke ? 'silence' : text !== '' && trust !== 'lost' && asks ? 'command' : 'speech';
  return { file, text, words, sureness, heard, plan, ms: Math.round(ms) };
}

async function transcribe({ files, model, engine }: Asked): Promise<void> {
  const headless = await openHeadless({ engine });
  const isFolder = existsSync(resolve(from, model));
  try {
    const page = await headless.page();
    if (isFolder) await page.setInputFiles('#model', resolve(from, model));
    for (const file of files) {
      if (!existsSync(file)) throw new Fault('bad-request', `There is no file ${file}.`);
      await page.setInputFiles('#sound', file);
      const told = await page.evaluate(
        question => window.brushwordHears(question),
        engine ? { model: AWAY } : isFolder ? {} : { model },
      );
      console.log(JSON.stringify(resultOf(file, orThrow(parse(Transcript, told, 'bug')))));
    }
  } finally {
    await headless.close();
  }
}

try {
  await transcribe(asked(process.argv.slice(2)));
} catch (thrown) {
  const { name, message } = Fault.from(thrown);
  console.error(message);
  process.exitCode = name === 'bad-request' ? 2 : 4;
}
