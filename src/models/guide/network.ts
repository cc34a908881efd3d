/** A network that leads makers, before it is opened. */
import type { Processor } from '../net.ts';
import type { Painter } from './painter.ts';

export interface Network {
  /** `own`; or, of one that is not ours, its declaration's. */
  readonly name: string;
  readonly title: string;
  readonly runsOn: readonly Processor[];
  /**
   * Throws `Fault('no-maker')` or `Fault('offline')` where it cannot be had, or not there. `others` is where other networks of
   * this worker are to run: one that starts without WebGPU never has it.
   */
  open(on: Processor, others?: Processor): Promise<Painter>;
  /** Its known answer (`answer.ts`), where that was written down. */
  answer?(): Promise<Float32Array>;
}
