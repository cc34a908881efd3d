/** An account's bytes as they travel: each blob by itself, or, where it is large, in pieces. */
import { AssetHash } from './ids.ts';
import { v, type Infer } from './schema.ts';

/** In bytes. What is larger than `whole` comes in pieces, of which all but the last are `piece` large. */
export const blobLimits = {
  whole: 16 * 1024 * 1024,
  piece: 8 * 1024 * 1024,
  largest: 2 * 1024 ** 3,
} as const;

const size = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** What a device has and would send: so that what is there already, or would find no room, never travels. */
export const BlobOffer = v.object({
  blobs: v.pipe(v.array(v.object({ hash: AssetHash, size: size(blobLimits.largest) })), v.maxLength(1000)),
});
export type BlobOffer = Infer<typeof BlobOffer>;

/** Of these, what is to be sent; and, in bytes, what the account holds and may hold. */
export const BlobAnswer = v.object({ missing: v.array(AssetHash), used: v.number(), quota: v.number() });
export type BlobAnswer = Infer<typeof BlobAnswer>;

/** What a blob is put together of, in order. */
export const BlobPieces = v.object({
  hash: AssetHash,
  pieces: v.pipe(
    v.array(AssetHash),
    v.minLength(1),
    v.maxLength(Math.ceil(blobLimits.largest / blobLimits.piece)),
  ),
});
export type BlobPieces = Infer<typeof BlobPieces>;
