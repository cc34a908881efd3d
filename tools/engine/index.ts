/** `npm run engine`: Brushword's own engine, for large pictures and for other programs, until it is asked to stop. */
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { askedToEnd } from '../asked.ts';
import { openEngine, type EngineOptions } from './open.ts';
import { processors } from './runtime.ts';

const usage = `npm run engine -- [--port 8788] [--host 127.0.0.1] [--origin URL …] [--on wasm|cpu|cuda] [--threads N]
                  [--folder DIR] [--keep MINUTES] [--room GB] [--whisper DIR] [--languages en,de]

The key that askers must know is read from ENGINE_KEY. Without one it answers on this machine alone.
--origin: whose pages may ask it. --keep: how long what was made is kept. --room: how much of it, of all jobs.
--whisper: a folder that holds a Whisper as the hub lays it out, which listens instead of our own model. --languages: which may
be spoken to it; what is said in any but English it writes down in English.`;

/** npm runs scripts in the package's folder, and says where it was called. */
const from = process.env['INIT_CWD'] ?? process.cwd();

const number = (least: number, most: number, message: string) =>
  v.pipe(
    v.string(),
    v.transform(Number),
    v.number(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
const whole = (least: number, most: number, message: string) =>
  v.pipe(number(least, most, message), v.integer(message));

const Words = v.object({
  port: v.optional(whole(0, 65_535, 'must be a number from 0 to 65535.'), '8788'),
  host: v.optional(v.pipe(v.string(), v.minLength(1)), '127.0.0.1'),
  origin: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+$/, 'must be like https://brushword.example.'))),
    [],
  ),
  on: v.optional(v.picklist(processors, `must be one of ${processors.join(', ')}.`)),
  threads: v.optional(whole(1, 256, 'must be a number from 1 to 256.')),
  folder: v.optional(v.string()),
  keep: v.optional(number(1, 10_000, 'must be minutes, 1 or more.'), '60'),
  room: v.optional(number(1, 10_000, 'must be gigabytes, 1 or more.'), '8'),
  whisper: v.optional(v.string()),
  languages: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z]{2}(,[a-z]{2})*$/, 'must be like en,de.'),
      v.transform(all => all.split(',')),
    ),
    'en',
  ),
});

const Key = v.optional(v.pipe(v.string(), v.minLength(16, 'ENGINE_KEY must have 16 characters or more.')));

function asked(words: readonly string[]): EngineOptions | undefined {
  const text = { type: 'string' } as const;
  const options = {
    port: text,
    host: text,
    on: text,
    threads: text,
    folder: text,
    keep: text,
    room: text,
    whisper: text,
    languages: text,
  };
  const origin = { type: 'string', multiple: true } as const;
  const help = { type: 'boolean' } as const;
  const { values } = parseArgs({ args: [...words], options: { ...options, origin, help } });
  if (values.help === true) return undefined;
  const {
    port,
    host,
    origin: origins,
    on,
    threads,
    folder,
    keep,
    room,
    whisper,
    languages,
  } = parse(Words, values);
  return {
    port,
    host,
    origins,
    key: parse(Key, process.env['ENGINE_KEY']),
    on,
    threads,
    folder: folder === undefined ? join(tmpdir(), `brushword-engine-${userInfo().username}-${port}`) : resolve(from, folder), // prettier-ignore
    whisper: whisper === undefined ? undefined : { folder: resolve(from, whisper), languages },
    limits: { keep: keep * 60_000, room: room * 2 ** 30 },
  };
}

const end = askedToEnd();
try {
  const options = asked(process.argv.slice(2));
  if (options) {
    const engine = await openEngine(options);
    console.log(`The engine is ready at ${engine.url}, on ${engine.device} (Ctrl-C stops it).`);
    await new Promise(resolve => end.addEventListener('abort', resolve));
    await engine.close();
    process.exit(0);
  }
  console.log(usage);
} catch (thrown) {
  const isWords = thrown instanceof Error && 'code' in thrown && /PARSE_ARGS/.test(String(thrown.code));
  console.error(isWords ? `${thrown.message}\n\n${usage}` : Fault.from(thrown).message);
  process.exit(2);
}
