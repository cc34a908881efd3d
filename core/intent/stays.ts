/**
 * What stays where it stands when the background goes, where the sentence names it: "put the bag on white". No part of the plan, which
 * is the same however it was said: who carries it out asks for it.
 */
import type { Edit, Target } from '../contract/plan.ts';

const named = new WeakMap<Edit, Target>();

/** `edit`, before which these things stay. */
export function keeping<T extends Edit>(edit: T, things: readonly Target[] | undefined): T {
  const [first, ...more] = things ?? [];
  if (!first || /^(background|backdrop)$/.test(first.noun ?? '')) return edit;
  // Several are looked for as one, which nobody knows by name: it is asked where they are.
  const text = things?.map(thing => thing.text).join(' and ') ?? '';
  named.set(edit, more.length === 0 ? first : { text, noun: text, all: true });
  return edit;
}

/** What stays; "it" and "her" too, as they were said. */
export const staysIn = (edit: Edit): Target | undefined => named.get(edit);

/** `edit` said anew: what stays is the same. */
export function restated<T extends Edit>(edit: T, before: Edit): T {
  const stays = named.get(before);
  if (stays) named.set(edit, stays);
  return edit;
}
