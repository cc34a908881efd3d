import { AssetHash } from './ids.ts';
import { v, type Infer } from './schema.ts';

/**
 * Bytes, named by their SHA-256; never changed. `base` is set where the bytes are a patch (`core/pixels/patch.ts`):
 * the asset that holds the whole picture the patch lies on.
 */
export const Asset = v.object({
  hash: AssetHash,
  type: v.string(),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  base: v.optional(AssetHash),
});
export type Asset = Infer<typeof Asset>;
