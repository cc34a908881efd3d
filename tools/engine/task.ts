/** What crosses the border of the thread that works: a task, how far it is, and what came of it. */
import { EngineAsk } from '../../core/contract/engine.ts';
import { faultKinds } from '../../core/contract/fault.ts';
import { v, type Infer } from '../../core/contract/schema.ts';
import { Whisper } from './listen.ts';
import { processors } from './runtime.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the thread is started with. */
export const Means = v.object({
  on: v.picklist(processors),
  threads: v.pipe(count, v.minValue(1)),
  /** Who listens, where that is not our own. */
  whisper: v.optional(Whisper),
});
export type Means = Infer<typeof Means>;

export const Task = v.object({
  ask: EngineAsk,
  /** Where each of the ask's files lies. */
  files: v.record(v.string(), v.string()),
  /** Where what is made goes: `made-0.png`, … */
  folder: v.string(),
});
export type Task = Infer<typeof Task>;

/** A file in the task's folder. */
export const MadeFile = v.object({
  file: v.string(),
  type: v.string(),
  size: count,
  width: v.optional(count),
  height: v.optional(count),
});
export type MadeFile = Infer<typeof MadeFile>;

export const Product = v.object({ made: v.array(MadeFile), said: v.optional(v.unknown()) });
export type Product = Infer<typeof Product>;

export const SaidFault = v.object({ kind: v.picklist(faultKinds), message: v.string() });
export type SaidFault = Infer<typeof SaidFault>;

export const Told = v.variant('tells', [
  v.object({ tells: v.literal('progress'), done: v.number(), doing: v.string() }),
  v.object({ tells: v.literal('done'), product: Product }),
  v.object({ tells: v.literal('failed'), fault: SaidFault }),
]);
export type Told = Infer<typeof Told>;
