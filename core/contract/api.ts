/**
 * Every JSON route, on one screen: who may call it, what it takes and what it gives. The server answers to this table,
 * and a client calls from it; paths stand under `apiRoot`.
 */
import {
  Account,
  Address,
  Ceremony,
  Confirmation,
  Deletion,
  Device,
  Done,
  Export,
  Key,
  MadeKey,
  Naming,
  NewKey,
  NewPasskey,
  NewPassword,
  Passkey,
  PasskeyAnswer,
  PasskeySignUp,
  PasswordChange,
  Sent,
  SignIn,
  SignUp,
  Verification,
} from './account.ts';
import { BlobAnswer, BlobOffer, BlobPieces } from './blob.ts';
import { Inpainting, Knowledge, KnowledgeAsk, Painting, Scenery } from './client.ts';
import { faultKinds } from './fault.ts';
import {
  Activity,
  HostedAsk,
  HostedJob,
  HostedProvider,
  NewProvider,
  ProviderChange,
  ProviderHealth,
} from './hosted.ts';
import { Project } from './project.ts';
import { AccountId } from './ids.ts';
import { v, type Infer, type Schema } from './schema.ts';
import { MadeShare, NewShare, Opened, Share, ShareOpening } from './share.ts';
import { Pull, Pulled, Push, Pushed } from './vault.ts';
import { Version } from './version.ts';

export const apiRoot = '/api/v1';

/**
 * The header in which a request may say which account it is meant for. Where another is signed in by then it is refused, so that
 * nothing of one account goes to another, or comes from it.
 */
export const meantFor = 'brushword-account';

/** How the server is. `edition` is the wire's (`edition.ts`). */
export const Health = v.object({
  ok: v.literal(true),
  edition: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Whether the server's own engine has a graphics processor; null where there is no engine, or it does not answer. */
  gpu_available: v.nullable(v.boolean()),
});

/** What every route gives instead, with a status of 400 or above, when it cannot do what was asked. */
export const FaultReply = v.object({ kind: v.picklist(faultKinds), message: v.string() });

export const api = {
  'GET /health': { who: 'open', limit: 'none', reply: Health },

  'POST /account/sign-up': { who: 'open', limit: 'letter', body: SignUp, reply: Sent },
  'POST /account/verification': { who: 'open', limit: 'letter', body: Address, reply: Sent },
  'POST /account/verify': { who: 'open', limit: 'sign-in', body: Verification, reply: Account },
  'POST /account/sign-in': { who: 'open', limit: 'sign-in', body: SignIn, reply: Account },
  'POST /account/reset': { who: 'open', limit: 'letter', body: Address, reply: Sent },
  'POST /account/reset/finish': { who: 'open', limit: 'sign-in', body: NewPassword, reply: Done },
  'POST /account/passkey-sign-up/options': {
    who: 'open',
    limit: 'sign-in',
    body: PasskeySignUp,
    reply: Ceremony,
  },
  'POST /account/passkey-sign-up': { who: 'open', limit: 'sign-up', body: NewPasskey, reply: Account },
  'POST /account/passkey-sign-in/options': { who: 'open', limit: 'sign-in', reply: Ceremony },
  'POST /account/passkey-sign-in': { who: 'open', limit: 'sign-in', body: PasskeyAnswer, reply: Account },
  'POST /account/sign-out': { who: 'session', reply: Done },

  'GET /account': { who: 'account: read', reply: Account },
  'PATCH /account': { who: 'account: write', body: Naming, reply: Account },
  'DELETE /account': { who: 'session: fresh', reply: Deletion },
  'POST /account/restore': { who: 'session', reply: Account },
  'GET /account/export': { who: 'session', reply: Export },
  // With everything else that is kept of the account, as a file: GET /account/archive (`worker-api/routes/archive.ts`).
  'PUT /account/email': { who: 'session: fresh', limit: 'letter', body: Address, reply: Sent },
  'POST /account/email/confirm': { who: 'session', limit: 'sign-in', body: Confirmation, reply: Account },
  'PUT /account/password': { who: 'session: fresh', limit: 'sign-in', body: PasswordChange, reply: Done },

  'GET /account/devices': { who: 'session', reply: v.array(Device) },
  'DELETE /account/devices': { who: 'session', reply: Done },
  'DELETE /account/devices/:id': { who: 'session', reply: Done },

  'GET /account/passkeys': { who: 'session', reply: v.array(Passkey) },
  'POST /account/passkeys/options': { who: 'session: fresh', reply: Ceremony },
  'POST /account/passkeys': { who: 'session: fresh', body: NewPasskey, reply: Passkey },
  'PATCH /account/passkeys/:id': { who: 'session', body: Naming, reply: Passkey },
  'DELETE /account/passkeys/:id': { who: 'session: fresh', reply: Done },

  'GET /account/keys': { who: 'session', reply: v.array(Key) },
  'POST /account/keys': { who: 'session: fresh', body: NewKey, reply: MadeKey },
  'DELETE /account/keys/:id': { who: 'session', reply: Done },

  // The bytes themselves are no JSON: PUT and GET /blobs/HASH (`worker-api/routes/blobs.ts`).
  'POST /blobs/missing': { who: 'account: write', body: BlobOffer, reply: BlobAnswer },
  'POST /blobs/join': { who: 'account: write', body: BlobPieces, reply: Done },

  // And a socket that says when there is something to pull: GET /vault/socket (`worker-api/routes/vault.ts`).
  'POST /vault/push': {
    who: 'account: write',
    body: Push,
    reply: v.object({ ...Pushed.entries, account: AccountId }),
  },
  'POST /vault/pull': {
    who: 'account: read',
    body: Pull,
    reply: v.object({ ...Pulled.entries, account: AccountId }),
  },

  // A job is asked for under a key of one's own, so that asking again is no other job: the header Idempotency-Key, of 1 to 64
  // visible characters; ':id' is the job's own name, or that key. And a socket that says when something has changed: GET /jobs/socket (`worker-api/routes/jobs.ts`).
  'GET /jobs': { who: 'account: read', reply: v.array(HostedJob) },
  'POST /jobs': { who: 'account: write', body: HostedAsk, reply: HostedJob },
  'GET /jobs/:id': { who: 'account: read', reply: HostedJob },
  'DELETE /jobs/:id': { who: 'account: write', reply: HostedJob },
  'GET /activity': { who: 'account: read', reply: Activity },

  // Where jobs are sent, with what secrets, is for a person alone to say.
  'GET /providers': { who: 'session', reply: v.array(HostedProvider) },
  'POST /providers': { who: 'session', body: NewProvider, reply: HostedProvider },
  'PATCH /providers/:id': { who: 'session', body: ProviderChange, reply: HostedProvider },
  'DELETE /providers/:id': { who: 'session', reply: Done },
  'POST /providers/:id/health': { who: 'session', limit: 'probe', reply: ProviderHealth },

  // For programs that are not our app. A picture comes by POST /upload-image, speech by POST /transcribe (`worker-api/routes`).
  // What takes time is a job, under a key of the program's own where it sends one.
  'POST /run-inpainting': { who: 'account: write', body: Inpainting, reply: HostedJob },
  'POST /generate': { who: 'account: write', body: Painting, reply: HostedJob },
  'POST /analyze-scene': { who: 'account: write', body: Scenery, reply: HostedJob },
  'GET /projects': { who: 'account: read', reply: v.array(Project) },
  'GET /projects/:id': { who: 'account: read', reply: Project },
  'GET /projects/:id/history': { who: 'account: read', reply: v.array(Version) },
  'POST /fetch-design-knowledge': { who: 'account: read', body: KnowledgeAsk, reply: v.array(Knowledge) },

  'GET /shares': { who: 'account: read', reply: v.array(Share) },
  'POST /shares': { who: 'account: write', body: NewShare, reply: MadeShare },
  'DELETE /shares/:id': { who: 'account: write', reply: Done },
  // What it opens is no JSON: GET /shared/GRANT/HASH (`worker-api/routes/shares.ts`).
  'POST /shared': { who: 'open', limit: 'share', body: ShareOpening, reply: Opened },
} as const satisfies Table;

/**
 * Who may call a line. `account`: whoever is signed in, or bears a key of that scope or a wider one. `session`: a
 * person who is signed in, and no key. `fresh`: signed in within the hour, for what decides who can get in.
 */
export type Who = 'open' | 'account: read' | 'account: write' | 'session' | 'session: fresh';
/** How often a line may be called: by an address on the network where it is open, else by an account. */
export type Limit = 'sign-up' | 'sign-in' | 'letter' | 'share' | 'probe';

/** 'METHOD /path' → who may call it, what it takes and gives. `:name` in a path is a parameter. */
export type Table = Readonly<Record<`${Method} /${string}`, Route>>;
interface Shape {
  readonly reply: Schema;
  readonly body?: Schema;
}
/** What anybody may call says how often, even if it is without end. */
interface OpenRoute extends Shape {
  readonly who: 'open';
  readonly limit: Limit | 'none';
}
interface OwnedRoute extends Shape {
  readonly who: Exclude<Who, 'open'>;
  readonly limit?: Limit;
}
export type Route = OpenRoute | OwnedRoute;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type ReplyOf<R> = R extends { readonly reply: infer S extends Schema } ? Infer<S> : never;
export type BodyOf<R> = R extends { readonly body: infer S extends Schema } ? Infer<S> : undefined;
export type WhoOf<R> = R extends { readonly who: infer W extends Who } ? W : never;
/** The names of a line's path parameters: `'id'` for `'DELETE /jobs/:id'`. */
export type ParamsOf<Line> = Line extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<`/${Rest}`>
  : Line extends `${string}:${infer Name}`
    ? Name
    : never;
