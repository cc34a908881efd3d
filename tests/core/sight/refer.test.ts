/** Which thing of a picture is meant: by hand, by a speaker who sees it, and whatever is said of whatever is seen. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Target } from '../../../core/contract/plan.ts';
import { basicColours, Scene, type Region } from '../../../core/contract/scene.ts';
import { parse } from '../../../core/contract/schema.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { fromHex } from '../../../core/colour/srgb.ts';
import { basicNames } from '../../../core/sight/colours.ts';
import { nameFit } from '../../../core/sight/names.ts';
import { refer, type Referred } from '../../../core/sight/refer.ts';
import { given } from './scenes.ts';
import { from, outcomes, read, targetOf } from './outcomes.ts';
import { ambiguous } from './speaker.ts';

const [width, height] = [1000, 800];

/** A thing of one colour, about the point `x`, `y`, in hundredths of the picture, and as wide and high as is said. */
function thing(
  id: number,
  hex: string,
  [x, y, wide, high]: readonly [number, number, number, number],
  label?: string,
): Region {
  const { L, a, b } = oklabOf(...fromHex(hex));
  const [left, top] = [Math.max(0, x - wide / 2) / 100, Math.max(0, y - high / 2) / 100];
  return {
    id,
    box: {
      x: Math.round(left * width),
      y: Math.round(top * height),
      width: Math.round((wide * width) / 100),
      height: Math.round((high * height) / 100),
    },
    area: (wide * high * 0.8) / 10_000,
    centre: { x: x / 100, y: y / 100 },
    colours: [],
    mean: [L, a, b],
    texture: 0.2,
    focus: 0.9,
    edges: [],
    ...(label === undefined ? {} : { label, confidence: 0.95 }),
  };
}

const sceneOf = (...regions: Region[]): Scene => ({ edition: 1, width, height, regions });

const [red, crimson, navy, sky, green, mustard, white, grey, black] = [
  '#b8322f',
  '#a02338',
  '#22325a',
  '#8fbfe6',
  '#4f8f4a',
  '#c79a25',
  '#efeee9',
  '#8b8d8f',
  '#222224',
];

/** Nothing in it has a name. */
const shapes = sceneOf(
  thing(1, red, [10, 20, 8, 10]),
  thing(2, crimson, [80, 15, 20, 20]),
  thing(3, navy, [30, 60, 12, 30]),
  thing(4, sky, [60, 50, 30, 10]),
  thing(5, green, [50, 88, 40, 20]),
  thing(6, mustard, [90, 80, 6, 8]),
  thing(7, white, [35, 15, 14, 12]),
);

/** A room: a sofa with cushions between two lamps, a table with a cup, a vase and a plate, a dog, chairs. */
const room = sceneOf(
  thing(1, grey, [50, 55, 50, 25], 'couch'),
  thing(2, red, [35, 50, 8, 8], 'cushion'),
  thing(3, red, [45, 50, 12, 12], 'cushion'),
  thing(4, navy, [60, 50, 8, 8], 'cushion'),
  thing(5, mustard, [12, 40, 8, 30], 'lamp'),
  thing(6, white, [90, 35, 6, 24], 'lamp'),
  thing(7, '#7a4d2c', [50, 85, 40, 12], 'dining table'),
  thing(8, white, [40, 77, 5, 6], 'cup'),
  thing(9, red, [60, 77, 5, 6], 'cup'),
  thing(10, green, [50, 76, 4, 9], 'vase'),
  thing(11, black, [15, 88, 12, 14], 'dog'),
  thing(12, sky, [50, 15, 20, 18], 'picture'),
  thing(13, green, [80, 85, 8, 16], 'chair'),
  thing(14, green, [90, 86, 8, 16], 'chair'),
);

/** Cushions on shelves, one above the other; a window, a lamp, and two chairs. */
const shelves = sceneOf(
  thing(1, red, [50, 12, 16, 10], 'cushion'),
  thing(2, red, [52, 35, 10, 10], 'cushion'),
  thing(3, navy, [49, 60, 20, 14], 'cushion'),
  thing(4, white, [50, 85, 12, 8], 'cushion'),
  thing(5, sky, [15, 30, 14, 30], 'window'),
  thing(6, mustard, [85, 60, 6, 20], 'lamp'),
  thing(7, '#7a4d2c', [25, 75, 8, 16], 'chair'),
  thing(8, '#7a4d2c', [75, 85, 8, 16], 'chair'),
);

/** `[1, 2]` are found; `['ask', 1, 2]` are asked about, from the left. */
type Row = readonly [words: string, answer: readonly number[] | readonly ['ask', ...number[]] | 'none'];

function short(answer: Referred): Row[1] {
  if (answer.kind === 'none') return 'none';
  return answer.kind === 'ask' ? ['ask', ...answer.candidates] : answer.regions;
}

describe('where nothing has a name', () => {
  test.each<Row>([
    ['the navy thing', [3]],
    ['the mustard one', [6]],
    ['the blue thing', ['ask', 3, 4]],
    ['the dark blue area', [3]],
    ['the light blue area', [4]],
    ['the green thing', [5]],
    ['the white spot', [7]],
    ['the red thing', ['ask', 1, 2]],
    ['the red thing on the left', [1]],
    ['the right red one', [2]],
    ['the red thing in the top right corner', [2]],
    ['the small red thing', [1]],
    ['the bigger red one', [2]],
    ['the purple thing', 'none'],
    ['the biggest thing', [5]],
    ['the smallest thing', [6]],
    ['the second biggest thing', [2]],
    ['the tallest thing', [3]],
    ['the darkest thing', [3]],
    ['the brightest thing', [7]],
    ['the leftmost thing', [1]],
    ['the rightmost thing', [6]],
    ['the thing at the bottom', ['ask', 5, 6]],
    ['the thing in the bottom right corner', [6]],
    ['the thing in the middle', [4]],
    ['the second thing from the left', [3]],
    ['the second thing from the right', [2]],
    ['the last thing', [6]],
    ['the ninth thing', 'none'],
    ['the topmost blue thing', [4]],
    ['the lowest blue one', [3]],
    ['all the red things', [1, 2]],
    ['both red things', [1, 2]],
    ['the two blue things', [3, 4]],
    ['everything', [1, 3, 7, 5, 4, 2, 6]],
    ['everything on the left', [1, 3, 7]],
    ['everything except the green one', [1, 3, 7, 4, 2, 6]],
    ['all the red things except the small one', [2]],
    ['the red cushion on the left', [1]],
    ['the cushion', 'none'],
    ['the cushions', 'none'],
    ['the thing left of the light blue one', [3]],
    ['the thing below the navy one', [5]],
    ['it', 'none'],
    ['the second from the left', [3]],
    ['the third one from the right', [4]],
    ['the first from the right', [6]],
    ['the fourth from the bottom', [4]],
    ['the first two from the left', [1, 3]],
    ['the last from the left', [6]],
    ['the one that is navy', [3]],
    ['the one that is red', ['ask', 1, 2]],
    ['the ones that are red', [1, 2]],
    ['the one that is biggest', [5]],
    ['the one on the far left', [1]],
    ['the bigger one', [5]],
    ['the biggest white area', [7]],
    ['everything in the middle', [3, 4]],
    ['everything but the middle', [1, 7, 5, 2, 6]],
    ['everything except the middle of the picture', [1, 7, 5, 2, 6]],
    ['all but the middle', [1, 7, 5, 2, 6]],
    ['the middle of the picture', [3, 4]],
    ['the left half of the picture', [1, 3, 7]],
    ['the top of the picture', [1, 7, 2]],
    ['the thing closest to the green one', [3]],
    ['the thing furthest from the white one', [6]],
    ['the one nearest the camera', [5]],
    ['the chair closest to the window', 'none'],
  ])('%s', (words, answer) => {
    expect(short(refer(targetOf(words), shapes, [], read))).toEqual(answer);
  });
});

describe('where things have names', () => {
  test.each<Row>([
    ['the sofa', [1]],
    ['the dog', [11]],
    ['the animal', [11]],
    ['the table', [7]],
    ['the painting', [12]],
    ['the cushion', ['ask', 2, 3, 4]],
    ['the navy cushion', [4]],
    ['the red pillow', ['ask', 2, 3]],
    ['the big red cushion', [3]],
    ['the left lamp', [5]],
    ['the lamp on the right', [6]],
    ['the other lamp', ['ask', 5, 6]],
    ['the middle cushion', [3]],
    ['the second cushion from the left', [3]],
    ['the first two cushions', [2, 3]],
    ['the last cushion', [4]],
    ['both lamps', [5, 6]],
    ['the lamps', [5, 6]],
    ['the chairs', [13, 14]],
    ['the left chair', [13]],
    ['all the cushions', [2, 3, 4]],
    ['all the cups except the red one', [8]],
    ['all the cushions except the two red ones', [4]],
    ['all the cushions except the biggest one', [2, 4]],
    ['every red cup', [9]],
    ['the cup to the left of the vase', [8]],
    ['the cup to the right of the vase', [9]],
    ['the picture above the sofa', [12]],
    ['the thing between the two cups', [10]],
    ['the vase on the table', [10]],
    ['the biggest of the cushions', [3]],
    ['the green one on the table', [10]],
    ['the orange cup', ['ask', 8, 9]],
    ['the red sofa', 'none'],
    ['the elephant', 'none'],
    ['the black elephant', ['ask', 11, 4]],
    ['the cushion closest to the lamp', [2]],
    ['the smallest of the cushions', ['ask', 2, 4]],
    ['the smaller of the two lamps', [6]],
    ['the leftmost of the cushions', [2]],
    ['the second biggest of the cups', ['ask', 8, 9]],
    ['the two on the left', [5, 11]],
    ['the cushions that are red', [2, 3]],
    ['everything in the middle', [2, 3, 1, 4]],
    ['everything but the middle', [5, 11, 8, 12, 10, 7, 9, 13, 6, 14]],
  ])('%s', (words, answer) => {
    expect(short(refer(targetOf(words), room, [], read))).toEqual(answer);
  });
});

describe('what is nearest to another thing', () => {
  test.each<Row>([
    ['the chair closest to the window', [7]],
    ['the chair nearest the window', [7]],
    ['the closest chair to the window', [7]],
    ['the nearest chair to the window', [7]],
    ['the furthest chair from the window', [8]],
    ['the furthest chair away from the window', [8]],
    ['the closest cushion to the lamp', [3]],
    ['the second closest cushion to the lamp', ['ask', 3, 4, 2]],
    ['the furthest cushion from the lamp', [1]],
    ['the closest cushions to the lamp', [3, 4, 2]],
    ['the chair that is closest to the window', [7]],
    ['the chair furthest from the window', [8]],
    ['the chair furthest away from the window', [8]],
    ['the one which is nearest to the window', ['ask', 3, 1]],
    ['the two nearest the window', [3, 1]],
    ['the cushion closest to the lamp', [3]],
    ['the second closest to the lamp', [3]],
    ['the cushion furthest from the lamp', [1]],
    ['the cushions nearest to the lamp', [3, 4, 2]],
    ['the one nearest to the sofa', ['ask', 5, 7, 3, 1, 8]],
    ['the second cushion from the top', [2]],
    ['the third from the top', [2]],
    ['the second biggest of the cushions', [1]],
    ['the lowest of the cushions', [4]],
    ['the middle', [3, 2]],
  ])('%s', (words, answer) => {
    expect(short(refer(targetOf(words), shelves, [], read))).toEqual(answer);
  });
});

test.each([
  ['the closest chair to the window', 'the chair closest to the window'],
  ['the second closest cushion to the lamp', 'the second cushion closest to the lamp'],
  ['the two closest cushions to the lamp', 'the two cushions closest to the lamp'],
  ['the furthest one away from the sofa', 'the one furthest away from the sofa'],
  ['the closest chair to the camera', 'the chair closest to the camera'],
])('“%s” is “%s”', (words, others) => {
  const plainly = (said: string): unknown => ({
    ...refer(targetOf(said), shelves, [], read),
    reasons: undefined,
  });
  expect(plainly(words)).toEqual(plainly(others));
});

test.each<Row>([
  ['everyone', [1, 2, 3]],
  ['everyone on the left', [1]],
  ['everybody except the left one', [2, 3]],
  ['everyone but the man on the right', [1, 2]],
  ['the people except the one on the right', [1, 2]],
  ['everything but the dog', [1, 2, 3]],
  ['everyone else', 'none'],
  ['the other people', 'none'],
  ['everyone else but the left one', [2, 3]],
])('%s: of people and a dog', (words, answer) => {
  const party = sceneOf(
    thing(1, red, [15, 50, 12, 50], 'person'),
    thing(2, navy, [50, 50, 12, 50], 'person'),
    thing(3, green, [85, 50, 12, 50], 'person'),
    thing(4, black, [65, 85, 10, 12], 'dog'),
  );
  expect(short(refer(targetOf(words), party, [], read))).toEqual(answer);
});

test('what is apart from all else, as the parser says it', () => {
  const two = sceneOf(thing(1, red, [15, 50, 12, 50], 'person'), thing(2, navy, [50, 50, 12, 50], 'person'));
  const target = { text: 'everyone else', all: true, except: 'left one' };
  expect(short(refer(target, two, [], read))).toEqual([2]);
});

test('nobody is known without a name', () => {
  expect(refer(targetOf('everyone'), shapes, [], read).kind).toBe('none');
});

describe('what was spoken of before', () => {
  test.each<readonly [string, readonly number[], Row[1]]>([
    ['it', [3], [3]],
    ['them', [4, 2], [2, 4]],
    ['that one', [2, 3], ['ask', 2, 3]],
    ['the other lamp', [5], [6]],
    ['the other cushions', [3], [2, 4]],
    ['everything else', [1, 2, 3, 4, 5, 6, 7, 8], [11, 12, 10, 9, 13, 14]],
    ['it', [99], 'none'],
  ])('%s, after %j', (words, last, answer) => {
    expect(short(refer(targetOf(words), room, last, read))).toEqual(answer);
  });

  test('nothing, in a picture of two things', () => {
    const two = { ...shapes, regions: shapes.regions.slice(0, 2) };
    expect(refer(targetOf('it'), two)).toMatchObject({ kind: 'ask', candidates: [1, 2] });
  });
});

test('what cannot be checked is said, and makes the answer less sure', () => {
  const [thingThere, cushion] = ['the navy thing', 'the navy cushion'].map(words =>
    refer(targetOf(words), shapes),
  );
  if (thingThere?.kind !== 'found' || cushion?.kind !== 'found') throw new Error('Both are found.');
  expect(cushion.confidence).toBeLessThan(thingThere.confidence);
  expect(thingThere.reasons).toEqual(['navy']);
  expect(cushion.reasons).toEqual(['navy', 'nothing here says what is “cushion”']);
});

test.each([
  ['sofa', 'couch', 1],
  ['Couches', 'couch', 1],
  ['people', 'person', 1],
  ['TV', 'television', 1],
  ['table', 'dining table', 0.95],
  ['animals', 'cat', 0.9],
  ['man', 'person', 0.75],
  ['coffee table', 'table', 0.75],
  ['coffee table', 'dining table', 0],
  ['lamp', 'chair', 0],
  ['dress', 'dog', 0],
  ['', 'dog', 0],
])('“%s” fits the label “%s”: %d', (name, label, fit) => {
  expect(nameFit(name, label)).toBe(fit);
});

test.each([
  ['#a81e22', 'red'],
  ['#7a4d2c', 'brown'],
  ['#22325a', 'blue'],
  ['#f3d1da', 'pink'],
  ['#dddddd', 'grey'],
  ['#f7f4ee', 'white'],
  ['#e8862c', 'orange'],
  ['#5d2f7d', 'purple'],
])('%s is called %s', (hex, name) => {
  const likely = [...basicNames(oklabOf(...fromHex(hex)))].sort(([, one], [, other]) => other - one);
  expect(likely[0]?.[0]).toBe(name);
  expect(likely.reduce((sum, [, chance]) => sum + chance, 0)).toBeCloseTo(1, 9);
});

/** What became of a reference: asked counts only where the right one is among those asked about. */
describe('a speaker who says what is true of one thing alone', () => {
  test.each([false, true])('is understood or asked; labels: %s', labelled => {
    const count = 500;
    const tally = outcomes(count, labelled);
    expect(tally.right + tally.asked, JSON.stringify(tally)).toBeGreaterThanOrEqual(0.9 * count);
    expect(tally.wrong, JSON.stringify(tally)).toBeLessThan(0.03 * count);
    // Who always asks is no help.
    expect(tally.right, JSON.stringify(tally)).toBeGreaterThanOrEqual(0.85 * count);
  });

  test('is asked where the words are as true of others, save where one was measured badly', () => {
    const [count, tally] = [300, { asked: 0, taken: 0 }];
    for (let seed = from; seed < from + count; seed++) {
      const { picture, words, ids } = ambiguous(seed);
      const answer = refer(targetOf(words), picture.scene, [], read);
      if (answer.kind === 'none') throw new Error(`${seed}: ${words}: ${answer.why}`);
      const [asked, all] = answer.kind === 'ask' ? [answer.candidates, ids] : [ids, answer.regions];
      expect(asked, `${seed}: ${words}`).toEqual(expect.arrayContaining([...all]));
      tally[answer.kind === 'ask' ? 'asked' : 'taken']++;
    }
    expect(tally.taken, JSON.stringify(tally)).toBeLessThan(0.02 * count);
  });

  test('sees what may be kept', () => {
    for (let seed = from; seed < from + 20; seed++) {
      const { scene } = given(seed, seed % 2 === 0);
      expect(parse(Scene, scene)).toEqual(scene);
    }
  });
});

/** Places in 64ths of a picture whose sides are powers of two: their mirror images are exact. */
const [wide, high, parts] = [1024, 512, 64];

const anyRegion: fc.Arbitrary<Omit<Region, 'id'>> = fc
  .record({
    x: fc.integer({ min: 0, max: parts - 1 }),
    y: fc.integer({ min: 0, max: parts - 1 }),
    across: fc.integer({ min: 1, max: parts }),
    down: fc.integer({ min: 1, max: parts }),
    area: fc.double({ min: 0, max: 1, noNaN: true }),
    colours: fc.array(
      fc.record({
        name: fc.constantFrom(...basicColours),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
    mean: fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    ),
    texture: fc.double({ min: 0, max: 1, noNaN: true }),
    focus: fc.double({ min: 0, max: 1, noNaN: true }),
    label: fc.option(fc.constantFrom('lamp', 'couch', 'chair', 'person', ''), { nil: undefined }),
  })
  .map(({ x, y, across, down, label, ...rest }) => {
    const [toX, toY] = [Math.min(parts, x + across), Math.min(parts, y + down)];
    const [unitX, unitY] = [wide / parts, high / parts];
    return {
      ...rest,
      box: { x: x * unitX, y: y * unitY, width: (toX - x) * unitX, height: (toY - y) * unitY },
      centre: { x: (x + toX) / 2 / parts, y: (y + toY) / 2 / parts },
      edges: [
        ...(y === 0 ? (['top'] as const) : []),
        ...(toX === parts ? (['right'] as const) : []),
        ...(toY === parts ? (['bottom'] as const) : []),
        ...(x === 0 ? (['left'] as const) : []),
      ],
      ...(label === undefined ? {} : { label }),
    };
  });

const anyScene = (fewest = 0): fc.Arbitrary<Scene> =>
  fc.array(anyRegion, { minLength: fewest, maxLength: 12 }).map(regions => ({
    edition: 1,
    width: wide,
    height: high,
    regions: regions.map((region, id) => ({ id, ...region })),
  }));

const phrases = [
  'the left one',
  'the red thing on the right',
  'the leftmost lamp',
  'the rightmost green thing',
  'the second thing from the left',
  'the third lamp from the right',
  'the big thing at the top left',
  'the smallest thing in the bottom right corner',
  'the lamp next to the sofa',
  'the thing to the left of the lamp',
  'the thing between the two chairs',
  'everything on the left',
  'all the lamps except the left one',
  'both chairs',
  'the middle one',
  'the brightest thing on the right side',
  'the thing in the background',
  'the topmost one on the left',
  'the navy cushion',
  'the sofa',
  'the second from the left',
  'the lamp closest to the sofa',
  'the one furthest from the left chair',
  'everything but the middle',
  'the left half of the picture',
];

const anyTarget: fc.Arbitrary<Target> = fc
  .record(
    {
      text: fc.oneof(fc.string(), fc.constantFrom(...phrases, 'the other one', 'of of from the', '')),
      noun: fc.oneof(fc.string(), fc.constantFrom('lamp', 'things', 'left', 'foreground', 'biggest')),
      color: fc.oneof(fc.string(), fc.constantFrom('red', 'light grey', 'red and white', 'and')),
      position: fc.oneof(fc.string(), fc.constantFrom('left', 'next to the sofa', 'between', 'top of it')),
      size: fc.oneof(fc.string(), fc.constantFrom('big', 'smallest', 'medium')),
      ordinal: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1, 2, -1)),
      all: fc.boolean(),
      except: fc.oneof(fc.string(), fc.constantFrom('red one', 'it')),
      pronoun: fc.boolean(),
    },
    { requiredKeys: ['text'] },
  )
  .map(target => target);

const anyLast = fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 4 });

/** Every answer keeps to this, whatever was asked. */
function expectSound(answer: Referred, { regions }: Scene): void {
  if (answer.kind === 'none') {
    expect(answer.why).toMatch(/\.$/);
    return;
  }
  const ids = answer.kind === 'found' ? answer.regions : answer.candidates;
  expect(new Set(ids).size).toBe(ids.length);
  const places = ids.map(id => regions.find(region => region.id === id)?.centre.x ?? NaN);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(ids.length).toBeGreaterThanOrEqual(answer.kind === 'found' ? 1 : 2);
  if (answer.kind === 'ask') {
    expect(ids.length).toBeLessThanOrEqual(5);
    return;
  }
  expect(answer.confidence).toBeGreaterThan(0);
  expect(answer.confidence).toBeLessThanOrEqual(1);
}

test('total: any target in any scene has an answer', () => {
  fc.assert(
    fc.property(
      anyTarget,
      anyScene(),
      anyLast,
      fc.array(anyTarget, { maxLength: 2 }),
      (target, scene, last, named) => {
        expectSound(
          refer(target, scene, last, () => named),
          scene,
        );
      },
    ),
    { numRuns: 1000 },
  );
});

test('total: whatever the parser reads', () => {
  fc.assert(
    fc.property(fc.constantFrom(...phrases), anyScene(), anyLast, (words, scene, last) => {
      expectSound(refer(targetOf(words), scene, last, read), scene);
    }),
  );
});

test('the order in which regions were found does not matter', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyTarget, fc.constantFrom(...phrases).map(targetOf)),
      anyScene(2).chain(scene =>
        fc.tuple(fc.constant(scene), fc.shuffledSubarray(scene.regions, { minLength: scene.regions.length })),
      ),
      (target, [scene, regions]) => {
        expect(refer(target, { ...scene, regions }, [], read)).toEqual(refer(target, scene, [], read));
      },
    ),
    { numRuns: 300 },
  );
});

const otherHand = (words: string): string =>
  words.replace(/\b(left|right)/g, hand => (hand === 'left' ? 'right' : 'left'));

const mirrored = (scene: Scene): Scene => ({
  ...scene,
  regions: scene.regions.map(region => ({
    ...region,
    box: { ...region.box, x: scene.width - region.box.x - region.box.width },
    centre: { ...region.centre, x: 1 - region.centre.x },
    edges: region.edges.map(edge => (edge === 'left' ? 'right' : edge === 'right' ? 'left' : edge)),
  })),
});

const unordered = (answer: Referred): unknown => {
  if (answer.kind === 'none') return answer.kind;
  const ids = answer.kind === 'found' ? answer.regions : answer.candidates;
  return [answer.kind, ids.toSorted((one, other) => one - other)];
};

test('in the mirror, left is right', () => {
  fc.assert(
    fc.property(fc.constantFrom(...phrases), anyScene(2), (words, scene) => {
      const answer = refer(targetOf(words), scene, [], read);
      const reflected = refer(targetOf(otherHand(words)), mirrored(scene), [], read);
      expect(unordered(reflected)).toEqual(unordered(answer));
    }),
    { numRuns: 500 },
  );
});
