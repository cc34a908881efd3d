/** The page that tells how to deploy the server: nothing that the server is given is missing from its table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const api = join(import.meta.dirname, '../../worker-api');
const read = (name: string): string => readFileSync(join(api, name), 'utf8');

/** The first cells of the table, without their quotes. */
const [, cloud = ''] = /^## In the cloud\n(.*?)^## /ms.exec(read('README.md')) ?? [];
const told = [...cloud.matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name = '']) => name);

/** Settings of a machine of one's own alone. */
const near = ['ALLOW_PRIVATE'];

test('every name of `Env` that counts in the cloud stands in the table, and nothing else does', () => {
  const [, body = ''] = /^export interface Env \{\n(.*?)^\}/ms.exec(read('env.ts')) ?? [];
  const names = [...body.matchAll(/^ {2}readonly ([A-Z_]+)\??:/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(5);
  expect(told.toSorted()).toEqual(names.filter(name => !near.includes(name)).toSorted());
});

test('so does every binding of `wrangler.jsonc`', () => {
  const text = read('wrangler.jsonc');
  const objects = [...text.matchAll(/\{ "name": "(\w+)", "class_name"/g)];
  const bindings = [...text.matchAll(/"binding": "(\w+)"/g), ...objects].map(([, name]) => name);
  expect(bindings.length).toBeGreaterThan(3);
  expect(bindings.filter(name => !told.includes(name ?? ''))).toEqual([]);
});
