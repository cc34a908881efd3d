/**
 * The wire between a desk and Brushword's own engine, a server that does work on a larger machine. Paths stand under
 * `apiRoot` of the engine's address; every line takes `Authorization: Bearer KEY` where the engine was started with a key.
 *
 * | Line                      | What it does                                                                         |
 * | ------------------------- | ------------------------------------------------------------------------------------ |
 * | `POST /jobs`              | Form with `ask` (JSON of `EngineAsk`) and the files it needs: 202 and an `EngineJob` |
 * | `GET /jobs/:id`           | An `EngineJob`                                                                       |
 * | `GET /jobs/:id/made/:n`   | The bytes of what it made, from 0, with their `Content-Type`                         |
 * | `DELETE /jobs/:id`        | Stops it, and gives the `EngineJob` as it then is. What is done already stays done   |
 * | `GET /health`             | An `EngineHealth`; asked without a key too                                           |
 *
 * `POST /jobs` takes the header `Idempotency-Key`, a UUID, which becomes the job's id. The same key again gives the same job,
 * whatever became of it, and 409 where the ask or a file is another. All else that goes wrong is a `FaultReply` with
 * a status of 400 or above; 429 and 503 have `Retry-After` in seconds where it is known.
 *
 * A picture that is repainted has the size of the one that was sent, and is that one to the bit where the mask is 0; one that
 * came back unchanged is a job that failed, with the fault `refused`.
 */
import { Analyse, Generate, HostedTool, Operate, Repaint, Transcribe } from './ask.ts';
import { faultKinds } from './fault.ts';
import { JobId } from './ids.ts';
import { JobState } from './job.ts';
import { v, type Infer } from './schema.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** An ask without its bytes, which lie beside it in the form under the names taken away here. */
export const EngineAsk = v.variant('tool', [
  v.omit(Repaint, ['image', 'mask']),
  Generate,
  v.omit(Operate, ['image', 'mask']),
  v.omit(Transcribe, ['sound']),
  v.omit(Analyse, ['image']),
]);
export type EngineAsk = Infer<typeof EngineAsk>;

/** The files of a form. `mask` may be missing where the tool is `operate`. */
export const engineFiles = {
  repaint: ['image', 'mask'],
  generate: [],
  operate: ['image', 'mask'],
  transcribe: ['sound'],
  analyse: ['image'],
} as const satisfies Record<HostedTool, readonly ('image' | 'mask' | 'sound')[]>;

export const EngineJob = v.object({
  id: JobId,
  state: JobState,
  /** 0 to 1, where it is known. */
  progress: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** What it is doing, in a sentence. */
  doing: v.optional(v.string()),
  /** How many are before it, where it waits in line. */
  ahead: v.optional(count),
  /** What it made, once done: fetched one by one, in this order. */
  made: v.optional(
    v.array(
      v.object({
        type: v.string(),
        size: count,
        width: v.optional(count),
        height: v.optional(count),
      }),
    ),
  ),
  /** What it said, where it makes words or a description. */
  said: v.optional(v.unknown()),
  /** Why, where it failed. */
  fault: v.optional(v.object({ kind: v.picklist(faultKinds), message: v.string() })),
});
export type EngineJob = Infer<typeof EngineJob>;

export const EngineHealth = v.object({
  ok: v.boolean(),
  gpu_available: v.boolean(),
  /** What it reckons on: "NVIDIA RTX 4090, 24 GB", or "16 processors". */
  device: v.string(),
  tools: v.array(HostedTool),
  version: v.string(),
});
export type EngineHealth = Infer<typeof EngineHealth>;
