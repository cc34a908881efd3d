/** What a person gives to whoever has a link, and what those get to see. Times are milliseconds since 1970. */
import { AssetHash } from './ids.ts';
import { v, type Infer } from './schema.ts';

export const shareLimits = {
  /** Versions in one link. */
  versions: 60,
  /** Links of one account. */
  links: 500,
} as const;

const title = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'Give it a title.'),
  v.maxLength(200, 'A title has at most 200 characters.'),
);
const time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A picture, and what it was before where that is to be seen too; how a picture came about, the oldest first; a file to keep. */
export const Lent = v.variant('kind', [
  v.object({
    kind: v.literal('version'),
    title,
    before: v.optional(AssetHash),
    after: AssetHash,
  }),
  v.object({
    kind: v.literal('project'),
    title,
    versions: v.pipe(
      v.array(v.object({ title, hash: AssetHash, at: time })),
      v.minLength(1),
      v.maxLength(shareLimits.versions, `A link shows at most ${shareLimits.versions} versions.`),
    ),
  }),
  /** `title` is the file's name. */
  v.object({ kind: v.literal('file'), title, hash: AssetHash }),
]);
export type Lent = Infer<typeof Lent>;

/** Weaker than an account's may be: it opens one thing, and can be guessed at ten times in a quarter of an hour. */
export const SharePassword = v.pipe(
  v.string(),
  v.minLength(6, 'The password of a link has at least 6 characters.'),
  v.maxLength(128, 'A password has at most 128 characters.'),
);

/** The bytes that it names are in the account already. Without `until` it holds until it is revoked. */
export const NewShare = v.object({
  what: Lent,
  password: v.optional(SharePassword),
  until: v.optional(time),
});
export type NewShare = Infer<typeof NewShare>;

export const Share = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  kind: v.picklist(['version', 'project', 'file']),
  title: v.string(),
  made: v.number(),
  until: v.nullable(v.number()),
  /** Whether it asks for a password. */
  protected: v.boolean(),
  /** How often it was opened. Who by, nobody knows. */
  views: v.number(),
});
export type Share = Infer<typeof Share>;

/** The one time that the link's token is seen. */
export const MadeShare = v.object({ ...Share.entries, token: v.string() });
export type MadeShare = Infer<typeof MadeShare>;

/** What a link says to the server: its token, and the password where it asks for one. */
export const ShareOpening = v.object({
  token: v.pipe(v.string(), v.maxLength(64)),
  password: v.optional(v.pipe(v.string(), v.maxLength(128))),
});

/** Bytes that may be asked for, and how they are given: a picture to look at, or else a file. */
const Piece = v.object({
  hash: AssetHash,
  type: v.picklist([
    'image/png',
    'image/jpeg',
    'image/webp',
    'image/avif',
    'image/gif',
    'application/octet-stream',
  ]),
});
const opened = {
  title: v.string(),
  /** By what its bytes are asked for, `GET /shared/GRANT/HASH`, and until when. */
  grant: v.string(),
  granted: v.number(),
};

/** What whoever has a link is shown. A locked one says nothing of what is behind it. */
export const Opened = v.variant('kind', [
  v.object({ kind: v.literal('locked') }),
  v.object({ kind: v.literal('version'), ...opened, before: v.optional(Piece), after: Piece }),
  v.object({
    kind: v.literal('project'),
    ...opened,
    versions: v.array(v.object({ ...Piece.entries, title: v.string(), at: v.number() })),
  }),
  v.object({ kind: v.literal('file'), ...opened, ...Piece.entries, size: v.number() }),
]);
export type Opened = Infer<typeof Opened>;
export type Piece = Infer<typeof Piece>;

/** The bytes that it names, each once. */
export function namedBy(what: Lent): readonly AssetHash[] {
  switch (what.kind) {
    case 'version':
      return [...new Set([...(what.before === undefined ? [] : [what.before]), what.after])];
    case 'project':
      return [...new Set(what.versions.map(({ hash }) => hash))];
    case 'file':
      return [what.hash];
  }
}
