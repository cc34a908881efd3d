/** Makes a link that shows something of this device's to whoever has it: what it shows is sent to the account first. */
import type { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { Lent, NewShare, shareLimits, type MadeShare } from '../../core/contract/share.ts';
import type { Version } from '../../core/contract/version.ts';
import { call } from '../data/api.ts';
import { hashOf } from '../data/assets.ts';
import { ownServer } from '../data/sync/server.ts';
import { putBytes } from '../data/sync/upload.ts';
import { extensions, type Desk } from './edit.svelte.ts';
import type { ExportType } from './views.ts';

/** As which kind of file; `quality` from 0 to 1. */
export interface FileKind {
  readonly type: ExportType;
  readonly quality: number;
}

/** What a person wants of a link. */
export interface Wish {
  /** The version on the screen, all on the way to it, or that version as a file to keep. */
  readonly kind: Lent['kind'];
  readonly title: string;
  /** Whether what it was before is to be seen as well. */
  readonly before: boolean;
  readonly as: FileKind;
  /** Empty where it asks for none. */
  readonly password: string;
  /** Undefined where it holds until it is revoked. */
  readonly days: number | undefined;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Draws what is to be shown, sends what of it the account has not, and makes the link; `report` hears how far that is, from 0
 * to 1. Throws what is wrong with the wish before anything is sent, what the server says, and `stopped`.
 */
export async function makeLink(
  desk: Desk,
  { kind, title, before, as, password, days }: Wish,
  report: (done: number) => void,
  signal: AbortSignal,
): Promise<MadeShare> {
  const secret = password === '' ? {} : { password: parse(NewShare.entries.password, password) ?? '' };
  const wanted = versionsFor(desk, kind, before);
  const blobs = new Map<AssetHash, Blob>();
  const hashes: AssetHash[] = [];
  const steps = 2 * wanted.length + 1;
  let step = 0;
  const next = (): void => report(++step / steps);

  const lend = (named: readonly AssetHash[]): Lent => parse(Lent, lentOf(kind, title, as, wanted, named));
  // A title that will not do is said before anything is drawn: any name of bytes serves for that.
  lend(wanted.map(({ picture }) => picture));
  for (const version of wanted) {
    const file = await desk.views.file(version, as.type, as.quality, signal);
    const hash = await hashOf(file);
    signal.throwIfAborted();
    blobs.set(hash, file);
    hashes.push(hash);
    next();
  }
  await putBytes(ownServer, blobs, signal, next);
  const until = days === undefined ? {} : { until: Date.now() + days * day };
  const made = await call('POST /shares', { body: { what: lend(hashes), ...secret, ...until } }, signal);
  report(1);
  return made;
}

/** What is to be drawn, the oldest first. Of a long way the beginning, and the end of it. */
function versionsFor(
  { head, way, comparable }: Desk,
  kind: Lent['kind'],
  before: boolean,
): readonly Version[] {
  if (!head) return [];
  if (kind === 'project') {
    return way.length <= shareLimits.versions
      ? way
      : [...way.slice(0, 1), ...way.slice(way.length - shareLimits.versions + 1)];
  }
  return kind === 'version' && before && comparable ? [comparable, head] : [head];
}

function lentOf(
  kind: Lent['kind'],
  title: string,
  { type }: FileKind,
  versions: readonly Version[],
  hashes: readonly AssetHash[],
): unknown {
  if (kind === 'project') {
    const shown = versions.map(({ title: called, made }, at) => ({
      title: called.slice(0, 200).trim() || `Version ${at + 1}`,
      hash: hashes[at],
      at: made,
    }));
    return { kind, title, versions: shown };
  }
  if (kind === 'file') return { kind, title: fileName(title, type), hash: hashes[0] };
  const [before] = hashes.length > 1 ? hashes : [];
  return { kind, title, after: hashes.at(-1), ...(before === undefined ? {} : { before }) };
}

/** Without a title there is no name, which is then what is said to be wrong. */
const fileName = (title: string, type: ExportType): string =>
  title.trim() === '' ? '' : `${title.trim()}.${extensions[type]}`;
