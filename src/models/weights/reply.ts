/** What a server's answer means: the bytes that were asked for, or a sentence. */
import { Fault } from '../../../core/contract/fault.ts';
import { hostOf } from './address.ts';
import { nameOf } from './entry.ts';

/** A server that has no time now, and may have some later. */
export class Busy extends Fault {
  /** How long it asks to be left alone, in milliseconds, where it says so. */
  readonly after: number | undefined;

  constructor(message: string, after?: number) {
    super('refused', message);
    this.after = after;
  }
}

export interface Asked {
  readonly address: string;
  readonly path: string;
  /** The byte that was to be the first. */
  readonly from: number;
  readonly bytes: number;
}

/** The byte that the body of a good answer begins at. Throws the `Fault` that says what else it is. */
export function beginningOf(reply: Response, asked: Asked, now: number): number {
  mustBeGiven(reply, asked.address, asked.path, now);
  const name = nameOf(asked.path);
  if (reply.headers.get('content-type')?.startsWith('text/html')) throw webPage(asked);
  const length = numberIn(reply.headers.get('content-length'));
  if (reply.status !== 206) {
    // The whole of it, from the start: this server does not do parts.
    if (length !== undefined && length !== asked.bytes) throw wrongSize(asked, length);
    return 0;
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(reply.headers.get('content-range') ?? '');
  if (range === null) {
    // A server need not let a page read that header; then the length must say that it is the part asked for.
    if (length === undefined || length === asked.bytes - asked.from) return asked.from;
    throw new Fault(
      'refused',
      `${hostOf(asked.address)} sent a part of “${name}” that was not asked for. Try again.`,
    );
  }
  const total = numberIn(range[3]);
  if (total !== undefined && total !== asked.bytes) throw wrongSize(asked, total);
  if (Number(range[1]) !== asked.from) {
    throw new Fault(
      'refused',
      `${hostOf(asked.address)} sent a part of “${name}” that was not asked for. Try again.`,
    );
  }
  return asked.from;
}

/** Throws for every status that does not give what was asked for. */
export function mustBeGiven(reply: Response, address: string, path: string, now: number): void {
  if (reply.status === 200 || reply.status === 206) return;
  const [host, name, status] = [hostOf(address), nameOf(path), reply.status];
  if (status === 401 || status === 403) {
    throw new Fault(
      'refused',
      `${host} does not give “${name}” out (${status}). Try a mirror, or take the file from a folder.`,
    );
  }
  if (status === 404 || status === 410) {
    throw new Fault(
      'not-found',
      `${host} has no “${name}” (${status}). Check the mirror’s address, or take the file from a folder.`,
    );
  }
  if (status === 416) {
    throw new Fault(
      'refused',
      `What ${host} has as “${name}” is shorter than it should be. Try a mirror, or take the file from a folder.`,
    );
  }
  if (status === 429) {
    throw new Busy(`${host} asks to wait: too much was asked of it (429).`, waitIn(reply, now));
  }
  if (status >= 500 || status === 408)
    throw new Busy(`${host} is in trouble (${status}).`, waitIn(reply, now));
  throw new Fault(
    'refused',
    `${host} answered in a way that Brushword does not know (${status}). Try a mirror.`,
  );
}

/** A sign-in page, a missing file's page or a café's network: they come with status 200. */
export const looksLikeWebPage = (first: Uint8Array): boolean =>
  /^\s*<(!doctype html|html|head|body|script|!--)/i.test(new TextDecoder().decode(first.subarray(0, 256)));

export const webPage = ({ address, path }: Pick<Asked, 'address' | 'path'>): Fault =>
  new Fault(
    'refused',
    `${hostOf(address)} sent a web page instead of “${nameOf(path)}”. Check the mirror’s address, and whether this network asks to sign in.`,
  );

export const wrongSize = ({ address, path, bytes }: Omit<Asked, 'from'>, found: number): Fault =>
  new Fault(
    'refused',
    `“${nameOf(path)}” has the wrong size at ${hostOf(address)}: ${found.toLocaleString('en')} bytes instead of ${bytes.toLocaleString('en')}. Try a mirror, or take the file from a folder.`,
  );

export const brokenOff = (address: string, cause?: unknown): Fault =>
  new Fault('offline', `The connection to ${hostOf(address)} broke off. What has come is kept.`, {
    cause,
  });

function numberIn(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function waitIn(reply: Response, now: number): number | undefined {
  const text = reply.headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = numberIn(text.trim());
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
