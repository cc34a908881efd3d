/** A schema of settings → the lines of a form. */
import { v, type Schema } from './schema.ts';

export interface FormField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'switch' | 'choice';
  /** Of a choice. */
  readonly options: readonly string[];
  /** What it is where nothing is said; undefined where it may be left out, or must be given. */
  readonly fallback: string | number | boolean | undefined;
  readonly isNeeded: boolean;
}

/** What there is to know of a schema's kind, whatever it is wrapped in. */
const Told = v.looseObject({
  type: v.string(),
  wrapped: v.optional(v.unknown()),
  default: v.optional(v.unknown()),
  options: v.optional(v.unknown()),
});
const Entries = v.looseObject({ entries: v.record(v.string(), v.unknown()) });
const Simple = v.union([v.string(), v.number(), v.boolean()]);

/** In the schema's order. What is neither text, number, yes or no, nor a choice of texts, has no line. */
export function formOf(schema: Schema): readonly FormField[] {
  const known = v.safeParse(Entries, schema);
  if (!known.success) return [];
  return Object.entries(known.output.entries).flatMap(([name, entry]) => lineOf(name, entry) ?? []);
}

function lineOf(name: string, entry: unknown, fallback?: unknown, isNeeded = true): FormField | undefined {
  const known = v.safeParse(Told, entry);
  if (!known.success) return undefined;
  const { type, wrapped, options } = known.output;
  if (wrapped !== undefined) return lineOf(name, wrapped, known.output.default ?? fallback, false);
  const simple = v.safeParse(Simple, fallback);
  const line = { name, options: [], fallback: simple.success ? simple.output : undefined, isNeeded };
  if (type === 'string') return { ...line, kind: 'text' };
  if (type === 'number') return { ...line, kind: 'number' };
  if (type === 'boolean') return { ...line, kind: 'switch' };
  const choices = v.safeParse(v.array(v.string()), options);
  return type === 'picklist' && choices.success
    ? { ...line, kind: 'choice', options: choices.output }
    : undefined;
}
