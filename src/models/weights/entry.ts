/** What is known of a model before its weights are here: what it is for, whose it is, and which files it needs. */
import { parse, v, type Infer } from '../../../core/contract/schema.ts';

/** The SHA-256 of a file, in lower-case hexadecimal. */
export const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256'));

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

export const WeightsFile = v.object({
  /** Inside its repository. */
  path: v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, 'must be a path')),
  /** Both or neither: where they are left out, the hub is asked for them before the first byte. */
  bytes: v.optional(count),
  sha256: v.optional(Digest),
});
export type WeightsFile = Infer<typeof WeightsFile>;

export const WeightsEntry = v.object({
  /** Also the folder of its files, so it never changes. */
  name: v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be a plain name')),
  title: words,
  purpose: words,
  /** SPDX, of the weights. */
  licence: words,
  /** A page for people. Like the next one, missing of what a person brought from their own device. */
  source: v.optional(v.pipe(v.string(), v.regex(/^https:\/\/\S+$/, 'must be an address'))),
  /** Owner and name on the hub. */
  repository: v.optional(v.pipe(v.string(), v.regex(/^[\w-][\w.-]*\/[\w-][\w.-]*$/, 'must be owner/name'))),
  /** A branch could be given other files; a commit cannot. Of what has none, the beginning of a hash. */
  commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'must be a commit')),
  files: v.pipe(v.array(WeightsFile), v.minLength(1), v.maxLength(40)),
  runsOn: v.pipe(v.array(v.picklist(['webgpu', 'wasm'])), v.minLength(1)),
  /** About how many bytes of memory a run takes. */
  memory: count,
});
export type WeightsEntry = Infer<typeof WeightsEntry>;

/** An entry as it is written down here. A mistake in it is found when it is first read. */
export const defineWeights = (entry: WeightsEntry): WeightsEntry => parse(WeightsEntry, entry, 'bug');

/** The file's own name, as a person sees it in a folder. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
