/** What a Whisper's `generation_config.json` says of it. */
import { v, type Infer } from '../../../core/contract/schema.ts';

const Ids = v.record(v.string(), v.number());
export const Settings = v.looseObject({
  is_multilingual: v.optional(v.nullable(v.boolean())),
  decoder_start_token_id: v.number(),
  eos_token_id: v.union([v.number(), v.array(v.number())]),
  no_timestamps_token_id: v.optional(v.nullable(v.number())),
  /** By `<|en|>`, `<|de|>`, …; by `transcribe` and `translate`. */
  lang_to_id: v.optional(v.nullable(Ids)),
  task_to_id: v.optional(v.nullable(Ids)),
  begin_suppress_tokens: v.optional(v.nullable(v.array(v.number()))),
  /** Which of its heads look at each word where it is said. */
  alignment_heads: v.optional(v.nullable(v.array(v.unknown()))),
});
export type Settings = Infer<typeof Settings>;
