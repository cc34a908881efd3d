/** A JSON Schema as a person reads it: close to TypeScript, with what a value must keep behind it. */

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const jsons = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** `indent` in spaces; `link` makes of a schema's name whatever leads to it. Everything else is escaped by `plain`. */
export interface Manner {
  plain(text: string): string;
  link(name: string): string;
}

export function notation(schema: Json, manner: Manner, indent = 0): string {
  const { plain, link } = manner;
  if (typeof schema['$ref'] === 'string') return link(schema['$ref'].replace(/^.*\//, ''));
  if ('const' in schema) return plain(JSON.stringify(schema['const']));
  if (Array.isArray(schema['enum'])) return plain(schema['enum'].map(one => JSON.stringify(one)).join(' | '));
  const either = [...jsons(schema['anyOf']), ...jsons(schema['oneOf'])];
  if (either.length > 0) return either.map(one => notation(one, manner, indent)).join(' | ');
  if (isJson(schema['items']))
    return `${notation(schema['items'], manner, indent)}[]${plain(limits(schema))}`;
  if (isJson(schema['properties'])) return fields(schema, schema['properties'], manner, indent);
  if (isJson(schema['additionalProperties']))
    return `${plain('{ [name]: ')}${notation(schema['additionalProperties'], manner, indent)} }`;
  return plain(`${typeof schema['type'] === 'string' ? schema['type'] : 'any'}${limits(schema)}`);
}

function fields(schema: Json, properties: Json, manner: Manner, indent: number): string {
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const pad = ' '.repeat(indent + 2);
  const lines = Object.entries(properties).map(([name, value]) => {
    const mark = required.includes(name) ? '' : '?';
    const told = isJson(value) ? notation(value, manner, indent + 2) : manner.plain('any');
    return `${pad}${manner.plain(name + mark)}: ${told}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${' '.repeat(indent)}}`;
}

/** " (10 to 128)", " (at most 1000)": what is asked of a length or a number. */
function limits(schema: Json): string {
  const least = schema['minLength'] ?? schema['minimum'] ?? schema['minItems'];
  const most = schema['maxLength'] ?? schema['maximum'] ?? schema['maxItems'];
  const told = [
    typeof schema['format'] === 'string' ? schema['format'] : undefined,
    typeof least === 'number' && typeof most === 'number' ? `${least} to ${most}` : undefined,
    typeof least === 'number' && typeof most !== 'number' ? `at least ${least}` : undefined,
    typeof least !== 'number' && typeof most === 'number' ? `at most ${most}` : undefined,
  ].filter(one => one !== undefined);
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
}
