/** What happened, one line of JSON each, for whoever runs the server. Never who it happened to. */

type Detail = string | number | boolean;

const secrets: readonly [RegExp, string][] = [
  [/[^\s@"'<>(),:;]+@[^\s@"'<>(),:;]+/g, '[address]'],
  [/\bbw_[\w-]+/g, '[key]'],
  // What is longer than a word and no path: tokens, hashes, identifiers.
  [/\b[A-Za-z0-9_-]{24,}(?:\.[A-Za-z0-9_-]+)*\b/g, '[token]'],
];

/** A text of somebody else's making, without what could name a person or let one in. */
export const redact = (text: string): string =>
  secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);

export function log(event: string, details: Readonly<Record<string, Detail>> = {}): void {
  console.log(JSON.stringify({ event, ...details }));
}

/** Something that is ours to mend. */
export function logBug(thrown: unknown, details: Readonly<Record<string, Detail>> = {}): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = error.cause instanceof Error ? { cause: redact(error.cause.message) } : {};
  const stack = redact(error.stack ?? '').slice(0, 2_000);
  console.error(JSON.stringify({ event: 'bug', ...details, error: redact(error.message), ...cause, stack }));
}
