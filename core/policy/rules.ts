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

export interface Rule {
  readonly kind: Kind;
  readonly asks: readonly Pattern[];
  readonly unless: readonly Pattern[];
}

const read = patternReader(parts);
const rulesOf = (kind: Kind, ways: Readonly<Record<string, Way>>): Rule[] =>
  Object.values(ways).map(({ asks, unless = [] }) => ({
    kind,
    asks: asks.map(read),
    unless: unless.map(read),
  }));

export const rules: readonly Rule[] = [
  ...rulesOf('undressing', undressing),
  ...rulesOf('sexual', sexual),
  ...rulesOf('faces', faces),
];

/** Requests so plain that they are found with every space taken out, wherever the words were torn. */
export const torn =
  /undress(?:her|him|them|me|thewoman|theman|thegirl|thelady|thispe)|nudify|deepnude|deepfake|faceswap|(?:make|turn)(?:her|him|them|thewoman|theman|thegirl)(?:look)?(?:completely|totally)?(?:naked|nude|topless)|takeoff(?:her|his|their)clothes|remove(?:her|his|their)(?:clothes|clothing|underwear)(?!from|on|rack|line|hang)/;
