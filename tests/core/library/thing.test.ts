/** What a thing is called is what sight finds by that name. */
import { expect, test } from 'vitest';
import { readTargets } from '../../../core/intent/target.ts';
import { tokenise } from '../../../core/intent/tokens.ts';
import { kinds, kindsOf } from '../../../core/library/kinds.ts';
import { callOf, thingFor } from '../../../core/library/thing.ts';
import { refer } from '../../../core/sight/refer.ts';
import { given } from '../sight/scenes.ts';
import { livingRoom, portraitScene, sceneOf, thing } from './pictures.ts';

const read = (words: string) => readTargets(tokenise(words)) ?? [];

test('of 200 pictures thrown by seed, what is called by a name is found by it', () => {
  let [called, found, wrong, things] = [0, 0, 0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const { scene } = given(seed, seed % 2 === 0);
    for (const region of scene.regions) {
      things++;
      const words = callOf(region, scene);
      const [target] = words === undefined ? [] : read(words);
      if (!target) continue;
      called++;
      const answer = refer(target, scene, [], read);
      if (answer.kind !== 'found') continue;
      if (answer.regions.length === 1 && answer.regions[0] === region.id) found++;
      else wrong++;
    }
  }
  expect(called / things).toBeGreaterThan(0.4);
  expect(found / called).toBeGreaterThan(0.9);
  expect(wrong / called).toBeLessThan(0.03);
});

test.each([
  ['sofa', ['sofa']],
  ['Potted plant', ['plant']],
  ['dining tables', ['table']],
  ['bottles', ['clutter', 'product']],
  ['benches', ['chair']],
  ['strawberry', []],
  ['woman', ['person']],
  ['', []],
])('“%s” is %j', (label, expected) => {
  expect(kindsOf(label)).toEqual(expected);
});

test('every kind is known by its own name', () => {
  for (const kind of kinds)
    if (!['clutter', 'product', 'garment', 'numberplate'].includes(kind))
      expect(kindsOf(kind)).toContain(kind);
});

test('one sofa needs no more words; of two chairs the colour or the side tells', () => {
  expect(callOf(livingRoom.regions[0]!, livingRoom)).toBe('the sofa');
  const chairs = sceneOf(
    thing(1, 'chair', '#b03030', [0.2, 0.5, 0.1, 0.2]),
    thing(2, 'chair', '#3050b0', [0.5, 0.5, 0.1, 0.2]),
    thing(3, 'chair', '#3252b4', [0.9, 0.5, 0.1, 0.2]),
  );
  expect(chairs.regions.map(region => callOf(region, chairs))).toEqual([
    'the red chair',
    undefined,
    'the blue chair on the right',
  ]);
});

test('a person is never the thing', () => {
  expect(thingFor({}, portraitScene, 0.5)?.region.label).not.toBe('person');
  const alone = sceneOf(thing(1, 'woman', '#b98a6a', [0.5, 0.5, 0.3, 0.3]));
  expect(thingFor({}, alone, 0.5)).toBeUndefined();
  expect(thingFor({ place: 'middle' }, alone, 0.5)).toBeUndefined();
});
