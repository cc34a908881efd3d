/** From fields to set to the changes they make. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProjectId, VersionId, AssetHash } from '../../../core/contract/ids.ts';
import type { Project } from '../../../core/contract/project.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Version } from '../../../core/contract/version.ts';
import { settle } from '../../../core/sync/change.ts';
import { merge, nothing, recordsOf } from '../../../core/sync/merge.ts';
import { canonical, plain, same } from '../../../core/sync/plain.ts';

const hash = parse(AssetHash, 'a'.repeat(64));
const v1 = parse(VersionId, 'v1');
const project: Project = {
  id: parse(ProjectId, 'p'),
  title: 'sofa',
  head: v1,
  tip: v1,
  thumb: hash,
  made: 1,
  changed: 1,
};
const version: Version = {
  id: v1,
  project: project.id,
  parents: [],
  title: 'opened',
  picture: hash,
  thumb: hash,
  width: 2,
  height: 1,
  made: 1,
};

describe('settle', () => {
  test('a new record changes all its fields but its key', () => {
    const { row, changes } = settle('projects', undefined, project, 's');
    expect(row).toEqual(project);
    expect(changes.map(change => change.field).sort()).toEqual([
      'changed',
      'head',
      'made',
      'thumb',
      'tip',
      'title',
    ]);
    expect(changes).toContainEqual({ table: 'projects', id: 'p', field: 'title', value: 'sofa', stamp: 's' });
  });

  test('only what differs changes', () => {
    const { row, changes } = settle('projects', project, { id: 'p', title: 'lamp', head: 'v1' }, 's');
    expect(row).toEqual({ ...project, title: 'lamp' });
    expect(changes).toEqual([{ table: 'projects', id: 'p', field: 'title', value: 'lamp', stamp: 's' }]);
  });

  test('a field set to undefined is taken away', () => {
    const { row, changes } = settle(
      'projects',
      { ...project, deleted: true },
      { id: 'p', deleted: undefined },
      's',
    );
    expect(row).toEqual(project);
    expect(changes).toEqual([{ table: 'projects', id: 'p', field: 'deleted', value: null, stamp: 's' }]);
  });

  test('a version is written once: the same again is nothing, another is a conflict', () => {
    expect(settle('versions', version, version, 's').changes).toEqual([]);
    expect(() => settle('versions', version, { ...version, title: 'other' }, 's')).toThrow(
      expect.objectContaining({ name: 'conflict', message: expect.stringContaining('title') }),
    );
  });

  test.each([
    ['a field is missing', { id: 'p', title: 'sofa' }, 'bad-request'],
    ['a field is of another kind', { ...project, title: 3 }, 'bad-request'],
    ['a hash is none', { ...project, thumb: 'x' }, 'bad-request'],
    ['a field is too large', { ...project, title: 'x'.repeat(300_000) }, 'too-big'],
  ])('refuses where %s', (_name, fields, kind) => {
    expect(() => settle('projects', undefined, fields, 's')).toThrow(expect.objectContaining({ name: kind }));
  });

  test.each([
    ['a function', () => 0],
    ['not a number', NaN],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(3)],
    ['a big number', 3n],
  ])('refuses %s among the parameters of a recipe', (_name, amount) => {
    const recipe = { operation: 'adjust', params: { amount }, seed: 1, edition: '1' };
    expect(() => settle('versions', undefined, { ...version, recipe }, 's')).toThrow(
      expect.objectContaining({
        name: 'bug',
        message: expect.stringContaining('versions.recipe.params.amount'),
      }),
    );
  });
});

test('the changes of any walk of settings rebuild the record', () => {
  const setting = fc.record(
    {
      title: fc.string({ maxLength: 3 }),
      head: fc.constantFrom('v1', 'v2'),
      changed: fc.nat(3),
      deleted: fc.option(fc.boolean(), { nil: undefined }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(setting, { maxLength: 20 }), settings => {
      let { row, changes } = settle('projects', undefined, project, '0');
      let merged = merge(nothing, changes);
      settings.forEach((fields, i) => {
        ({ row, changes } = settle('projects', row, { id: 'p', ...fields }, String(i + 1).padStart(3, '0')));
        merged = merge(merged, changes);
      });
      expect(recordsOf(merged, 'projects').get('p')).toEqual(row);
    }),
  );
});

describe('plain values', () => {
  const json = fc.jsonValue();

  test('come out as JSON would write them', () => {
    fc.assert(
      fc.property(json, value => {
        expect(plain(value, '')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('are the same exactly where their canonical texts are', () => {
    const small = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(small, small),
          small.map(value => [value, structuredClone(value)] as const),
        ),
        ([a, b]) => {
          expect(same(plain(a, ''), plain(b, ''))).toBe(canonical(plain(a, '')) === canonical(plain(b, '')));
        },
      ),
    );
  });

  test('the order of keys does not matter', () => {
    expect(same({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same([], {})).toBe(false);
  });
});
