/** The door to WebAuthn: https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON and its two neighbours. */
import { NewPasskey, PasskeyAnswer, type Ceremony } from '../../core/contract/account.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, type Infer } from '../../core/contract/schema.ts';

/** Whether this browser can hold a ceremony as the server words it: Chrome 129, Firefox 119, Safari 18.4 and later can. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'toJSON' in PublicKeyCredential.prototype;

/** Has a passkey made. Throws `stopped` where the person thought better of it, `conflict` where there is one of this account. */
export async function makePasskey(
  options: Ceremony,
  signal: AbortSignal,
): Promise<Infer<typeof NewPasskey>['credential']> {
  const answer = await hold(() => {
    // `challenge` is what our schema knows of it; the rest is for the browser to check, and it does.
    const json = options as unknown as PublicKeyCredentialCreationOptionsJSON;
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
    return navigator.credentials.create({ publicKey, signal });
  });
  return parse(NewPasskey.entries.credential, answer, 'bug');
}

/** Has a passkey shown: whichever the person chooses of those that are for this site. Throws `stopped` where they chose none. */
export async function showPasskey(
  options: Ceremony,
  signal: AbortSignal,
): Promise<Infer<typeof PasskeyAnswer>['credential']> {
  const answer = await hold(() => {
    const json = options as unknown as PublicKeyCredentialRequestOptionsJSON;
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json);
    return navigator.credentials.get({ publicKey, signal });
  });
  return parse(PasskeyAnswer.entries.credential, answer, 'bug');
}

async function hold(ceremony: () => Promise<Credential | null>): Promise<unknown> {
  if (!knowsPasskeys()) {
    throw new Fault(
      'refused',
      'This browser cannot use passkeys here. Update it, or use an e-mail address and a password.',
    );
  }
  try {
    const credential = await ceremony();
    if (!(credential instanceof PublicKeyCredential)) throw new DOMException('', 'NotAllowedError');
    // As it goes over the wire: what is undefined is not there.
    return JSON.parse(JSON.stringify(credential.toJSON())) as unknown;
  } catch (thrown) {
    throw faultOf(thrown);
  }
}

function faultOf(cause: unknown): Fault {
  switch (cause instanceof Error ? cause.name : '') {
    // Cancelled, or left alone until it ran out: a site is told no more than that.
    case 'NotAllowedError':
    case 'AbortError':
      return new Fault('stopped', 'No passkey was used.', { cause });
    case 'InvalidStateError':
      return new Fault(
        'conflict',
        'There is a passkey of this account there already. Use another place for it.',
        {
          cause,
        },
      );
    case 'SecurityError':
      return new Fault('refused', 'Passkeys work only at Brushword’s own address. Open it there.', { cause });
    case 'NotSupportedError':
    case 'ConstraintError':
      return new Fault(
        'refused',
        'What keeps your passkeys cannot keep one for Brushword. Use another, or a password.',
        { cause },
      );
    default:
      return Fault.from(cause);
  }
}
