/** What better-auth says is wrong, in our words. */
import { Fault, type FaultKind } from '../../core/contract/fault.ts';
import { staleLink } from './letters.ts';

const said: Readonly<Record<string, readonly [FaultKind, string]>> = {
  INVALID_EMAIL_OR_PASSWORD: [
    'signed-out',
    'That address and that password do not go together. Try again, or choose a new password by letter.',
  ],
  EMAIL_NOT_VERIFIED: [
    'forbidden',
    'Confirm your address first: open the link in our letter, or ask for another letter.',
  ],
  INVALID_PASSWORD: ['forbidden', 'That is not your password now. Try again, or choose a new one by letter.'],
  CHALLENGE_NOT_FOUND: [
    'bad-request',
    'That took longer than five minutes, or was done already. Start again.',
  ],
  PASSKEY_NOT_FOUND: [
    'signed-out',
    'This passkey is not known here; it may have been removed. Sign in in another way.',
  ],
  AUTHENTICATION_FAILED: ['signed-out', 'The passkey could not be checked. Try again, or use another.'],
  FAILED_TO_VERIFY_REGISTRATION: [
    'bad-request',
    'The new passkey could not be checked. Try again, or use another.',
  ],
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: [
    'signed-out',
    'Somebody else signed in meanwhile. Start again.',
  ],
  SESSION_REQUIRED: ['signed-out', 'Sign in first, then add the passkey.'],
  PERSON_NOT_VERIFIED: [
    'forbidden',
    'This passkey does not ask who you are. Use one with a PIN, a finger or a face.',
  ],
  UNAUTHORIZED: ['signed-out', 'Sign in first.'],
};

/** What `better-auth/api` throws, known by its shape: the class is of another copy where bundles are split. */
interface Refusal {
  readonly body?: { readonly code?: unknown };
}

const codeOf = (thrown: unknown): string | undefined => {
  if (!(thrown instanceof Error) || !('body' in thrown)) return undefined;
  const code = (thrown as Refusal).body?.code;
  return typeof code === 'string' ? code : undefined;
};

export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const code = codeOf(thrown);
  if (code === 'INVALID_TOKEN') return staleLink();
  const known = code === undefined ? undefined : said[code];
  if (known === undefined)
    return new Fault('bug', `better-auth: ${code ?? String(thrown)}`, { cause: thrown });
  return new Fault(...known);
}
