/** The cards as a memory that is searched by words. */
import type { Card } from './card.ts';
import { nearest, memoryOf, type Memory } from './nearest.ts';
import { queryOf, vectorOf } from './vector.ts';

const remembered = new WeakMap<readonly Card[], Memory>();

const memory = (cards: readonly Card[]): Memory => {
  const known = remembered.get(cards);
  if (known) return known;
  const rows = cards.map(({ ask, why, group }) => vectorOf(undefined, `${group} ${ask} ${why}`));
  const made = memoryOf(rows);
  remembered.set(cards, made);
  return made;
};

/** How near each card is to `words`, from 0 to 1; only those that `takes` lets through. */
export function recall(
  cards: readonly Card[],
  words: string,
  takes: (card: Card) => boolean,
): ReadonlyMap<Card, number> {
  const query = queryOf(vectorOf(undefined, words));
  const found = nearest(memory(cards), query, cards.length, index => {
    const card = cards[index];
    return card !== undefined && takes(card);
  });
  return new Map(
    found.flatMap(({ index, score }) => {
      const card = cards[index];
      return card ? [[card, Math.max(0, score)] as const] : [];
    }),
  );
}
