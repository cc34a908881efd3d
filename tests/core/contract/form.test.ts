import { expect, test } from 'vitest';
import { formOf } from '../../../core/contract/form.ts';
import { v } from '../../../core/contract/schema.ts';
import { providers } from '../../../core/providers/index.ts';

test('a schema as the lines of a form', () => {
  const schema = v.object({
    url: v.optional(v.pipe(v.string(), v.trim()), 'http://localhost'),
    key: v.pipe(v.string(), v.minLength(1)),
    steps: v.optional(v.pipe(v.number(), v.integer()), 20),
    fast: v.optional(v.boolean(), false),
    quality: v.optional(v.picklist(['low', 'high']), 'high'),
    model: v.optional(v.string()),
    many: v.optional(v.array(v.string())),
  });
  expect(formOf(schema)).toEqual([
    { name: 'url', kind: 'text', options: [], fallback: 'http://localhost', isNeeded: false },
    { name: 'key', kind: 'text', options: [], fallback: undefined, isNeeded: true },
    { name: 'steps', kind: 'number', options: [], fallback: 20, isNeeded: false },
    { name: 'fast', kind: 'switch', options: [], fallback: false, isNeeded: false },
    { name: 'quality', kind: 'choice', options: ['low', 'high'], fallback: 'high', isNeeded: false },
    { name: 'model', kind: 'text', options: [], fallback: undefined, isNeeded: false },
  ]);
});

test('no settings, no lines', () => {
  expect(formOf(v.string())).toEqual([]);
});

test.each(providers)(
  '$kind: every setting of it has a line, and every secret is one',
  ({ config, secrets }) => {
    const names = formOf(config).map(({ name }) => name);
    expect(names).toEqual(Object.keys('entries' in config ? Object(config.entries) : {}));
    expect(names).toEqual(expect.arrayContaining([...secrets]));
  },
);
