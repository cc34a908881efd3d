/** Secrets and the names of things: drawn, and kept as hashes. */
import { AccountId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** 256 bits of chance, as 43 characters that are safe in an address. */
export const drawSecret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** 128 bits of chance: nobody guesses what it names. */
export const drawId = (): string => base64url(crypto.getRandomValues(new Uint8Array(16)));

export const drawAccountId = (): AccountId => parse(AccountId, `a_${drawId()}`, 'bug');

/**
 * How a drawn secret is kept and looked up. 256 bits need no salt and no slow hash; and since it is the hash that is
 * compared, the time that takes tells nothing of the secret.
 */
export const hashOf = async (secret: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', bytesOf(secret)));

/** What stands for something that could be guessed, such as an address: nobody without `key` can tell which it was. */
export async function sealed(key: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), algorithm, false, ['sign']);
  return hex(await crypto.subtle.sign(algorithm, imported, bytesOf(text)));
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [bytesOf(one), bytesOf(other)];
  return a.length === b.length && crypto.subtle.timingSafeEqual(a, b);
}
