/** What is asked of machines elsewhere, through the page, and what they answer: read where it arrives. */
import { Generate, Operate, Repaint, Transcribe } from '../../core/contract/ask.ts';
import { v, type Infer } from '../../core/contract/schema.ts';

const Raw = v.custom<Uint8Array<ArrayBuffer>>(
  value => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);

const pictures = [
  v.object({ ...Repaint.entries, image: Raw, mask: Raw }),
  Generate,
  v.object({ ...Operate.entries, image: Raw, mask: v.optional(Raw) }),
] as const;

/** What the engine asks of them, with the bytes themselves in place of their hashes. */
export const Work = v.variant('tool', [...pictures]);
export type Work = Infer<typeof Work>;

/** What is carried to them: that, and what was said. */
export const Carried = v.variant('tool', [...pictures, v.object({ ...Transcribe.entries, sound: Raw })]);

/** A picture that they made, as it came, and who it was. */
export const Answer = v.object({ picture: v.instance(Blob), by: v.string() });
export type Answer = Infer<typeof Answer>;
