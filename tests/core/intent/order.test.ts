import { expect, test } from 'vitest';
import type { Edit } from '../../../core/contract/plan.ts';
import { orderFor } from '../../../core/intent/order.ts';
import { understand } from '../../../core/intent/understand.ts';

const lamp = { text: 'the lamp', noun: 'lamp' };
const others = { text: 'everything except the lamp', all: true, except: 'lamp' };

const rows: readonly (readonly [Edit, object])[] = [
  [
    { op: 'remove', target: lamp },
    { operation: 'remove', mask: 'needed', title: 'remove · the lamp' },
  ],
  [
    { op: 'remove', target: others },
    { operation: 'remove', mask: 'rest' },
  ],
  [
    { op: 'recolor', target: lamp, color: 'sage green' },
    { operation: 'recolor', params: { color: expect.stringMatching(/^#/) } },
  ],
  [
    { op: 'recolor', target: lamp },
    { kind: 'question', ask: 'Which colour?' },
  ],
  [
    { op: 'recolor', target: lamp, color: 'grumbly' },
    { kind: 'question', ask: expect.stringContaining('grumbly') },
  ],
  [
    { op: 'adjust', property: 'contrast', amount: 0.3 },
    { params: { contrast: 0.3 }, mask: 'optional' },
  ],
  [
    { op: 'upscale', factor: 2 },
    { operation: 'upscale', params: { factor: 2 }, mask: 'none' },
  ],
  // To enlarge by less than one is to make smaller, which is another operation.
  [
    { op: 'upscale', factor: 0.5 },
    { operation: 'resize', params: { factor: 0.5 }, mask: 'none' },
  ],
  [{ op: 'resize' }, { kind: 'question' }],
  [
    { op: 'extend', sides: ['left', 'top'], pixels: 200 },
    { operation: 'extend', params: { left: 200, top: 200 }, mask: 'none' },
  ],
  [{ op: 'extend', pixels: 50 }, { params: { top: 50, right: 50, bottom: 50, left: 50 } }],
  [{ op: 'extend', sides: ['top'], share: 0.1 }, { params: { sides: ['top'], share: 0.1 } }],
  [
    { op: 'extend', aspect: '16:9' },
    { params: { aspect: '16:9' }, mask: 'none' },
  ],
  [{ op: 'extend' }, { operation: 'extend', params: {}, mask: 'none' }],
  [
    { op: 'background', action: 'replace', with: 'beach' },
    { operation: 'background', params: { action: 'replace', with: 'beach' }, mask: 'needed' },
  ],
  [
    { op: 'replace', target: lamp, with: 'vase' },
    { operation: 'replace', params: { with: 'vase' }, mask: 'needed', target: lamp },
  ],
  [
    { op: 'replace', target: others, with: 'sand' },
    { operation: 'replace', mask: 'rest' },
  ],
  [
    { op: 'add', what: 'fern', where: 'on the table' },
    { mask: 'needed', where: 'Where should the fern go? Brush over the place.' },
  ],
  [
    { op: 'style', style: 'watercolour' },
    { operation: 'style', mask: 'optional' },
  ],
  [
    { op: 'extend', sides: ['left'], pixels: 200, words: 'beach' },
    { operation: 'extend', params: { left: 200, words: 'beach' }, title: 'extend · left, 200 px → beach' },
  ],
  [{ op: 'rotate' }, { operation: 'rotate', params: {} }],
  [
    { op: 'auto', part: 'exposure' },
    { operation: 'auto', params: { part: 'exposure' }, mask: 'none', spare: true },
  ],
  [
    { op: 'auto', part: 'straighten', strength: 0.5 },
    { operation: 'auto', params: { part: 'straighten', strength: 0.5 }, title: 'auto straighten · 50 %' },
  ],
  [{ op: 'undo' }, { kind: 'command' }],
  [{ op: 'redeye' }, { operation: 'redeye', params: {}, title: 'fix red eyes' }],
  [{ op: 'suggest' }, { kind: 'command', title: 'suggest' }],
  [
    { op: 'keep', words: 'golden hour' },
    { kind: 'command', command: { op: 'keep', words: 'golden hour' } },
  ],
  [{ op: 'like' }, { kind: 'command', title: 'match · the reference' }],
  [
    { op: 'like', words: 'golden hour', target: lamp },
    {
      kind: 'command',
      title: 'match · the lamp → golden hour',
      place: { mask: 'needed', target: lamp, where: 'Where is the lamp? Brush it, or tap it.' },
    },
  ],
  [
    { op: 'like', target: others },
    { kind: 'command', place: { mask: 'rest' } },
  ],
];

test.each(rows)('%j', (edit, step) => {
  expect(orderFor(edit)).toMatchObject(step);
});

/** “All but” is of the picture only where no more is said; else it is of things, which are looked for. */
test.each([
  ['make everything except the cake darker', 'rest'],
  ['make it darker except for the sky', 'rest'],
  ['make the whole picture except the sky darker', 'rest'],
  ['keep the dog and blur the rest', 'rest'],
  ['remove everything but the lamp', 'rest'],
  ['make all the cups except the red one blue', 'needed'],
  ['make the walls white except the one behind the bed', 'needed'],
  ['remove everyone but the bride', 'needed'],
  ['darken everything else', 'rest'],
  ['blur the rest', 'rest'],
  ['remove everyone else', 'needed'],
  ['make everything darker', 'none'],
  ['make everything on the left darker', 'needed'],
  ['brighten everyone', 'needed'],
  ['make every picture darker', 'needed'],
  ['make them both darker', 'needed'],
])('%s: %s', (sentence, mask) => {
  const plan = understand(sentence);
  const steps = 'edits' in plan ? plan.edits.map(orderFor) : [];
  expect(steps).toMatchObject([{ mask }]);
});

test.each([
  [{ text: 'the lamp', noun: 'lamp' }, 'Where is the lamp? Brush it, or tap it.'],
  [{ text: 'the lamps', noun: 'lamps' }, 'Where are the lamps? Brush them, or tap them.'],
  [{ text: 'it', pronoun: true }, 'Where? Brush it, or tap it.'],
  [others, 'Where is the lamp? Mark it, and the rest will change.'],
])('asks where %j is', (target, where) => {
  expect(orderFor({ op: 'remove', target })).toMatchObject({ where });
});

/** The plan is the same however it was said; what is to be looked for is not. */
test.each([
  ['put the bag on white', ['the bag']],
  ['put it on white', [undefined]],
  ['put her on a white background', [undefined]],
  ['put the bag on a plain grey background', ['the bag']],
  ['give the shoes a clean white background', ['the shoes']],
  ['isolate the vase', ['the vase']],
  ["blur whatever's behind the goat", ['the goat']],
  ['cut the bag out and put it on white', ['the bag']],
  ['the bag is too dark, put it on white', ['the bag', 'the bag']],
  ['put the bag on white, no, black', ['the bag']],
  ['put the bag on white, no wait, the shoe', ['the shoe']],
  ['put the cup and the saucer on white', ['the cup and the saucer']],
  ['make the background white', [undefined]],
])('before what background: %s', (sentence, things) => {
  const plan = understand(sentence);
  const steps = 'edits' in plan ? plan.edits.map(orderFor) : [];
  expect(steps.map(step => (step.kind === 'order' ? step.target?.text : step))).toEqual(things);
});
