/**
 * The search and the voting on a graphics card. What a level needs is sent there once; of each call only what it found
 * comes back, so that whoever goes on finds the field as the other kernels would have left it.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { Field, Kernel, SearchOptions } from './field.ts';
import { plainKernel } from './plain.ts';
import { KNOWN_OUTCOME, outcomeOf } from './trial.ts';

const GROUP = 64;

/** The bindings of `webgpu.wgsl`, and which of them each of its functions reads or writes. */
const [IMAGE, FLAGS, LIST, MATCHES, COSTS, WEIGHTS, BIASES, STEER, SWAY] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const steps = {
  sweep: [IMAGE, FLAGS, LIST, MATCHES, COSTS, STEER, SWAY],
  differ: [IMAGE, LIST, MATCHES, BIASES],
  blend: [IMAGE, FLAGS, LIST, MATCHES, WEIGHTS, BIASES],
} as const;
type Step = keyof typeof steps;

/** See `Asked` in `webgpu.wgsl`. */
const ASKED = 12 * 4;

export interface Card extends Pick<Kernel, 'search' | 'vote' | 'close'> {
  /** Whether the card has room for such a field. */
  holds(field: Field): boolean;
}

/**
 * A card that has passed the trial. `search` and `vote` throw a `Fault` where it fails later, and leave the field as it
 * was. `code` is `webgpu.wgsl`.
 */
export async function openCard(device: GPUDevice, code: string): Promise<Card> {
  const card = cardOf(device, await compile(device, code));
  const outcome = await outcomeOf({ ...plainKernel(), ...card });
  card.close();
  if (outcome !== KNOWN_OUTCOME) throw failed('its numbers are wrong');
  return card;
}

function cardOf(device: GPUDevice, pipelines: Pipelines): Card {
  let lost: string | undefined;
  void device.lost.then(({ message }) => (lost ??= message || 'lost'));
  let laid: Laid | undefined;

  /** What `start` asks for is written into the field only where nothing went wrong. */
  const attempt = async (field: Field, start: (laid: Laid) => Promise<() => void>): Promise<void> => {
    try {
      for (const kind of ['validation', 'out-of-memory', 'internal'] as const) device.pushErrorScope(kind);
      if (laid?.field !== field) {
        laid?.free();
        laid = new Laid(device, pipelines, field);
      }
      const reading = start(laid);
      const scopes = [1, 2, 3].map(() => device.popErrorScope());
      const [read, ...errors] = await Promise.all([reading, ...scopes]);
      lost ??= errors.find(error => error !== null)?.message;
      if (lost === undefined) read();
    } catch (thrown) {
      lost ??= thrown instanceof Error ? thrown.message : String(thrown);
    }
    if (lost !== undefined) throw failed(lost);
  };
  return {
    holds: ({ width, height, targets, holes }) =>
      width * height * 4 <= device.limits.maxStorageBufferBindingSize &&
      Math.max(targets.length, holes.length) <= GROUP * device.limits.maxComputeWorkgroupsPerDimension,
    search: (field, options) =>
      attempt(field, level => {
        level.sweep(options);
        return level.read(MATCHES, COSTS);
      }),
    vote: (field, lenience) =>
      attempt(field, level => {
        level.blend(lenience);
        return level.read(IMAGE);
      }),
    close() {
      laid?.free();
      laid = undefined;
    },
  };
}

/**
 * `host` with its search and voting on the card: for fields that have `least` targets or more, and that the card holds.
 * Once the card has failed, `host` goes on from where the field stands.
 */
export function withCard(host: Kernel, card: Card, least: number): Kernel {
  let failed = false;
  const either = async (
    field: Field,
    onCard: () => Promise<void>,
    onHost: () => Promise<void>,
  ): Promise<void> => {
    if (!failed && field.targets.length >= least && card.holds(field)) {
      try {
        return await onCard();
      } catch {
        failed = true;
      }
    }
    return onHost();
  };
  return {
    ...host,
    search: (field, options) =>
      either(
        field,
        () => card.search(field, options),
        () => host.search(field, options),
      ),
    vote: (field, lenience) =>
      either(
        field,
        () => card.vote(field, lenience),
        () => host.vote(field, lenience),
      ),
    close() {
      card.close();
      host.close();
    },
  };
}

export const failed = (why: string): Fault =>
  new Fault('refused', `The graphics card did not do what it was asked (${why}).`);

type Pipelines = Readonly<Record<Step, GPUComputePipeline>>;

async function compile(device: GPUDevice, code: string): Promise<Pipelines> {
  const module = device.createShaderModule({ code });
  const make = (entryPoint: Step): Promise<GPUComputePipeline> =>
    device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } });
  try {
    const [sweep, differ, blend] = await Promise.all([make('sweep'), make('differ'), make('blend')]);
    return { sweep, differ, blend };
  } catch (thrown) {
    throw failed(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** One field on the card. */
class Laid {
  readonly field: Field;
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #buffers = new Map<number, GPUBuffer>();
  readonly #asked: GPUBuffer;
  readonly #groups: Readonly<Record<Step, GPUBindGroup>>;
  /** From the first target or hole pixel to the last, in whole words of every array: nothing else ever changes. */
  readonly #from: number;
  readonly #to: number;
  /** Targets of the first colour. */
  readonly #even: number;

  constructor(device: GPUDevice, pipelines: Pipelines, field: Field) {
    const { width, height, image, targets, holes, match, steer, sway } = field;
    this.field = field;
    this.#device = device;
    this.#pipelines = pipelines;
    const size = width * height;
    this.#from = Math.min(targets[0] ?? 0, holes[0] ?? 0) & ~3;
    this.#to = Math.min(size, (Math.max(targets.at(-1) ?? 0, holes.at(-1) ?? 0) + 4) & ~3);
    const list = byColour(field);
    this.#even = list.even;
    this.#asked = device.createBuffer({
      size: ASKED,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    const bytes = [
      size * 4,
      size,
      (targets.length + holes.length) * 4,
      size * 4,
      size * 4,
      size * 2,
      size * 4,
      steer.byteLength,
      sway.byteLength,
    ];
    for (const [n, length] of bytes.entries()) {
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
      this.#buffers.set(n + 1, device.createBuffer({ size: Math.max(4, (length + 3) & ~3), usage }));
    }
    const group = (step: Step): GPUBindGroup =>
      device.createBindGroup({
        layout: pipelines[step].getBindGroupLayout(0),
        entries: [
          { binding: 0, resource: { buffer: this.#asked } },
          ...steps[step].map(binding => ({ binding, resource: { buffer: this.#buffer(binding) } })),
        ],
      });
    this.#groups = { sweep: group('sweep'), differ: group('differ'), blend: group('blend') };
    this.#send(IMAGE, image);
    this.#send(FLAGS, flagsOf(field));
    this.#send(LIST, list.items);
    this.#send(STEER, steer);
    this.#send(SWAY, sway);
    this.#send(MATCHES, match.subarray(this.#from, this.#to), this.#from * 4);
  }

  sweep(options: SearchOptions): void {
    const count = this.field.targets.length;
    for (let half = 0; half < 2 * options.sweeps; half++) {
      const [start, end] = (half & 1) === 0 ? [0, this.#even] : [this.#even, count];
      this.#do('sweep', start, end - start, { ...options, half });
    }
  }

  blend(lenience: number): void {
    const { targets, holes, weight } = this.field;
    this.#send(WEIGHTS, weight.subarray(this.#from, this.#to), this.#from * 2);
    this.#do('differ', 0, targets.length, { lenience });
    this.#do('blend', targets.length, holes.length, { lenience });
  }

  /** Reads what changed; what is given back writes it into the field. */
  async read(...bindings: readonly number[]): Promise<() => void> {
    const { image, match, cost } = this.field;
    const length = (this.#to - this.#from) * 4;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const copy = this.#device.createBuffer({ size: Math.max(4, length * bindings.length), usage });
    const encoder = this.#device.createCommandEncoder();
    for (const [n, binding] of bindings.entries()) {
      encoder.copyBufferToBuffer(this.#buffer(binding), this.#from * 4, copy, n * length, length);
    }
    this.#device.queue.submit([encoder.finish()]);
    await copy.mapAsync(GPUMapMode.READ);
    return () => {
      const words = new Int32Array(copy.getMappedRange());
      for (const [n, binding] of bindings.entries()) {
        const part = words.subarray((n * length) / 4, ((n + 1) * length) / 4);
        if (binding === IMAGE)
          image.set(new Uint8Array(part.buffer, part.byteOffset, length), this.#from * 4);
        else (binding === MATCHES ? match : cost).set(part, this.#from);
      }
      copy.destroy();
    };
  }

  free(): void {
    this.#asked.destroy();
    for (const buffer of this.#buffers.values()) buffer.destroy();
  }

  #do(step: Step, start: number, count: number, options: Partial<SearchOptions> & { half?: number }): void {
    if (count === 0) return;
    const { half = 0, reach = 0, lenience = 0, stubborn = 0, seed = 0 } = options;
    const { width, height, steer } = this.field;
    const steered = steer.length > 0 ? 1 : 0;
    const asked = Int32Array.of(width, height, start, count, half, reach, lenience, stubborn, seed, steered);
    this.#device.queue.writeBuffer(this.#asked, 0, asked);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipelines[step]);
    pass.setBindGroup(0, this.#groups[step]);
    pass.dispatchWorkgroups(Math.ceil(count / GROUP));
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  #buffer(binding: number): GPUBuffer {
    return this.#buffers.get(binding)!;
  }

  #send(binding: number, data: Uint8Array | Uint16Array | Int32Array, at = 0): void {
    // Whole words: at most three bytes are missing, at the end of an array.
    const whole = data.byteLength & ~3;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#device.queue.writeBuffer(this.#buffer(binding), at, bytes, 0, whole);
    if (whole === data.byteLength) return;
    const rest = new Uint8Array(4);
    rest.set(bytes.subarray(whole));
    this.#device.queue.writeBuffer(this.#buffer(binding), at + whole, rest);
  }
}

/** Targets of the colour that goes first, those of the other, then hole pixels. */
function byColour({ width, targets, holes }: Field): { items: Int32Array; even: number } {
  const colour = (at: number): number => {
    const y = Math.floor(at / width);
    return (at - y * width + y) & 1;
  };
  const first = targets.filter(at => colour(at) === 0);
  const items = new Int32Array(targets.length + holes.length);
  items.set(first);
  items.set(
    targets.filter(at => colour(at) === 1),
    first.length,
  );
  items.set(holes, targets.length);
  return { items, even: first.length };
}

const flagsOf = ({ source, target }: Field): Uint8Array => source.map((is, at) => is + 2 * target[at]!);
