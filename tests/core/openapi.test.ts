/** The API's document, held against the OpenAPI standard's own schema, and its page. */
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { api } from '../../core/contract/api.ts';
import { bytes } from '../../tools/openapi/bytes.ts';
import { document } from '../../tools/openapi/document.ts';
import { notation } from '../../tools/openapi/notation.ts';
import { page } from '../../tools/openapi/page.ts';

test('the document is OpenAPI 3.1', async () => {
  const told = JSON.parse(JSON.stringify(document())) as Record<string, unknown>;
  const validator = new Validator();
  expect(await validator.validate(told)).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('and every schema that it points to is in it', () => {
  const text = JSON.stringify(document());
  const schemas = JSON.parse(text).components.schemas as object;
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(name => !(name! in schemas))).toEqual([]);
});

test('every line of the table is in the document and on the page', () => {
  const told = document();
  const shown = page(told);
  for (const line of Object.keys(api)) {
    const [method = '', path = ''] = line.split(' ');
    const address = path.replace(/:(\w+)/g, '{$1}');
    expect(told['paths']).toHaveProperty([address, method.toLowerCase(), 'summary']);
    expect(shown).toContain(`<span class="method">${method}</span> <code>${address}</code>`);
  }
});

test('so is every address that takes or gives something else, but the document itself', () => {
  const source = readFileSync(new URL('../../worker-api/app.ts', import.meta.url), 'utf8');
  const routed = [...source.matchAll(/\$\{apiRoot\}(\/[^`]+)`/g)].map(([, path = '']) =>
    path.replace(/:(\w+)/g, '{$1}'),
  );
  expect(routed.sort()).toEqual([...Object.keys(bytes), '/openapi.json'].sort());
});

test('the page runs nothing, and shows no sign as markup', () => {
  const odd = { paths: { '/a<b>': { get: { tags: ['<i>'], summary: '"&<script>', responses: {} } } } };
  const shown = page(odd);
  expect(shown).toContain('/a&lt;b&gt;');
  expect(shown).toContain('&quot;&amp;&lt;script&gt;');
  expect(page(document())).not.toMatch(/<script|style=|\son\w+=/);
});

test('a schema reads like a type', () => {
  const manner = { plain: (text: string) => text, link: (name: string) => name };
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 80 },
      of: { type: 'array', items: { $ref: '#/components/schemas/Key' }, maxItems: 9 },
      kind: { enum: ['a', 'b'] },
      when: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    },
    required: ['name', 'kind'],
  };
  expect(notation(schema, manner)).toBe(
    '{\n  name: string (1 to 80)\n  of?: Key[] (at most 9)\n  kind: "a" | "b"\n  when?: number | null\n}',
  );
});
