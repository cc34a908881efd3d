/** Jobs that a desk has a provider do, and the providers of an account. Times are milliseconds since 1970. */
import { Ask, HostedTool } from './ask.ts';
import { faultKinds } from './fault.ts';
import { AssetHash, JobId, ProviderId } from './ids.ts';
import { JobState } from './job.ts';
import { v, type Infer } from './schema.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Who is to do it: one of the account's providers, or the first that can. */
export const HostedAsk = v.object({ ask: Ask, provider: v.optional(ProviderId) });
export type HostedAsk = Infer<typeof HostedAsk>;

export const HostedJob = v.object({
  id: JobId,
  tool: HostedTool,
  provider: ProviderId,
  /** Who does it, as a person knows them: "Forge in the cellar". */
  by: v.string(),
  state: JobState,
  progress: v.optional(share),
  /** What it is doing, or why it waits, in a sentence. */
  doing: v.optional(v.string()),
  /** How many are before it where it waits in line. */
  ahead: v.optional(count),
  /** How often it was tried. */
  attempts: count,
  /** What it made, kept with the account's bytes. */
  made: v.array(
    v.object({
      hash: AssetHash,
      type: v.string(),
      size: count,
      width: v.optional(count),
      height: v.optional(count),
    }),
  ),
  /** What it said, where it makes words or a description; JSON of what `Analyse` gives. */
  said: v.optional(v.unknown()),
  fault: v.optional(v.object({ kind: v.picklist(faultKinds), message: v.string() })),
  asked: v.number(),
  ended: v.optional(v.number()),
});
export type HostedJob = Infer<typeof HostedJob>;

/** The kinds of provider there are: the names of `core/providers`. */
export const ProviderKind = v.picklist(['engine', 'comfyui', 'automatic1111', 'sdnext', 'openai']);
export type ProviderKind = Infer<typeof ProviderKind>;

const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'Give it a name.'),
  v.maxLength(80, 'A name has at most 80 characters.'),
);
/** What a setting is called. */
const setting = v.pipe(v.string(), v.maxLength(40));
/** Settings by name, as the kind's own schema has them. The longest is a workflow. */
const config = v.pipe(
  v.record(setting, v.union([v.pipe(v.string(), v.maxLength(500_000)), v.number(), v.boolean()])),
  v.maxEntries(40),
);
/** What only the server may know: `null` takes one away. It never comes back. */
const secrets = v.pipe(
  v.record(setting, v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000)))),
  v.maxEntries(10),
);

export const NewProvider = v.object({ kind: ProviderKind, name, config, secrets: v.optional(secrets) });
export type NewProvider = Infer<typeof NewProvider>;

export const ProviderChange = v.partial(v.object({ name, config, secrets }));
export type ProviderChange = Infer<typeof ProviderChange>;

export const HostedProvider = v.object({
  id: ProviderId,
  kind: ProviderKind,
  name: v.string(),
  config,
  /** Which secrets are set. */
  secrets: v.array(v.string()),
  tools: v.array(HostedTool),
  /** Whether it is the server's own, which nobody can change. */
  own: v.boolean(),
});
export type HostedProvider = Infer<typeof HostedProvider>;

/** How a provider is, asked just now. */
export const ProviderHealth = v.object({
  ok: v.boolean(),
  /** What it is: "ComfyUI 0.4, NVIDIA RTX 4090, 24 GB"; or what is wrong and what to do. */
  message: v.string(),
  gpu: v.optional(v.boolean()),
  /** What can be chosen as its model. */
  models: v.optional(v.array(v.string())),
  /** What it can do, where that is not the same for all of its kind. */
  tools: v.optional(v.array(HostedTool)),
});
export type ProviderHealth = Infer<typeof ProviderHealth>;

/** What a desk says on its socket: that something has changed about a job. Whoever misses it asks later. */
export const JobPoke = v.object({ job: JobId, state: JobState, progress: v.optional(share) });
export type JobPoke = Infer<typeof JobPoke>;

const over = { done: count, failed: count, stopped: count };

/** How an account's jobs went within 30 days. */
export const Activity = v.object({
  since: v.number(),
  states: v.object({ queued: count, running: count, ...over }),
  providers: v.array(
    v.object({
      provider: ProviderId,
      by: v.string(),
      ...over,
      /** How many ended with each kind of fault. */
      faults: v.record(v.string(), count),
      /** What those that were done took from the first try, in milliseconds. */
      mean: v.optional(count),
      longest: v.optional(count),
    }),
  ),
});
export type Activity = Infer<typeof Activity>;
