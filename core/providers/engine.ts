/** Brushword's own engine, on a larger machine. What is said is in `core/contract/engine.ts`. */
import { apiRoot, FaultReply } from '../contract/api.ts';
import { engineFiles, EngineHealth, EngineJob } from '../contract/engine.ts';
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import type { Size } from '../pixels/box.ts';
import { sniff } from '../pixels/sniff.ts';
import { Busy } from './busy.ts';
import { finish } from './check.ts';
import type { Frame } from './frame.ts';
import {
  defineProvider,
  type FormPart,
  type Maker,
  type Picture,
  type Stand,
  type Work,
  type World,
} from './provider.ts';
import {
  clean,
  handleOf,
  healthOf,
  jsonIn,
  readHandle,
  send,
  sendForJson,
  sendIfThere,
  Url,
  type Server,
} from './server.ts';

const Config = v.object({
  url: Url,
  /** What it was started with, where it was. */
  key: v.optional(v.string()),
});
type Config = Infer<typeof Config>;

/** `size` is what a picture that is painted must have. `soon`: whether somebody waits for it with nothing else to do. */
const Handle = v.object({
  id: v.string(),
  soon: v.optional(v.literal(true)),
  size: v.optional(v.object({ width: v.number(), height: v.number() })),
});
type Handle = Infer<typeof Handle>;

const title = 'The engine';
/** How long a job is worked on before it is asked after again, in milliseconds. */
const AFTER = 700;
/** The same of words, which are there in less. */
const SOON = 150;

export const engine = defineProvider({
  kind: 'engine',
  title: 'Brushword Engine',
  config: Config,
  secrets: ['key'],
  tools: ['repaint', 'generate', 'operate', 'transcribe', 'analyse'],
  // It fits pictures to its models itself.
  sizes: { multiple: 1, leastSide: 64, mostSide: 8192, mostArea: 8192 * 8192 },
  again: 'once',

  make(world, config): Maker {
    const server = serverOf(world, config);
    return {
      health: () => healthOf(() => health(server)),
      async submit(work, id) {
        const body = { form: formOf(work) };
        const headers = { 'idempotency-key': id };
        const asked = { method: 'POST', path: '/jobs', headers, body, patience: 120_000 } as const;
        const handle: Handle = {
          id,
          ...sizeOf(work),
          ...(work.tool === 'transcribe' ? { soon: true } : {}),
        };
        return stand(server, await sendForJson(server, EngineJob, asked), handle);
      },
      async poll(text) {
        const handle = readHandle(Handle, text);
        const asked = { method: 'GET', path: pathOf(handle.id) } as const;
        const reply = await sendIfThere(server, asked);
        if (!reply) throw new Fault('not-found', `${title} does not know this job any more. Ask again.`);
        return stand(server, jsonIn(server, EngineJob, reply, asked), handle);
      },
      async cancel(text) {
        const { id } = text.startsWith('{') ? readHandle(Handle, text) : { id: text };
        await sendIfThere(server, { method: 'DELETE', path: pathOf(id) });
      },
    };
  },
});

const pathOf = (id: string): string => `/jobs/${encodeURIComponent(id)}`;

/** Nothing where what is made has a size of its own. */
function sizeOf(work: Work): Pick<Handle, 'size'> {
  if (work.tool === 'generate') return { size: { width: work.width, height: work.height } };
  if (work.tool !== 'repaint') return {};
  const { width, height } = sniff(work.image);
  return { size: { width, height } };
}

const frameOf = (size: Size): Frame => ({ from: size, inner: size, outer: size });

function serverOf(world: World, { url, key = '' }: Config): Server {
  const server: Server = {
    world,
    title,
    url: url + apiRoot,
    ...(key === '' ? {} : { headers: { authorization: `Bearer ${key}` } }),
    secrets: [key],
    faultOf: (status, _told, json) => faultOf(server, status, json),
  };
  return server;
}

/** It says what is wrong as we do; only a key that it does not know is for the settings to mend. */
function faultOf(server: Server, status: number, json: unknown): Fault | undefined {
  const known = v.safeParse(FaultReply, json);
  if (!known.success || status === 401 || status === 429) return undefined;
  return faultIn(server, known.output);
}

function faultIn(server: Server, { kind, message }: Infer<typeof FaultReply>): Fault {
  if (kind === 'too-often') return new Busy(title, undefined);
  // What was stopped there was not stopped by who asks here; and what it does not know is not a job that is gone.
  const isOther = ['stopped', 'not-found', 'signed-out', 'bug'].includes(kind);
  return new Fault(isOther ? 'refused' : kind, `${clean(server, message)}.`);
}

async function health(server: Server): ReturnType<Maker['health']> {
  const { ok, gpu_available, device, tools, version } = await sendForJson(server, EngineHealth, {
    method: 'GET',
    path: '/health',
  });
  const what = tools.length > 0 ? '' : ' It has no tools: install the weights of its models.';
  return {
    ok: ok && tools.length > 0,
    message: `Brushword Engine ${clean(server, version)}, ${clean(server, device)}.${what}`,
    gpu: gpu_available,
    tools,
  };
}

function formOf(work: Work): FormPart[] {
  const names: readonly string[] = engineFiles[work.tool];
  const fields = Object.entries(work);
  const ask = Object.fromEntries(fields.filter(([name]) => !names.includes(name)));
  const files = fields.flatMap(([name, bytes]) =>
    bytes instanceof Uint8Array
      ? [{ name, value: { bytes, file: name, type: 'application/octet-stream' } }]
      : [],
  );
  return [{ name: 'ask', value: JSON.stringify(ask) }, ...files];
}

async function stand(server: Server, job: EngineJob, handle: Handle): Promise<Stand> {
  const { id, state, progress, doing, ahead, made = [], said, fault } = job;
  if (state === 'failed') {
    throw fault ? faultIn(server, fault) : new Fault('refused', `${title} failed. Look at its log.`);
  }
  if (state === 'stopped')
    throw new Fault('refused', `${title} was told to stop this job. Ask again if that was not meant.`);
  if (state !== 'done') {
    return {
      state: 'open',
      handle: handleOf({ ...handle, id }),
      after: handle.soon ? SOON : AFTER,
      ...(progress === undefined ? {} : { progress }),
      ...(doing === undefined ? {} : { doing: clean(server, doing) }),
      ...(ahead === undefined ? {} : { ahead }),
    };
  }
  const pictures: Picture[] = [];
  for (const [place, { type, size }] of made.entries()) {
    const { bytes } = await send(server, { method: 'GET', path: `${pathOf(id)}/made/${place}`, most: MOST });
    // Half of an answer can look like a whole one.
    if (bytes.length !== size) {
      throw new Fault('offline', `${title} sent only a part of what it made. Try again in a moment.`);
    }
    pictures.push(handle.size ? finish(title, bytes, { frame: frameOf(handle.size) }) : { bytes, type });
  }
  return { state: 'done', pictures, ...(said === undefined ? {} : { said }) };
}

/** The longest thing that is taken, in bytes: a PNG of the largest picture that Brushword works on. */
const MOST = 256 * 1024 * 1024;
