/** What was misheard, by its sound; and what must stay as it was heard. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { v, parse } from '../../../core/contract/schema.ts';
import { readingOf } from '../../../core/intent/mishearing.ts';
import { understand } from '../../../core/intent/understand.ts';

const Row = v.tuple([v.string(), v.looseObject({ refused: v.optional(v.string()) })]);

/** Every sentence of the parser's own tests. */
const sentences = [
  'examples.json',
  ...readdirSync(join(import.meta.dirname, 'sentences')).map(name => `sentences/${name}`),
]
  .flatMap(name => parse(v.array(Row), JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))))
  .map(([sentence, plan]) => ({ sentence, refused: plan.refused !== undefined }));

const heard = (sentence: string, things?: readonly string[]): string => readingOf(sentence, things).sentence;

describe('things in two words', () => {
  test.each([
    ['make the so far navy', 'make the sofa navy'],
    ['make the so for navy', 'make the sofa navy'],
    ['paint the so far dark green', 'paint the sofa dark green'],
    ['remove the so far', 'remove the sofa'],
    ['remove the tree and the so far', 'remove the tree and the sofa'],
    ['blur the back round', 'blur the background'],
    ['darken the back round', 'darken the background'],
    ['replace the back round with a beach', 'replace the background with a beach'],
    ['lighten the key board', 'lighten the keyboard'],
    ['remove the cup board', 'remove the cupboard'],
    ['remove the book shelf', 'remove the bookshelf'],
    ['blur the news paper', 'blur the newspaper'],
    ['remove the car pet', 'remove the carpet'],
    ['remove the win dough', 'remove the window'],
    ['remove the um brella', 'remove the umbrella'],
    ['remove the by cycle', 'remove the bicycle'],
    ['remove the ham mock', 'remove the hammock'],
    ['remove the can dull', 'remove the candle'],
    ['remove the bask it', 'remove the basket'],
    ['remove the blank it', 'remove the blanket'],
    ['remove the cur tens', 'remove the curtains'],
    ['remove the cabin it', 'remove the cabinet'],
    ['remove the lap top', 'remove the laptop'],
    ['remove the bot all', 'remove the bottle'],
    ['remove the sea gull', 'remove the seagull'],
    ['remove the water mark', 'remove the watermark'],
    ['replace the sky with a son set', 'replace the sky with a sunset'],
  ])('%s → %s', (sentence, meant) => expect(heard(sentence)).toBe(meant));
});

describe('things in one word', () => {
  test.each([
    ['get rid of the lamb', 'get rid of the lamp'],
    ['remove the lambs', 'remove the lamps'],
    ['erase the lamb on the left', 'erase the lamp on the left'],
    ['paint the sealing white', 'paint the ceiling white'],
    ['make the sealing brighter', 'make the ceiling brighter'],
    ['blur the phase', 'blur the face'],
    ['blur the faze', 'blur the face'],
    ['remove the flour', 'remove the flower'],
    ['whiten the teef', 'whiten the teeth'],
    ['remove the seagal', 'remove the seagull'],
    ['blur the number played', 'blur the number plate'],
  ])('%s → %s', (sentence, meant) => expect(heard(sentence)).toBe(meant));
});

describe('colours', () => {
  test.each([
    ['make the chair bays', 'make the chair beige'],
    ['paint the wall bays', 'paint the wall beige'],
    ['make the chair base', 'make the chair beige'],
    ['make the wall sage greed', 'make the wall sage green'],
    ['make the car blew', 'make the car blue'],
    ['paint the wall wight', 'paint the wall white'],
    ['make the dress perp all', 'make the dress purple'],
    ['make the sofa turk wise', 'make the sofa turquoise'],
    ['make the cushion sam on', 'make the cushion salmon'],
    ['make the car sill ver', 'make the car silver'],
    ['make the read chair blue', 'make the red chair blue'],
    ['remove the man in the read shirt', 'remove the man in the red shirt'],
  ])('%s → %s', (sentence, meant) => expect(heard(sentence)).toBe(meant));
});

describe('orders, light and colour', () => {
  test.each([
    ['bigger rid of the lamp', 'get rid of the lamp'],
    ['get red of the lamp', 'get rid of the lamp'],
    ['git rid of the lamp', 'get rid of the lamp'],
    ['good rid of the chair', 'get rid of the chair'],
    ['a race the lamp', 'erase the lamp'],
    ['please a race the lamp', 'please erase the lamp'],
    ['undue that', 'undo that'],
    ['row tate it', 'rotate it'],
    ['picks elate the face', 'pixelate the face'],
    ['pixel eight the face', 'pixelate the face'],
    ['remove the picks elated sign', 'remove the pixelated sign'],
    ['stray ten the horizon', 'straighten the horizon'],
    ['straight in the horizon', 'straighten the horizon'],
    ['make it wormer', 'make it warmer'],
    ['make it warm her', 'make it warmer'],
    ['make it bright her', 'make it brighter'],
    ['make it bright or', 'make it brighter'],
    ['make it sharp her', 'make it sharper'],
    ['increase the contest', 'increase the contrast'],
    ['a bit more contract', 'a bit more contrast'],
    ['turn up the saturday shin', 'turn up the saturation'],
    ['increase the vibe runs', 'increase the vibrance'],
    ['reduce the expo sure', 'reduce the exposure'],
    ['reduce the hi lights', 'reduce the highlights'],
  ])('%s → %s', (sentence, meant) => expect(heard(sentence)).toBe(meant));
});

describe('what is in the picture is heard with less', () => {
  test.each([
    ['get rid of the lamb', ['lamp', 'sofa'], 'get rid of the lamp'],
    ['remove the pair', ['pear', 'bowl'], 'remove the pear'],
    ['remove the clowns', ['cloud', 'tree'], 'remove the clouds'],
    ['make the vows blue', ['vase'], 'make the vase blue'],
    ['remove the chess', ['a chest'], 'remove the chest'],
    ['remove the dork', ['dog'], 'remove the dog'],
    ['remove the cop', ['cup', 'plate'], 'remove the cup'],
    ['remove the ban', ['van', 'road'], 'remove the van'],
    ['remove the bet', ['bed', 'lamp'], 'remove the bed'],
    ['remove the sofia', ['sofa'], 'remove the sofa'],
    ['remove the get are', ['guitar'], 'remove the guitar'],
    ['remove the key tar', ['guitar'], 'remove the guitar'],
    ['remove the skate bored', ['skateboard'], 'remove the skateboard'],
    ['remove the potted plan', ['Potted plant'], 'remove the potted plant'],
    ['remove the floor lamb', ['floor lamp'], 'remove the floor lamp'],
  ])('%s, where there is %j → %s', (sentence, things, meant) => expect(heard(sentence, things)).toBe(meant));
});

describe('what is known stays, whatever it sounds like', () => {
  test.each([
    ['remove the bear', ['pear', 'bowl']],
    ['remove the peach', ['beach']],
    ['remove the couch', ['sofa']],
    ['remove the van', ['fan', 'ceiling']],
    ['blur the face', ['vase']],
    ['remove the back', ['bag']],
    ['remove the rock', ['rug']],
    ['remove the duck', ['dog']],
    ['remove the piano', ['guitar']],
    ['remove Sophie', ['sofa']],
    ['add a lamb', ['lamp']],
    ['make it darker', ['duck', 'door']],
    ['crop to four by five', ['fork', 'knife']],
  ])('%s, where there is %j', (sentence, things) =>
    expect(readingOf(sentence, things)).toEqual({ sentence, mishearings: [] }),
  );
});

describe('stays as it is', () => {
  test.each([
    'remove the vase',
    'remove the flower pot',
    'remove the coffee table',
    'remove the lamb post',
    'remove the umbrela',
    'put a hat on the dock',
    'remove the clowns from the sky',
    'remove the crane',
    'remove the bass',
    'erase the crab and the prawn',
    'select the board',
    'paint the wall peach',
    'paint the wall navy',
    'make the rug teal',
    'make the curtains crème',
    'make the Victorian lamp red',
    'remove Jake from the photo',
    'remove the gazebo',
    'remove the Eiffel tower',
    'add a lighthouse in the distance',
    'replace the sky with a snowy mountain range',
    'swap the basket for a wicker one',
    'make it look like winter',
    'make it cyberpunk',
    'turn it into a watercolour',
    'change the table to a round one',
    'make it so much brighter',
    'so far so good',
    'that looks great so far',
    'nice and bright in here',
    'we had a race yesterday',
    'I have a race tomorrow',
    'what a nice picture of the lamb',
    'the kids are so far away',
    'he has a bow in his hair',
    'can you hear me',
    'one two three testing',
    'what time is dinner',
    'tell me a joke',
    'turn on the radio',
    'set a timer for five minutes',
    'my favourite team won the match',
    'give me a break',
    'take a break',
    'make a plan',
    'read the news',
    'feed the cat',
    'walk the dog',
    'cut the grass',
    'paint the town',
    'rock the boat',
    'break the ice',
    'hit the road',
    'draw the line',
    'and do it again',
    'no, the mirror',
    'yes',
    'stop',
    'undo',
    'a bit more',
    '',
    ' ',
    '…',
    'удали лампу',
    '把灯去掉',
    '__proto__ constructor toString',
  ])('%s', sentence => expect(readingOf(sentence)).toEqual({ sentence, mishearings: [] }));

  test('every sentence of the parser’s own tests', () => {
    expect(sentences.length).toBeGreaterThan(2000);
    expect(sentences.filter(({ sentence }) => readingOf(sentence).sentence !== sentence)).toEqual([]);
  });

  test.each([
    [
      [
        'sofa',
        'lamp',
        'chair',
        'table',
        'rug',
        'vase',
        'potted plant',
        'window',
        'curtain',
        'cushion',
        'cup',
      ],
    ],
  ])('nearly every one of them in a room with %j', things => {
    const changed = sentences.filter(({ sentence }) => heard(sentence, things) !== sentence);
    expect(changed.length).toBeLessThan(sentences.length / 500);
  });
});

describe('what is refused stays refused', () => {
  const refused = sentences.filter(row => row.refused);
  test.each(refused)('$sentence', ({ sentence }) =>
    expect(readingOf(sentence, ['lamp', 'shirt', 'dress', 'top', 'hat', 'face'])).toEqual({
      sentence,
      mishearings: [],
    }),
  );

  test.each([
    'remove her dress and the lamb',
    'make the so far navy and take off her top',
    'get rid of the lamb and then undress him',
    // What may have been meant would be refused: nothing else is guessed.
    'remove her cloth ease',
  ])('%s', sentence => expect(readingOf(sentence)).toEqual({ sentence, mishearings: [] }));
});

describe('what is said of it', () => {
  test('which words were heard, as they were heard, and what they were taken for', () => {
    expect(readingOf('Make the so far navy.')).toEqual({
      sentence: 'Make the sofa navy.',
      mishearings: [{ heard: 'so far', meant: 'sofa' }],
    });
    expect(readingOf('remove the lamb, then blur the back-round!')).toEqual({
      sentence: 'remove the lamp, then blur the background!',
      mishearings: [
        { heard: 'lamb', meant: 'lamp' },
        { heard: 'back-round', meant: 'background' },
      ],
    });
  });

  test('it is written as the rest is', () => {
    expect(heard('Undue that')).toBe('Undo that');
    expect(heard('MAKE THE SO FAR NAVY')).toBe('MAKE THE SOFA NAVY');
    expect(heard('make  the so far  navy')).toBe('make  the sofa  navy');
  });
});

describe('for any words', () => {
  const misheard =
    'so far lamb back round bays sealing a race warm her bigger rid of phase undue read contest'.split(' ');
  const words = [
    ...sentences.flatMap(({ sentence }) => sentence.split(' ')),
    ...misheard,
    ...misheard,
    ',',
    '.',
    'the',
    'make',
    'remove',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 14 }).map(list => list.join(' ')),
    fc
      .tuple(
        fc.constantFrom('make the', 'remove the', 'blur the', 'paint the'),
        fc.array(fc.constantFrom(...misheard), { maxLength: 4 }),
      )
      .map(([verb, list]) => `${verb} ${list.join(' ')}`),
  );
  const things = fc.oneof(
    fc.constant(undefined),
    fc.array(
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('sofa', 'lamp', 'pear', 'dog', 'potted plant', ''),
      ),
      { maxLength: 6 },
    ),
  );

  test('there is a reading; what is listed is what changed; and it is not read otherwise again', () => {
    fc.assert(
      fc.property(text, things, (sentence, list) => {
        const reading = readingOf(sentence, list);
        expect(reading.mishearings.length > 0).toBe(reading.sentence !== sentence);
        expect(
          reading.mishearings.every(
            ({ heard, meant }) => sentence.includes(heard) && reading.sentence.includes(meant),
          ),
        ).toBe(true);
        expect(readingOf(reading.sentence, list)).toEqual({ sentence: reading.sentence, mishearings: [] });
        if ('refused' in understand(sentence)) expect(reading.sentence).toBe(sentence);
      }),
      { numRuns: 400 },
    );
  });

  test.each(['remove the lamb and ', 'so far ', 'a', 'the ', ', ', 'ough', '’'])(
    'thousands of “%s”',
    piece => {
      const sentence = piece.repeat(10_000 / piece.length);
      expect(
        readingOf(
          sentence,
          Array.from({ length: 1000 }, () => sentence),
        ),
      ).toEqual({ sentence, mishearings: [] });
      expect(heard(piece.repeat(599 / piece.length))).toEqual(expect.any(String));
    },
  );
});
