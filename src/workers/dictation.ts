/** Speech for a machine elsewhere to write down, and what it wrote. */
import { Fault } from '../../core/contract/fault.ts';
import { v } from '../../core/contract/schema.ts';
import type { Work } from '../../core/providers/provider.ts';
import { RATE } from '../models/speech/activity.ts';
import { wavFrom } from '../models/speech/wav.ts';
import { Written } from './speech-protocol.ts';

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
