/** What a person does with the versions on the desk says what they like. */
import type { VersionId } from '../../core/contract/ids.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Taste } from './taste.svelte.ts';

export class Tasting {
  readonly #taste: Taste;
  /** What each edit that was made here was asked of. */
  readonly #nouns = new Map<VersionId, string>();
  readonly #exported = new Set<VersionId>();

  constructor(taste: Taste) {
    this.#taste = taste;
  }

  made(version: Version, noun: string | undefined): void {
    if (noun !== undefined) this.#nouns.set(version.id, noun);
    this.redone(version);
  }

  redone(version: Version): void {
    void this.#taste.saw('kept', [version], this.#nouns.get(version.id));
  }

  undone(version: Version): void {
    void this.#taste.saw('undone', [version], this.#nouns.get(version.id));
  }

  /** `way` leads to what was exported. What was exported here before says nothing new. */
  exported(way: readonly Version[]): void {
    const fresh = way.filter(({ id }) => !this.#exported.has(id));
    for (const { id } of fresh) this.#exported.add(id);
    void this.#taste.saw('exported', fresh);
  }
}
