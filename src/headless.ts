/** The app without a face: `npm run edit` and `npm run transcribe` hand this page files, and it takes them through the app's own workers. */
import { Fault } from '../core/contract/fault.ts';
import type { Sighted } from '../core/contract/scene.ts';
import { parse, v } from '../core/contract/schema.ts';
import { invert } from '../core/pixels/mask.ts';
import { outline } from '../core/pixels/outline.ts';
import { blankMask, type Mask } from '../core/pixels/pixels.ts';
import { maskOfRuns } from '../core/pixels/runs.ts';
import {
  Errand,
  Listening,
  type Answer,
  type Done,
  type Failed,
  type Looked,
  type Seen,
  type Transcript,
} from './workers/errand.ts';
import { openByEngine, type ByEngine } from './workers/by-engine.ts';
import { openEngine } from './workers/host.ts';
import type { Kept, Made, Opened, PackedMask } from './workers/protocol.ts';
import { readRecording } from './workers/recording.ts';
import { openEars } from './workers/speech-host.ts';
import { AWAY, type Heard } from './workers/speech-protocol.ts';

/** How unlike the tapped pixel the tapped thing may be: where the studio's slider starts. */
const TOLERANCE = 0.4;

const engine = openEngine();
/** Who does it where it is not to be done here; opened once. */
let afar: Promise<ByEngine> | undefined;
const byEngine = (): Promise<ByEngine> =>
  (afar ??= openByEngine(signal).catch((thrown: unknown) => {
    afar = undefined;
    throw thrown;
  }));
const ears = openEars();
const { signal } = new AbortController(); // nobody stops an errand but by ending the browser

async function run(errand: Errand): Promise<Done> {
  const clock = stopwatch();
  const opened = await engine.open(fileIn('image') ?? new Blob(), signal);
  clock.lap('open');
  const marked = uses(errand, 'given') || uses(errand, 'rest');
  const mask = marked ? await maskFor(errand, opened) : undefined;
  const masks = {
    none: undefined,
    given: mask && uses(errand, 'given') ? await packed(mask) : undefined,
    rest: mask && uses(errand, 'rest') ? await packed(invert(mask)) : undefined,
  };
  clock.lap('mask');

  let picture: Kept = opened.picture;
  let { width, height } = opened;
  const edits: Done['edits'] = [];
  const away = errand.away ? await byEngine() : undefined;
  const by = {
    ...(away && { elsewhere: away.elsewhere }),
    ...(errand.maker !== undefined && { maker: errand.maker }),
    ...(errand.processor && { processor: errand.processor }),
  };
  for (const { operation, params, mask: use } of errand.edits) {
    const chosen = masks[use];
    const order = {
      operation,
      params,
      seed: errand.seed,
      image: picture,
      ...(chosen && { mask: chosen.blob }),
      ...by,
    };
    const made = await engine.run(order, signal, () => {}, away?.ask);
    edits.push(record(errand, operation, made, chosen));
    ({ width, height } = made);
    picture = keptAs(made, picture);
  }
  clock.lap('edits');
  const file = await base64(await engine.export(picture, errand.type, errand.quality, signal));
  clock.lap('export');
  return { file, width, height, edits, ms: clock.all() };
}

/** A patch lies on the whole picture that the one before it lay on, or was. */
function keptAs({ picture }: Made, before: Kept): Kept {
  const { hash, blob } = picture;
  return picture.base === undefined ? { hash, blob } : { hash, blob, base: before.base ?? before };
}

function record(
  errand: Errand,
  operation: string,
  made: Made,
  mask: PackedMask | undefined,
): Done['edits'][number] {
  const { params, maker, changed, ms } = made;
  const by = maker === undefined ? {} : { maker };
  const { seed, said, edition } = errand;
  const recipe = { operation, params, ...(mask && { mask: mask.hash }), seed, ...by, said, edition };
  return { operation, params, ...by, recipe, changed, ms };
}

const uses = ({ edits }: Errand, mask: 'given' | 'rest'): boolean => edits.some(edit => edit.mask === mask);

async function maskFor({ box, point }: Errand, { picture, width, height }: Opened): Promise<Mask> {
  const file = fileIn('mask');
  if (file) return { width, height, data: await engine.unpackMask(file, width, height, signal) };
  if (point) {
    return { width, height, data: await engine.select(picture, point.x, point.y, TOLERANCE, signal) };
  }
  if (!box) throw new Fault('bad-request', 'Say where: a mask, a box or a point.');
  if (box.x >= width || box.y >= height) {
    throw new Fault(
      'bad-request',
      `That box lies outside the picture, which is ${width} × ${height} pixels.`,
    );
  }
  const mask = blankMask(width, height);
  const [right, bottom] = [Math.min(width, box.x + box.width), Math.min(height, box.y + box.height)];
  for (let y = box.y; y < bottom; y++) mask.data.fill(255, y * width + box.x, y * width + right);
  return mask;
}

const packed = ({ data, width, height }: Mask): Promise<PackedMask> =>
  engine.packMask(data, width, height, signal);

const fileIn = (id: 'image' | 'mask' | 'sound'): File | undefined => filesIn(id)[0];

function filesIn(id: string): File[] {
  const input = document.getElementById(id);
  return input instanceof HTMLInputElement ? [...(input.files ?? [])] : [];
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(Fault.from(reader.error));
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ''));
    reader.readAsDataURL(blob);
  });
}

function stopwatch(): { lap: (part: string) => void; all: () => Record<string, number> } {
  const start = performance.now();
  const laps: Record<string, number> = {};
  let last = start;
  return {
    lap(part) {
      const now = performance.now();
      laps[part] = now - last;
      last = now;
    },
    all: () => ({ ...laps, total: performance.now() - start }),
  };
}

async function listen({ model }: Listening): Promise<Heard> {
  const file = fileIn('sound');
  if (!file) throw new Fault('bad-request', 'Say which sound file.');
  const name = model ?? (await (brought ??= bring()));
  const write = name === AWAY ? (await byEngine()).write : undefined;
  return ears.transcribe({ model: name }, await readRecording(file), signal, write);
}

/** The model in the folder that was chosen, once. */
let brought: Promise<string> | undefined;

function bring(): Promise<string> {
  const files = filesIn('model').map(file => ({
    path: file.webkitRelativePath.replace(/^[^/]+\//, ''),
    file,
  }));
  return ears.bring(files, signal);
}

async function look(isDrawn: boolean): Promise<Seen> {
  const { picture } = await engine.open(fileIn('image') ?? new Blob(), signal);
  const start = performance.now();
  const sighted = await engine.see(picture, signal);
  const ms = performance.now() - start;
  return { scene: sighted.scene, ms, ...(isDrawn && { drawn: await outlined(picture, sighted) }) };
}

async function outlined(picture: Kept, { scene: { width, height }, copy, masks }: Sighted): Promise<string> {
  const box = { x: 0, y: 0, width, height };
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  const lines = new OffscreenCanvas(copy.width, copy.height);
  const image = new ImageData(copy.width, copy.height);
  for (const runs of masks) outline(maskOfRuns(runs, copy), new Uint32Array(image.data.buffer), false);
  lines.getContext('2d')?.putImageData(image, 0, 0);
  context?.drawImage(await engine.view(picture, box, width, height, signal), 0, 0);
  context?.drawImage(lines, 0, 0, width, height);
  return base64(await canvas.convertToBlob({ type: 'image/png' }));
}

async function answered<T>(work: () => Promise<T>): Promise<T | Failed> {
  try {
    return await work();
  } catch (thrown) {
    const { name, message } = Fault.from(thrown);
    return { fault: { kind: name, message } };
  }
}

Object.assign(window, {
  brushword: (errand: unknown): Promise<Answer> => answered(() => run(parse(Errand, errand))),
  brushwordHears: (asked: unknown): Promise<Transcript> => answered(() => listen(parse(Listening, asked))),
  brushwordSees: (isDrawn: unknown): Promise<Looked> => answered(() => look(parse(v.boolean(), isDrawn))),
});
