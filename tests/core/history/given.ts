/** Histories for tests: by hand, and any. */
import fc from 'fast-check';
import { AssetHash, ProjectId, VersionId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Version } from '../../../core/contract/version.ts';

const hash = parse(AssetHash, 'a'.repeat(64));
const project = parse(ProjectId, 'p');

export const id = (name: string | number): VersionId => parse(VersionId, String(name));

export function version(
  name: string | number,
  parents: readonly (string | number)[] = [],
  made = Number(name),
): Version {
  return {
    id: id(name),
    project,
    parents: parents.map(id),
    title: String(name),
    picture: hash,
    thumb: hash,
    width: 1,
    height: 1,
    made,
  };
}

/** `a→b→c` for each way; later ways are newer: versions by their parents, `made` in the order they first appear. */
export function history(...ways: readonly string[]): Version[] {
  const parents = new Map<string, string[]>();
  for (const way of ways) {
    const names = way.split('→');
    names.forEach((name, i) => {
      const before = parents.get(name) ?? [];
      const parent = names[i - 1];
      parents.set(name, parent === undefined || before.includes(parent) ? before : [...before, parent]);
    });
  }
  return [...parents].map(([name, from], i) => version(name, from, i + 1));
}

/** Any history from one beginning: some versions with two parents, some missing, clocks that jump. Named 0, 1, 2 … */
export const anyHistory: fc.Arbitrary<Version[]> = fc
  .array(
    fc.record({
      from: fc.nat(),
      other: fc.option(fc.nat(), { freq: 4, nil: undefined }),
      made: fc.integer({ min: 0, max: 40 }),
    }),
    {
      minLength: 0,
      maxLength: 25,
    },
  )
  .map(made => [
    version(0, [], 20),
    ...made.map(({ from, other, made: when }, i) =>
      version(i + 1, [from % (i + 1), ...(other === undefined ? [] : [other % (i + 1)])], when),
    ),
  ]);
