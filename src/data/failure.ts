/** What the browser's storage throws → a fault that says what to do. */
import { Fault } from '../../core/contract/fault.ts';

export const blocked = (cause?: unknown): Fault =>
  new Fault(
    'refused',
    'This browser lets Brushword keep nothing here. Leave private browsing, or allow this site to store data, then reload.',
    { cause },
  );

export const full = (cause?: unknown): Fault =>
  new Fault(
    'no-space',
    'There is no room left to keep this; everything kept before is safe. Free some space, or delete a project, and try again.',
    { cause },
  );

export const newer = (cause?: unknown): Fault =>
  new Fault(
    'conflict',
    'A newer Brushword is open in another tab. Reload this page to go on; everything kept is safe.',
    {
      cause,
    },
  );

export const older = (cause?: unknown): Fault =>
  new Fault('conflict', 'An older Brushword is open in another tab. Close that tab, then reload this page.', {
    cause,
  });

export const cleared = (cause?: unknown): Fault =>
  new Fault('not-found', 'The data of this site was deleted. Reload this page to start afresh.', { cause });

const closed = (cause?: unknown): Fault =>
  new Fault('refused', 'The browser closed its storage. Reload this page; everything kept is safe.', {
    cause,
  });

const unreadable = (cause?: unknown): Fault =>
  new Fault('bad-request', 'The file can no longer be read; it was moved or changed. Choose it again.', {
    cause,
  });

/** The name of a browser's or the database library's error, and what it comes to. */
const known: Readonly<Record<string, (cause: unknown) => Fault>> = {
  QuotaExceededError: full,
  VersionError: newer,
  MissingAPIError: blocked,
  SecurityError: blocked,
  InvalidStateError: closed,
  // Firefox: storage switched off; Chromium: the profile's folder cannot be written.
  UnknownError: blocked,
  DatabaseClosedError: closed,
  OpenFailedError: closed,
  NotReadableError: unreadable,
  NotFoundError: unreadable,
};

/** The reason lies innermost: a full disk comes as QuotaExceededError inside AbortError inside the library's own. */
export function faultOf(thrown: unknown): Fault {
  const chain = causes(thrown);
  const fault = chain.find(error => error instanceof Fault);
  if (fault) return fault;
  for (const error of chain.reverse()) {
    const make = known[error.name];
    if (make) return make(thrown);
  }
  // An aborted transaction is not "asked to stop": nobody asked.
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new Fault('bug', `The browser did not keep this: ${thrown.message}`, { cause: thrown });
  }
  return Fault.from(thrown);
}

function causes(thrown: unknown): (Error | DOMException)[] {
  const chain: (Error | DOMException)[] = [];
  const visit = (error: unknown): void => {
    if (!(error instanceof Error) || chain.includes(error)) return;
    chain.push(error);
    if ('inner' in error) visit(error.inner);
    if ('failures' in error && Array.isArray(error.failures)) error.failures.forEach(visit);
    visit(error.cause);
  };
  visit(thrown);
  return chain;
}
