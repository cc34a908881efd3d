/** The kernel in WebAssembly SIMD. A new instance per run, so that its memory goes when the run ends. */
import { Fault } from '../../../core/contract/fault.ts';
import type { Field, Kernel } from './field.ts';

const PAGE = 65536;

interface Exports {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  search(...words: number[]): void;
  vote(...words: number[]): void;
  nearest(...words: number[]): void;
  markBusy(...words: number[]): void;
}

/** Instantiates `module`, which is `kernel.as.ts` compiled. */
export async function wasmKernel(module: WebAssembly.Module): Promise<Kernel> {
  const instance = await WebAssembly.instantiate(module);
  // The shape is that of the file compiled beside this one; tests/makers calls every function of it.
  const { memory, heapBase, search, vote, nearest, markBusy } = instance.exports as unknown as Exports;
  const base = (heapBase() + 15) & ~15;
  return {
    room(bytes) {
      const missing = base + bytes + 64 - memory.buffer.byteLength;
      if (missing > 0) grow(memory, Math.ceil(missing / PAGE));
      return { buffer: memory.buffer, base };
    },
    search(field, options) {
      search(
        ...[
          field.image.byteOffset,
          field.width,
          field.height,
          field.source.byteOffset,
          field.target.byteOffset,
        ],
        ...[field.targets.byteOffset, field.targets.length, field.match.byteOffset, field.cost.byteOffset],
        ...steering(field),
        ...[options.sweeps, options.reach, options.lenience, options.stubborn, options.seed],
      );
    },
    vote(field, lenience) {
      vote(
        ...[field.image.byteOffset, field.width, field.height, field.target.byteOffset],
        ...[field.targets.byteOffset, field.targets.length, field.holes.byteOffset, field.holes.length],
        ...[field.match.byteOffset, field.weight.byteOffset, field.bias.byteOffset, lenience],
      );
    },
    nearest(field, at, from, to) {
      // Several times for every patch: arrays to spread would take as long as the comparing.
      nearest(
        field.image.byteOffset,
        field.width,
        field.height,
        field.source.byteOffset,
        field.match.byteOffset,
        field.cost.byteOffset,
        field.there.byteOffset,
        field.busy.byteOffset,
        field.candidates.byteOffset,
        field.steer.length > 0 ? field.steer.byteOffset : 0,
        field.sway.byteOffset,
        at,
        from,
        to,
      );
    },
    markBusy(field) {
      markBusy(
        ...[field.image.byteOffset, field.width, field.height, field.source.byteOffset],
        ...[field.there.byteOffset, field.busy.byteOffset],
      );
    },
  };
}

/** 0 where nothing steers. */
const steering = ({ steer, sway }: Field): [number, number] => [
  steer.length > 0 ? steer.byteOffset : 0,
  sway.byteOffset,
];

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
