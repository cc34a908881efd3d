import { expect, test } from 'vitest';
import type { Edit } from '../../../core/contract/plan.ts';
import { chips } from '../../../core/intent/chips.ts';

const face = { text: 'the face', noun: 'face' };

const rows: readonly (readonly [Edit, string])[] = [
  [{ op: 'remove', target: { text: 'the lamp', noun: 'lamp' } }, 'remove · the lamp'],
  [
    { op: 'recolor', target: { text: 'the sofa', noun: 'sofa' }, color: 'navy' },
    'recolour · the sofa → navy',
  ],
  [{ op: 'recolor', target: { text: 'the sofa', noun: 'sofa' } }, 'recolour · the sofa'],
  [{ op: 'replace', target: face, with: 'mask' }, 'replace · the face → mask'],
  [{ op: 'adjust', property: 'exposure', amount: 0.3, target: face }, 'exposure +0.3 · the face'],
  [{ op: 'adjust', property: 'saturation', amount: -1 }, 'saturation −1 · '],
  [{ op: 'auto', part: 'white-balance' }, 'auto white balance · '],
  [{ op: 'auto', part: 'vibrance', strength: 0.5 }, 'auto colour · 50 %'],
  [{ op: 'background', action: 'replace', with: 'white' }, 'replace background · white'],
  [{ op: 'crop', aspect: '4:5' }, 'crop · 4:5'],
  [{ op: 'extend', sides: ['left'], pixels: 200 }, 'extend · left, 200 px'],
  [{ op: 'extend', sides: ['top', 'bottom'] }, 'extend · top and bottom'],
  [{ op: 'extend', share: 0.2 }, 'extend · 20 %'],
  [{ op: 'extend', aspect: '16:9' }, 'extend · 16:9'],
  [{ op: 'extend' }, 'extend · '],
  [{ op: 'rotate', degrees: -90 }, 'rotate · -90°'],
  [{ op: 'resize', width: 1200 }, 'resize · 1200 wide'],
  [{ op: 'resize', width: 1200, height: 800 }, 'resize · 1200 × 800'],
  [{ op: 'upscale', factor: 0.5 }, 'shrink · × 0.5'],
  [{ op: 'undo', count: 3 }, 'undo · × 3'],
  [{ op: 'export', format: 'jpeg', quality: 0.9 }, 'export · jpeg · 90 %'],
  [{ op: 'help' }, 'help · '],
  [{ op: 'suggest' }, 'suggest · '],
  [{ op: 'redeye' }, 'fix red eyes · '],
  [{ op: 'keep' }, 'keep as a reference · '],
  [{ op: 'keep', words: 'golden hour' }, 'keep as a reference · golden hour'],
  [{ op: 'like' }, 'match · the reference'],
  [{ op: 'like', words: 'golden hour' }, 'match · golden hour'],
];

test.each(rows)('%j', (edit, shown) => {
  const { verb, rest } = chips(edit);
  expect(`${verb} · ${rest}`).toBe(shown);
});
