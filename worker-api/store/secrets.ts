/**
 * Secrets that must be read again, and so cannot be hashes: sealed by AES-GCM under a key that only the Worker has. What is
 * sealed for one place opens at no other, so that no row can be moved to another account.
 */
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';

export type Secrets = Readonly<Record<string, string>>;
const Secrets = v.record(v.string(), v.string());

/** Whose, and of which provider. */
export interface Place {
  readonly account: string;
  readonly provider: string;
}

/** NIST SP 800-38D: 96 bits, drawn anew each time. */
const NONCE = 12;
const utf8 = new TextEncoder();

async function keyOf({ SECRETS_KEY }: Env, { account }: Place): Promise<CryptoKey> {
  if (SECRETS_KEY === undefined || SECRETS_KEY.length < 32)
    throw new Fault('bug', 'No secret can be kept here: SECRETS_KEY must have 32 characters or more.');
  const whole = await crypto.subtle.importKey('raw', utf8.encode(SECRETS_KEY), 'HKDF', false, ['deriveKey']);
  const info = utf8.encode(`brushword providers 1 ${account}`);
  // RFC 5869: the salt may be empty where what is given is chance already.
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(hkdf, whole, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

const boundTo = ({ account, provider }: Place): Uint8Array =>
  utf8.encode(JSON.stringify([account, provider]));

export async function seal(env: Env, place: Place, secrets: Secrets): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const manner = { name: 'AES-GCM', iv, additionalData: boundTo(place) };
  const sealed = await crypto.subtle.encrypt(
    manner,
    await keyOf(env, place),
    utf8.encode(JSON.stringify(secrets)),
  );
  return btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)));
}

/** Throws `conflict` where it was sealed by another key, or for another place. */
export async function unseal(env: Env, place: Place, sealed: string): Promise<Secrets> {
  const bytes = Uint8Array.from(atob(sealed), sign => sign.charCodeAt(0));
  const manner = { name: 'AES-GCM', iv: bytes.slice(0, NONCE), additionalData: boundTo(place) };
  const key = await keyOf(env, place);
  let text: ArrayBuffer;
  try {
    text = await crypto.subtle.decrypt(manner, key, bytes.slice(NONCE));
  } catch (thrown) {
    const message = 'Its keys and passwords can no longer be read here. Type them again in Settings.';
    throw new Fault('conflict', message, { cause: thrown });
  }
  return parse(Secrets, JSON.parse(new TextDecoder().decode(text)), 'bug');
}
