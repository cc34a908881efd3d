/** The kernel in WebAssembly SIMD. A new memory per run, which goes when the run ends. */
import { Fault } from '../../../core/contract/fault.ts';
import { CONTROL, Crew, type Stage } from './crew.ts';
import type { Field, Kernel } from './field.ts';

const PAGE = 65536;
const FIRST = 2;

/** 4 GB, all that 32 bits can name: what is not used costs nothing. */
const MOST = 65536;

interface Exports {
  heapBase(): number;
  readonly sweep: Stage;
  readonly differ: Stage;
  readonly blend: Stage;
  nearest(...words: number[]): void;
  markBusy(...words: number[]): void;
}

const [SWEEP, DIFFER, BLEND] = [0, 1, 2];

/** What another thread needs to help. */
export interface Help {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** A memory for `wasmKernel`. A shared one is for the module that was compiled for threads. */
export const memoryFor = (shared: boolean): WebAssembly.Memory =>
  new WebAssembly.Memory(shared ? { initial: FIRST, maximum: MOST, shared } : { initial: FIRST });

/** Threads that help, or are yet to come. */
export interface Helpers {
  /** Lets those that are on their way come nearer: in a browser they cannot while this thread is busy. */
  turn(): Promise<void>;
  /** Ends them. */
  close(): void;
}

const nobody: Helpers = { async turn() {}, close() {} };

/** `module` is `kernel.as.ts` compiled. */
export function wasmKernel({ module, memory }: Help, helpers: Helpers = nobody): Kernel {
  const { exports, crew, base } = join({ module, memory });
  return {
    room(bytes) {
      const missing = base + bytes + 64 - memory.buffer.byteLength;
      if (missing > 0) grow(memory, Math.ceil(missing / PAGE));
      return { buffer: memory.buffer, base };
    },
    async search(field, options) {
      await helpers.turn();
      const words = [
        ...[field.image.byteOffset, field.width, field.height],
        ...[field.source.byteOffset, field.target.byteOffset, field.targets.byteOffset],
        ...[field.match.byteOffset, field.cost.byteOffset],
        ...[steerOf(field), field.sway.byteOffset],
      ];
      const { reach, lenience, stubborn, seed } = options;
      for (let half = 0; half < 2 * options.sweeps; half++) {
        crew.run(SWEEP, [...words, half, reach, lenience, stubborn, seed], field.targets.length);
      }
    },
    async vote(field, lenience) {
      const { byteOffset: image } = field.image;
      const [match, bias] = [field.match.byteOffset, field.bias.byteOffset];
      crew.run(
        DIFFER,
        [image, field.width, field.targets.byteOffset, match, bias, lenience],
        field.targets.length,
      );
      crew.run(
        BLEND,
        [
          ...[image, field.width, field.height, field.target.byteOffset, field.holes.byteOffset],
          ...[match, field.weight.byteOffset, bias],
        ],
        field.holes.length,
      );
    },
    nearest(field, at, from, to) {
      // Several times for every patch: arrays to spread would take as long as the comparing.
      exports.nearest(
        field.image.byteOffset,
        field.width,
        field.height,
        field.source.byteOffset,
        field.match.byteOffset,
        field.cost.byteOffset,
        field.there.byteOffset,
        field.busy.byteOffset,
        field.candidates.byteOffset,
        steerOf(field),
        field.sway.byteOffset,
        at,
        from,
        to,
      );
    },
    markBusy(field) {
      exports.markBusy(
        ...[field.image.byteOffset, field.width, field.height, field.source.byteOffset],
        ...[field.there.byteOffset, field.busy.byteOffset],
      );
    },
    close: helpers.close,
  };
}

/** 0 where there is none. */
const steerOf = ({ steer }: Field): number => (steer.length > 0 ? steer.byteOffset : 0);

/** What a thread that was started to help does, until it is ended. */
export const help = (asked: Help): never => join(asked).crew.help();

function join({ module, memory }: Help): { exports: Exports; crew: Crew; base: number } {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  // The shape is that of the file compiled beside this one; tests/makers calls every function of it.
  const exports = instance.exports as unknown as Exports;
  const control = exports.heapBase();
  const crew = new Crew(memory, control, [exports.sweep, exports.differ, exports.blend]);
  return { exports, crew, base: control + CONTROL };
}

function grow(memory: WebAssembly.Memory, pages: number): void {
  try {
    memory.grow(pages);
  } catch (thrown) {
    throw new Fault(
      'out-of-memory',
      'This device has too little memory free to fill so large an area. Mark a smaller one.',
      {
        cause: thrown,
      },
    );
  }
}
