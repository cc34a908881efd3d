/** What is offered: few, unlike each other, fitting the picture, and never what was sent away. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceId } from '../../../core/contract/ids.ts';
import type { Look } from '../../../core/contract/look.ts';
import type { Scene } from '../../../core/contract/scene.ts';
import { parse } from '../../../core/contract/schema.ts';
import { understand } from '../../../core/intent/understand.ts';
import { library } from '../../../core/library/cards/index.ts';
import { doingText } from '../../../core/library/doing.ts';
import { lookOf } from '../../../core/library/look.ts';
import { emptyTaste, learn, write } from '../../../core/library/profile.ts';
import { most, suggest, type Asked, type Suggestion } from '../../../core/library/suggest.ts';
import { chance } from '../../../tools/scenes/chance.ts';
import { given } from '../sight/scenes.ts';
import {
  adjusted,
  collage,
  livingRoom,
  lunch,
  portraitScene,
  productScene,
  room,
  sceneOf,
  streetScene,
} from './pictures.ts';

const scenes = [livingRoom, portraitScene, lunch, streetScene, productScene, sceneOf()];

/** A picture and a scene by seed; every third scene has no names in it. */
function asked(seed: number): Asked & { readonly look: Look; readonly scene: Scene } {
  const how = { exposure: 1.4 * chance(seed, 1) - 0.7, temperature: 1.6 * chance(seed, 2) - 0.8, contrast: 1.4 * chance(seed, 3) - 0.7, saturation: 1.6 * chance(seed, 4) - 0.9 }; // prettier-ignore
  const scene = seed % 3 === 0 ? given(seed, false).scene : scenes[seed % scenes.length]!;
  return { look: lookOf(adjusted(collage(seed, 90, 60), how)), scene, cards: library };
}

const cardOf = ({ id }: Suggestion) => library.find(card => card.id === id)!;

test('at most five, two of a group, and two of an operation or three that adjust; each understood, none twice, alike each time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
      const question = asked(seed);
      const offered = suggest(question);
      expect(offered.length).toBeLessThanOrEqual(most);
      expect(suggest(question)).toEqual(offered);
      expect(new Set(offered.map(({ id }) => id)).size).toBe(offered.length);
      expect(new Set(offered.map(({ ask }) => ask)).size).toBe(offered.length);
      expect(noOneTwice(offered)).toBe(true);
      for (const [, list] of Map.groupBy(offered, ({ group }) => group))
        expect(list.length).toBeLessThanOrEqual(2);
      for (const [op, list] of Map.groupBy(offered, one => cardOf(one).does[0]?.op))
        expect(list.length).toBeLessThanOrEqual(op === 'adjust' ? 3 : 2);
      for (const { ask, reasons, source } of offered) {
        const plan = understand(ask);
        expect('edits' in plan && plan.edits.length > 0, ask).toBe(true);
        expect(ask).not.toContain('{');
        expect(reasons.length).toBeGreaterThan(0);
        expect(source).not.toBe('');
      }
      for (const one of offered) expect(cardOf(one).hosted).toBeUndefined();
    }),
    { numRuns: 50 },
  );
});

test('what was dismissed never comes again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
      const question = asked(seed);
      const dismissed = new Set<string>();
      for (let round = 0; round < 12; round++) {
        const offered = suggest({ ...question, dismissed });
        for (const { id } of offered) {
          expect(dismissed.has(id)).toBe(false);
          dismissed.add(id);
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('a cold profile changes nothing: the same suggestions, in the same order, of the same worth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
      const question = asked(seed);
      expect(suggest({ ...question, taste: emptyTaste })).toEqual(suggest(question));
    }),
    { numRuns: 20 },
  );
});

describe('what the picture has already is not offered', () => {
  const at = (how: Parameters<typeof adjusted>[1], scene = livingRoom): Suggestion[] => {
    const look = lookOf(adjusted(room('study'), how));
    const dismissed = new Set<string>();
    // All there is, not just the first five.
    return Array.from({ length: 15 }).flatMap(() => {
      const offered = suggest({ look, scene, cards: library, dismissed });
      for (const { id } of offered) dismissed.add(id);
      return offered;
    });
  };
  const moves = (list: readonly Suggestion[], text: string): number =>
    list.filter(one => one.region === undefined && cardOf(one).does.some(doing => doing.op === 'adjust' && `${doing.property} ${doing.sign > 0 ? 'up' : 'down'}` === text)).length; // prettier-ignore

  test.each([
    ['warm', { temperature: 0.5 }, 'temperature up'],
    ['cool', { temperature: -0.9 }, 'temperature down'],
    ['bright', { exposure: 0.8 }, 'exposure up'],
    ['dark', { exposure: -0.8 }, 'exposure down'],
    ['colourful', { saturation: 1 }, 'saturation up'],
    ['grey', { saturation: -1 }, 'saturation down'],
  ])('%s', (_, how, text) => {
    expect(moves(at(how), text)).toBe(0);
  });

  test('and what it lacks is', () => {
    expect(moves(at({ temperature: -0.9 }), 'temperature up')).toBeGreaterThan(0);
    expect(moves(at({ exposure: -0.8 }), 'exposure up')).toBeGreaterThan(0);
    expect(moves(at({ exposure: -0.8, contrast: -0.9 }), 'contrast up')).toBeGreaterThan(0);
  });
});

test('each scene gets what is of its kind', () => {
  const look = lookOf(room('study'));
  const groupsOf = (scene: Scene) => suggest({ look, scene, cards: library }).map(({ group }) => group);
  expect(groupsOf(livingRoom)).toContain('rooms');
  expect(groupsOf(portraitScene)).toContain('portrait');
  expect(groupsOf(lunch)).toContain('food');
  expect(groupsOf(streetScene)).toContain('street');
  expect(groupsOf(productScene)).toContain('product');
  expect(groupsOf(sceneOf())).not.toContain('rooms');
});

test('three or more for every photo of a room, with nothing named in it and without a scene', () => {
  for (const name of ['kitchen', 'living-room', 'study'] as const) {
    const look = lookOf(room(name));
    expect(suggest({ look, scene: livingRoom, cards: library })).toHaveLength(5);
    expect(suggest({ look, cards: library }).length).toBeGreaterThanOrEqual(2);
  }
});

test('taste moves it, and says so', () => {
  const look = lookOf(adjusted(room('study'), { exposure: 0.6 }));
  const question = { look, scene: livingRoom, cards: library };
  const liking = write(emptyTaste, 'palette:blue', 1, '1');
  const blue = suggest({ ...question, taste: liking }).filter(({ directions }) =>
    directions.some(({ line, by }) => line === 'palette:blue' && by > 0),
  );
  expect(blue.length).toBeGreaterThan(0);
  expect(blue[0]?.reasons.at(-1)).toBe('Because you keep blue.');
  const avoiding = write(emptyTaste, 'palette:blue', -1, '1');
  expect(suggest({ ...question, taste: avoiding }).some(({ directions }) => directions.some(({ line }) => line === 'palette:blue'))).toBe(false); // prettier-ignore
});

test('what is said leads to what is spoken of', () => {
  const look = lookOf(room('study'));
  const rank = (said: string): number => {
    const dismissed = new Set<string>();
    for (let n = 0; n < 60; n += most) {
      const offered = suggest({ look, scene: livingRoom, cards: library, dismissed, said });
      const at = offered.findIndex(({ ask }) => ask.includes('rug'));
      if (at >= 0) return n + at;
      for (const { id } of offered) dismissed.add(id);
    }
    return 60;
  };
  expect(rank('what about the rug, the rug is dull')).toBeLessThanOrEqual(rank(''));
});

test('what was offered often steps back', () => {
  const question = { look: lookOf(room('study')), scene: livingRoom, cards: library };
  const [best] = suggest(question);
  const offered = new Map([[best!.id, 6]]);
  expect(suggest({ ...question, offered })[0]?.id).not.toBe(best!.id);
});

test('an event of every kind can be learnt from a suggestion', () => {
  const device = parse(DeviceId, 'device');
  for (let seed = 1; seed <= 8; seed++) {
    for (const { directions } of suggest(asked(seed))) {
      for (const what of ['kept', 'undone', 'dismissed', 'exported'] as const)
        expect(learn(emptyTaste, device, what, directions).devices[device]?.events).toBe(1);
    }
  }
});

/** No two do the same to the whole picture. */
function noOneTwice(offered: readonly Suggestion[]): boolean {
  const effects = offered
    .filter(({ region }) => region === undefined)
    .map(one => cardOf(one).does.map(doingText).join(', '));
  return new Set(effects).size === effects.length;
}

test('what comes beside others is not one of them, does nothing that they do, and makes five at most', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const question = asked(seed);
    const first = suggest(question).slice(0, 2);
    const more = suggest({ ...question, beside: new Set(first.map(({ id }) => id)) });
    expect(first.length + more.length).toBeLessThanOrEqual(most);
    expect(more.some(({ id }) => first.some(one => one.id === id))).toBe(false);
    expect(noOneTwice([...first, ...more])).toBe(true);
  }
});
