/** What the engine asks of machines elsewhere, through the page, and what they answer: read where it arrives. */
import { Generate, Operate, Repaint } from '../../core/contract/ask.ts';
import { v, type Infer } from '../../core/contract/schema.ts';

const Raw = v.custom<Uint8Array<ArrayBuffer>>(
  value => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);

/** What is asked of them, with the bytes themselves in place of their hashes. */
export const Work = v.variant('tool', [
  v.object({ ...Repaint.entries, image: Raw, mask: Raw }),
  Generate,
  v.object({ ...Operate.entries, image: Raw, mask: v.optional(Raw) }),
]);
export type Work = Infer<typeof Work>;

/** A picture that they made, as it came, and who it was. */
export const Answer = v.object({ picture: v.instance(Blob), by: v.string() });
export type Answer = Infer<typeof Answer>;
