/** What a network that a person brought is kept as, beside those of our list. */
import { parse } from '../../../core/contract/schema.ts';
import type { Declaration } from '../guide/declaration.ts';
import { WeightsEntry } from './entry.ts';
import { hashOf } from './sha256.ts';

/** What it says of itself, among its files. */
export const DECLARATION = 'network.json';

/** The entry, and the files that belong to it. */
export async function ownEntry(
  declaration: Declaration,
  network: File,
): Promise<{ entry: WeightsEntry; files: File[] }> {
  const { name, title, licence, runsOn, file } = declaration;
  const files = [new File([JSON.stringify(declaration)], DECLARATION), new File([network], file)];
  const hashes = await Promise.all(files.map(async one => hashOf(await one.arrayBuffer())));
  const entry = {
    name,
    title,
    purpose: 'Fills what was removed. You added it from this device.',
    licence,
    commit: hashes[1]?.slice(0, 40),
    files: files.map((one, n) => ({ path: one.name, bytes: one.size, sha256: hashes[n] })),
    runsOn,
    // As those of our list take, by their size.
    memory: 500e6 + 3 * network.size,
  };
  return { entry: parse(WeightsEntry, entry), files };
}
