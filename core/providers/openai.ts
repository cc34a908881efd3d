/** OpenAI Images (https://developers.openai.com/api/reference/resources/images), and every server that speaks as it does. */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import type { Size } from '../pixels/box.ts';
import type { Mask } from '../pixels/pixels.ts';
import { encodePng } from '../pixels/png/encode.ts';
import { finish, imageBytes, paintingOf, type Painting } from './check.ts';
import { frameAmong, frameFor, type Frame } from './frame.ts';
import { defineProvider, type FormPart, type Maker, type Sizes, type World } from './provider.ts';
import { healthOf, send, sendForJson, Url, type Server } from './server.ts';
import { bytesOfBase64 } from './text.ts';

const OPENAI = 'https://api.openai.com/v1';

const Config = v.object({
  url: v.optional(Url, OPENAI),
  key: v.optional(v.string()),
  model: v.optional(v.pipe(v.string(), v.minLength(1, 'Say which model.')), 'gpt-image-2'),
  quality: v.optional(
    v.picklist(['auto', 'low', 'medium', 'high'], 'Choose auto, low, medium or high.'),
    'auto',
  ),
});
type Config = Infer<typeof Config>;

/** From gpt-image-2 on: sides are multiples of 16, none above 3840, none more than three times the other. */
const free: Sizes = { multiple: 16, leastSide: 832, mostSide: 2496, mostArea: 2 ** 21 };

const few: readonly [Size, ...Size[]] = [
  { width: 1024, height: 1024 },
  { width: 1536, height: 1024 },
  { width: 1024, height: 1536 },
];
const squares: readonly [Size, ...Size[]] = [{ width: 1024, height: 1024 }];

const frameOf =
  (model: string) =>
  (size: Size): Frame => {
    if (/^gpt-image-([2-9]|\d\d)/.test(model)) return frameFor(size, free);
    return frameAmong(size, model === 'dall-e-2' ? squares : few);
  };

/** Of one picture from words, in US dollars: https://developers.openai.com/api/docs/models/gpt-image-1-mini */
const prices: Readonly<Record<string, Readonly<Record<string, readonly [square: number, other: number]>>>> = {
  'gpt-image-1-mini': { low: [0.005, 0.006], medium: [0.011, 0.015], high: [0.036, 0.052] },
};

const Made = v.object({
  data: v.array(
    v.object({ b64_json: v.optional(v.nullable(v.string())), url: v.optional(v.nullable(v.string())) }),
  ),
});
const Models = v.object({ data: v.array(v.object({ id: v.string() })) });
const Refused = v.object({
  error: v.object({ code: v.optional(v.nullable(v.string())), type: v.optional(v.nullable(v.string())) }),
});

/** How long one picture may take, in milliseconds: high quality takes minutes. */
const PATIENCE = 600_000;

export const openai = defineProvider({
  kind: 'openai',
  title: 'OpenAI Images',
  config: Config,
  secrets: ['key'],
  tools: ['repaint', 'generate'],
  sizes: free,
  again: 'charged',

  // A repaint is charged by what is sent too, which nobody says before.
  price({ tool, width, height }, { url, model, quality }) {
    if (url !== OPENAI || tool !== 'generate' || width === undefined || height === undefined)
      return undefined;
    const { outer } = frameOf(model)({ width, height });
    return prices[model]?.[quality]?.[outer.width === outer.height ? 0 : 1];
  },

  make(world, config): Maker {
    const server = serverOf(world, config);
    return {
      health: () => healthOf(() => health(server, config)),
      async submit(work) {
        const painting = paintingOf(server.title, work, frameOf(config.model));
        const asked = painting.sent
          ? ({ path: '/images/edits', body: { form: formOf(painting, config) } } as const)
          : ({ path: '/images/generations', body: { json: fieldsOf(painting, config) } } as const);
        const made = await sendForJson(server, Made, { method: 'POST', patience: PATIENCE, ...asked });
        const bytes = await bytesIn(server, made);
        return { state: 'done', pictures: [finish(server.title, bytes, painting)] };
      },
      poll: () =>
        Promise.reject(
          new Fault('not-found', `${server.title} gives what it made only to who waits for it. Ask again.`),
        ),
      // Whoever asked has gone, which is all that can be told it.
      cancel: () => Promise.resolve(),
    };
  },
});

function serverOf(world: World, { url, key = '' }: Config): Server {
  const title = url === OPENAI ? 'OpenAI' : 'The images server';
  return {
    world,
    title,
    url,
    ...(key === '' ? {} : { headers: { authorization: `Bearer ${key}` } }),
    secrets: [key],
    faultOf: (status, told, json) => faultOf(title, status, told, json),
  };
}

async function health(server: Server, { model }: Config): ReturnType<Maker['health']> {
  const { data } = await sendForJson(server, Models, { method: 'GET', path: '/models' });
  const models = data.map(({ id }) => id);
  if (!models.includes(model)) {
    const like = models.filter(id => /image|dall|flux|diffusion/i.test(id));
    throw new Fault(
      'refused',
      `${server.title} has no model “${model}” for this key. ` +
        (like.length > 0 ? `It has ${like.slice(0, 5).join(', ')}.` : 'Choose another.'),
    );
  }
  return { ok: true, message: `${server.title}, ${model}`, models };
}

function fieldsOf(
  { words, negative, frame }: Painting,
  { model, quality }: Config,
): Record<string, string | number> {
  const isOurs = /^(gpt|chatgpt)-image/.test(model);
  return {
    model,
    // It has no field for what is not to be there.
    prompt: negative === '' ? words : `${words}\n\nLeave out: ${negative}`,
    n: 1,
    size: `${frame.outer.width}x${frame.outer.height}`,
    ...(isOurs ? { quality, output_format: 'png' } : { response_format: 'b64_json' }),
  };
}

function formOf(painting: Painting, config: Config): FormPart[] {
  const fields = Object.entries(fieldsOf(painting, config)).map(([name, value]) => ({
    name,
    value: String(value),
  }));
  if (!painting.sent) return fields;
  const part = (name: string, bytes: Uint8Array<ArrayBuffer>): FormPart => ({
    name,
    value: { bytes, file: `${name}.png`, type: 'image/png' },
  });
  return [...fields, part('image', imageBytes(painting.sent.image)), part('mask', holes(painting.sent.mask))];
}

/** As it takes masks: what is to be painted is clear. */
function holes({ width, height, data }: Mask): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(4 * data.length);
  data.forEach((value, i) => (out[4 * i + 3] = 255 - value));
  return encodePng({ width, height, channels: 4, data: out });
}

async function bytesIn(server: Server, { data }: Infer<typeof Made>): Promise<Uint8Array<ArrayBuffer>> {
  const [first] = data;
  if (first?.b64_json) {
    const bytes = bytesOfBase64(first.b64_json);
    if (bytes) return bytes;
  }
  if (!first?.url || !/^(https?|data):/.test(first.url))
    throw new Fault('refused', `${server.title} gave no picture. Try again.`);
  if (first.url.startsWith('data:')) return bytesOfBase64(first.url) ?? new Uint8Array();
  // Somebody else's place: our key is none of its business.
  const { world, title, secrets } = server;
  const store = { world, title, secrets, url: '' };
  return (await send(store, { method: 'GET', path: first.url })).bytes;
}

const blocked = ['moderation_blocked', 'content_policy_violation', 'image_generation_user_error'];

function faultOf(title: string, status: number, told: string, json: unknown): Fault | undefined {
  const known = v.safeParse(Refused, json);
  const { code, type } = known.success ? known.output.error : {};
  if (blocked.some(name => name === code || name === type)) {
    return new Fault(
      'policy',
      `${title} refuses this for what it shows or says. Change the words, or mark another place.`,
    );
  }
  if (code === 'insufficient_quota' || code === 'billing_hard_limit_reached') {
    return new Fault(
      'refused',
      `${title} says that nothing is left on your account there. Add to it, and ask again.`,
    );
  }
  if (status === 403 && told !== '')
    return new Fault('forbidden', `${title} does not let this key do this. It says: ${told}.`);
  return undefined;
}
