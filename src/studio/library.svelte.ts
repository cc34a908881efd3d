/** What a person keeps beside their pictures. No part of the first paint. */
import { Dismissals } from './dismissals.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { References } from './references.svelte.ts';
import { Taste } from './taste.svelte.ts';

export class Library {
  readonly references: References;
  readonly taste: Taste;
  readonly dismissals: Dismissals;

  constructor(parts: Parts, notices: Notices) {
    this.references = new References(parts, notices);
    this.taste = new Taste(parts, notices);
    this.dismissals = new Dismissals(parts, notices);
  }
}
