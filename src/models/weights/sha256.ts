/** The door to a SHA-256 that takes its bytes bit by bit, as the browser's own does not. */
import { sha256 } from '@noble/hashes/sha2.js';

export interface Sha256 {
  add(bytes: Uint8Array): void;
  /** In lower-case hexadecimal. Nothing can be added after it. */
  hex(): string;
}

export function newSha256(): Sha256 {
  const hash = sha256.create();
  return {
    add: bytes => void hash.update(bytes),
    hex: () => hexOf(hash.digest()),
  };
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256, in lower-case hexadecimal. */
export const hashOf = async (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
