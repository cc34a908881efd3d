/** What a picture shows as a whole, by a network that knows pictures and words: it is compared with what photos are mostly of. */
import type { Embedding } from '../contract/reference.ts';
import { unitOf } from './embedding.ts';
import type { Kind } from './kinds.ts';
import { likelihoods } from './likelihoods.ts';

/** What a photo may be of, with the kinds of thing that are then in it. Those with none are there so that not every picture is of something. */
const subjects: readonly (readonly [subject: string, ...Kind[]])[] = [
  ['a person’s face', 'person'],
  ['a person', 'person'],
  ['a group of people', 'person'],
  ['an animal', 'animal'],
  ['food on a plate', 'food', 'dish'],
  ['a laid table', 'table', 'dish'],
  ['a living room', 'sofa', 'table', 'wall'],
  ['a bedroom', 'bed', 'wall'],
  ['a kitchen', 'cupboard', 'wall'],
  ['a bathroom', 'wall'],
  ['an office', 'table', 'chair', 'wall'],
  ['a product for sale', 'product'],
  ['a piece of clothing', 'garment', 'product'],
  ['a city street', 'road', 'building'],
  ['a building', 'building'],
  ['a car', 'vehicle'],
  ['a landscape', 'sky', 'plant'],
  ['a forest or a garden', 'plant'],
  ['flowers', 'plant'],
  ['a beach', 'water', 'sky'],
  ['the sea or a lake', 'water', 'sky'],
  ['the sky', 'sky'],
  ['a page of text'],
  ['a screenshot'],
  ['a drawing'],
  ['a pattern or a texture'],
  ['nothing in particular'],
];

/** What the network is to say of each, in a photo of it. */
export const captions: readonly string[] = subjects.map(([subject]) => subject);

/** It is there if that is likelier than not. */
const likely = 0.5;

/** The kinds of thing in `picture`. `said`: what the same network makes of `captions`, in their order. */
export function kindsShown(picture: Embedding, said: readonly Embedding[]): readonly Kind[] {
  const chances = likelihoods(unitOf(picture), said.map(unitOf), []);
  const shares = new Map<Kind, number>();
  subjects.forEach(([, ...kinds], at) => {
    for (const kind of kinds) shares.set(kind, (shares.get(kind) ?? 0) + (chances[at] ?? 0));
  });
  return [...shares].filter(([, share]) => share > likely).map(([kind]) => kind);
}
