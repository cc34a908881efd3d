/** What is asked of a machine that is not this device. Bytes go by their hashes. */
import { AssetHash } from './ids.ts';
import { v, type Infer } from './schema.ts';

/** The longest prompt any of the services takes (OpenAI Images: 32,000 characters). */
const words = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'Say what should be made.'),
  v.maxLength(32_000, 'That is too much text. Say it in fewer than 32,000 characters.'),
);
/** What every service that takes a seed takes: 32 bits. */
const seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const side = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(64, 'A picture has at least 64 pixels on each side.'),
  v.maxValue(8192, 'A picture has at most 8,192 pixels on each side.'),
);

/** Paints `words` into `image`, a PNG, where `mask`, an 8-bit grey PNG of the same size, is white; between is a soft edge. */
export const Repaint = v.object({
  tool: v.literal('repaint'),
  image: AssetHash,
  mask: AssetHash,
  words,
  /** What it is not to show. */
  negative: v.optional(words),
  /** How little may stay of what is there: 1 is nothing. */
  strength: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  seed,
});
export type Repaint = Infer<typeof Repaint>;

/** A picture from words. */
export const Generate = v.object({
  tool: v.literal('generate'),
  words,
  negative: v.optional(words),
  width: side,
  height: side,
  seed,
});
export type Generate = Infer<typeof Generate>;

/** One of Brushword's own operations, run whole by an engine: what the device could do too, and a larger machine sooner. */
export const Operate = v.object({
  tool: v.literal('operate'),
  operation: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  params: v.record(v.string(), v.unknown()),
  /** Any picture that a browser opens. */
  image: AssetHash,
  mask: v.optional(AssetHash),
  seed,
});
export type Operate = Infer<typeof Operate>;

/** Words from speech: a WAV file. */
export const Transcribe = v.object({ tool: v.literal('transcribe'), sound: AssetHash });
export type Transcribe = Infer<typeof Transcribe>;

/** What is in a picture. */
export const Analyse = v.object({ tool: v.literal('analyse'), image: AssetHash });
export type Analyse = Infer<typeof Analyse>;

export const Ask = v.variant('tool', [Repaint, Generate, Operate, Transcribe, Analyse]);
export type Ask = Infer<typeof Ask>;

export const HostedTool = v.picklist(['repaint', 'generate', 'operate', 'transcribe', 'analyse']);
export type HostedTool = Infer<typeof HostedTool>;
