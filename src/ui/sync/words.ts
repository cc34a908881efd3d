/** What two devices disagree on → in words: of what, and what each of the two says. */
import type { Disagreement } from '../../studio/others.svelte.ts';

interface Words {
  /** Of which thing, and which part of it. */
  readonly of: string;
  readonly now: string;
  readonly other: string;
}

/** The fields that a person sets, and how each of their values reads. */
const fields: Readonly<
  Record<string, { readonly what: string; readonly reads: (value: unknown) => string }>
> = {
  'projects head': { what: 'The version that is shown', reads: () => '' },
  'projects title': { what: 'The title', reads: text },
  'projects deleted': { what: 'Whether it is deleted', reads: whether('Deleted', 'Not deleted') },
  'references words': { what: 'What it is called', reads: text },
  'references tags': { what: 'Its tags', reads: text },
  'references deleted': { what: 'Whether it is deleted', reads: whether('Deleted', 'Not deleted') },
  'dismissals stands': {
    what: 'Whether it is offered',
    reads: whether('Not offered any more', 'Offered again'),
  },
  'tasteWords written': { what: 'What you said of your taste', reads: leaning },
  'tasteWords forgotten': { what: 'When it was forgotten', reads: () => 'Forgotten' },
};

export function wordsOf({ other: { table, record, field, value }, row, now }: Disagreement): Words {
  const known = fields[`${table} ${field}`] ?? { what: `Its “${field}”`, reads: text };
  const name = String(row[table === 'projects' ? 'title' : 'words'] ?? record);
  return { of: `${known.what} of “${name}”`, now: known.reads(now), other: known.reads(value) };
}

/** Whether both can be kept as one text. */
export const isText = ({ other, now }: Disagreement): boolean =>
  typeof now === 'string' && typeof other.value === 'string' && ['title', 'words'].includes(other.field);

function text(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'Nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function whether(yes: string, no: string): (value: unknown) => string {
  return value => (value === true ? yes : no);
}

function leaning(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('lean' in value)) return 'Nothing';
  const lean = Number(value.lean);
  return lean === 0 ? 'Neither more nor less' : lean > 0 ? 'More of it' : 'Less of it';
}
