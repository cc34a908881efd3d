/**
 * What is refused: undressing people, nudity and sexualised pictures of them, and face swaps.
 *
 * Worn by a person, whatever would leave skin bare is refused when it is to be taken away or made to be seen through. Outermost layers (coats,
 * jackets), shoes and accessories are not: something is worn beneath. Clothes that lie, hang or are folded somewhere are things like any other, as
 * are those of dolls and statues. A garment of which nothing says where it is counts as worn, save where its name has another meaning (top, towel,
 * suit). To recolour or restyle what someone wears is an ordinary edit, and so is to hide nakedness.
 */
import { faces } from './faces.ts';
import { parts, type Way } from './parts.ts';
import { patternReader, type Pattern } from './pattern.ts';
import { sexual } from './sexual.ts';
import { undressing } from './undressing.ts';

export type Kind = 'undressing' | 'sexual' | 'faces';

export interface Ask {
  readonly kind: Kind;
  readonly pattern: Pattern;
  readonly unless: readonly Pattern[];
}

const read = patternReader(parts);

function asksOf(kind: Kind, ways: Readonly<Record<string, Way>>): Ask[] {
  return Object.entries(ways).flatMap(([name, way]) => {
    const unless = (way.unless ?? []).map(read);
    return way.asks.map(read).map(pattern => {
      if (pattern.needs.length === 0) throw new Error(`A pattern of “${name}” fits any sentence.`);
      return { kind, pattern, unless };
    });
  });
}

export const asks: readonly Ask[] = [
  ...asksOf('undressing', undressing),
  ...asksOf('sexual', sexual),
  ...asksOf('faces', faces),
];

/** Requests so plain that they are found with every space taken out, wherever the words were torn. */
export const torn =
  /undress(?:her|him|them|me|thewoman|theman|thegirl|thelady|thispe)|nudify|deepnude|deepfake|faceswap|(?:make|turn)(?:her|him|them|thewoman|theman|thegirl)(?:look)?(?:completely|totally)?(?:naked|nude|topless)|takeoff(?:her|his|their)clothes|remove(?:her|his|their)(?:clothes|clothing|underwear)(?!from|on|rack|line|hang)/;
