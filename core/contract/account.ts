/** What a person and the server say to each other about an account. Times are milliseconds since 1970. */
import { HostedJob, HostedProvider } from './hosted.ts';
import { AccountId } from './ids.ts';
import { v, type Infer } from './schema.ts';
import { Share } from './share.ts';

/** What an account without an address keeps in its place: nobody can own one (RFC 2606), and no letter goes there. */
export const noAddress = '@no-address.invalid';

export const Email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254, 'An e-mail address has at most 254 characters.'),
  v.email('Write an e-mail address, such as ada@example.com.'),
  v.check(text => !text.endsWith('.invalid'), 'No letter can be sent to that address. Use another.'),
);

/** NIST SP 800-63B asks for length, and against rules about which characters. */
export const Password = v.pipe(
  v.string(),
  v.minLength(10, 'A password has at least 10 characters. Four words do well.'),
  v.maxLength(128, 'A password has at most 128 characters.'),
);

const name = (what: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, `Give ${what} a name.`),
    v.maxLength(80, 'A name has at most 80 characters.'),
  );

/** What a letter's link carries after `#`. */
const token = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** A password as it was typed: whether it is right is for the server to say. */
const typed = v.pipe(v.string(), v.minLength(1, 'Type your password.'), v.maxLength(128));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const Account = v.object({
  id: AccountId,
  name: v.string(),
  /** Null until one is confirmed; an account made with a passkey needs none. */
  email: v.nullable(v.string()),
  /** The ways in. */
  password: v.boolean(),
  passkeys: count,
  made: v.number(),
  /** When it will be deleted, where that was asked for and can still be undone. */
  deletedAfter: v.nullable(v.number()),
});
export type Account = Infer<typeof Account>;

/** A browser that is signed in. */
export const Device = v.object({
  id,
  /** "Firefox on Windows", as the browser says of itself. */
  name: v.string(),
  /** Whether it is the one that asks. */
  current: v.boolean(),
  signedIn: v.number(),
  /** To the day. */
  lastSeen: v.number(),
});
export type Device = Infer<typeof Device>;

/** What a key's bearer may do: see what there is, or change it too. */
export const Scope = v.picklist(['read', 'write']);
export type Scope = Infer<typeof Scope>;

export const Key = v.object({
  id,
  name: v.string(),
  scope: Scope,
  /** How it begins, to tell it from others. */
  begins: v.string(),
  made: v.number(),
  /** To the minute; null until it is used. */
  lastUsed: v.nullable(v.number()),
});
export type Key = Infer<typeof Key>;

export const Passkey = v.object({
  id,
  name: v.string(),
  /** Whether it is kept in more than one place, so that it outlives a lost device. */
  synced: v.boolean(),
  /** COSE (RFC 9053), as base64. */
  publicKey: v.string(),
  made: v.number(),
});
export type Passkey = Infer<typeof Passkey>;

/** What `navigator.credentials` is to be asked: WebAuthn Level 3, `…OptionsJSON`. */
export const Ceremony = v.looseObject({ challenge: v.string() });
export type Ceremony = Infer<typeof Ceremony>;

/** What it answered: WebAuthn Level 3, `RegistrationResponseJSON` and `AuthenticationResponseJSON`. Bytes are base64url. */
const bytes = v.pipe(v.string(), v.maxLength(16_384));
const answered = {
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(1400)),
  rawId: bytes,
  type: v.literal('public-key'),
  authenticatorAttachment: v.exactOptional(v.picklist(['platform', 'cross-platform'])),
  clientExtensionResults: v.looseObject({}),
};
const Registration = v.object({
  ...answered,
  response: v.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: v.exactOptional(
      v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))), v.maxLength(16)),
    ),
  }),
});
const Assertion = v.object({
  ...answered,
  response: v.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: v.exactOptional(bytes),
  }),
});

export const SignUp = v.object({ email: Email, password: Password, name: v.optional(name('yourself')) });
export const SignIn = v.object({ email: Email, password: typed });
export const Address = v.object({ email: Email });
export const Verification = v.object({ token, password: typed });
export const NewPassword = v.object({ token, password: Password });
/** `current` where the account has a password already. */
export const PasswordChange = v.object({ current: v.optional(typed), password: Password });
export const Confirmation = v.object({ token });
export const Naming = v.object({ name: name('it') });
export const PasskeySignUp = v.object({ name: v.optional(name('yourself')) });
export const PasskeyAnswer = v.object({ credential: Assertion });
export const NewPasskey = v.object({ credential: Registration, name: name('the passkey') });
export const NewKey = v.object({ name: name('the key'), scope: Scope });

/** A letter is on its way, if there is anyone to send one to. */
export const Sent = v.object({ sent: v.literal(true) });
export const Done = v.object({ done: v.literal(true) });
/** The one time that a key is seen whole. */
export const MadeKey = v.object({ ...Key.entries, key: v.string() });
export const Deletion = v.object({ deletedAfter: v.number() });

/** Everything that the server keeps about an account, but what would let someone in. */
export const Export = v.object({
  exported: v.number(),
  account: Account,
  devices: v.array(Device),
  passkeys: v.array(Passkey),
  keys: v.array(Key),
  shares: v.array(Share),
  /** Without their secrets. */
  providers: v.array(HostedProvider),
  /** The newest of the last 30 days. */
  jobs: v.array(HostedJob),
});
export type Export = Infer<typeof Export>;
