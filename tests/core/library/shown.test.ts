/** What a whole picture shows, by what captions say. */
import { expect, test } from 'vitest';
import { embeddingSize, type Embedding } from '../../../core/contract/reference.ts';
import { embeddingOf } from '../../../core/library/embedding.ts';
import { library } from '../../../core/library/cards/index.ts';
import { lookOf } from '../../../core/library/look.ts';
import { captions, kindsShown } from '../../../core/library/shown.ts';
import { suggest } from '../../../core/library/suggest.ts';
import { room, sceneOf } from './pictures.ts';

/** Directions that have the given cosines with the first, and are else each their own. */
function towards(cosine: number, own: number): Embedding {
  const numbers = new Float32Array(embeddingSize);
  numbers[0] = cosine;
  numbers[own] = Math.sqrt(1 - cosine ** 2);
  return embeddingOf('test', numbers);
}

const picture = towards(1, 1);

/** Each caption's cosine with the picture: of those that are named, and of the others. */
const said = (near: Readonly<Record<string, number>>, others = 0.18): readonly Embedding[] =>
  captions.map((caption, at) => towards(near[caption] ?? others, at + 1));

test('what one caption says clearly is there, with all that belongs to it', () => {
  expect(kindsShown(picture, said({ 'food on a plate': 0.28 }))).toEqual(['food', 'dish']);
});

test('captions of the same kind speak for it together', () => {
  const near = {
    'a person': 0.25,
    'a person’s face': 0.25,
    'a car': 0.25,
  };
  expect(kindsShown(picture, said(near))).toEqual(['person']);
});

test('a picture of nothing in particular, or of anything as well, shows nothing', () => {
  expect(kindsShown(picture, said({ 'nothing in particular': 0.28 }))).toEqual([]);
  expect(kindsShown(picture, said({}))).toEqual([]);
});

test('what is shown opens the cards that speak of it, though nothing in the scene has a name', () => {
  const question = { look: lookOf(room('study')), scene: sceneOf(), cards: library };
  const groups = (shown: Parameters<typeof suggest>[0]['shown']) =>
    suggest({ ...question, ...(shown && { shown }) }).map(({ group }) => group);
  expect(groups(undefined)).not.toContain('portrait');
  expect(groups(['person'])).toContain('portrait');
  const [told] = suggest({ ...question, shown: ['food'] }).flatMap(({ group, reasons }) =>
    group === 'food' ? [reasons] : [],
  );
  expect(told).toContain('There is food in it.');
});
