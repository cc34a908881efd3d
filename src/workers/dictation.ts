/** Speech for a machine elsewhere to write down, and what it wrote. */
import { Fault } from '../../core/contract/fault.ts';
import { v, type Infer } from '../../core/contract/schema.ts';
import type { Work } from '../../core/providers/provider.ts';
import { RATE } from '../models/speech/activity.ts';
import { wavFrom } from '../models/speech/wav.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What it wrote down of an utterance. Where it does not tell how sure that is, it is taken for not sure. No part of the first paint. */
export const Written = v.object({
  text: v.pipe(v.string(), v.maxLength(5000)),
  others: v.optional(v.array(v.string()), []),
  words: v.optional(
    v.array(v.object({ text: v.string(), sureness: share, start: v.exactOptional(v.number()) })),
    [],
  ),
  sureness: v.optional(share, 0),
  language: v.exactOptional(v.string()),
  trust: v.optional(v.picklist(['sure', 'ask', 'lost']), 'ask'),
});
export type Written = Infer<typeof Written>;

/** `samples` from −1 to 1, 16,000 a second, as they go there. */
export const speechFor = (samples: Float32Array): Work => ({
  tool: 'transcribe',
  sound: wavFrom(samples, RATE),
});

/** What `name` said it heard. Throws `refused` where that is no text. */
export function writtenIn(said: unknown, name: string): Written {
  const known = v.safeParse(Written, said);
  if (known.success) return known.output;
  throw new Fault('refused', `${name} gave back no words that can be read. See whether it is up to date.`);
}
