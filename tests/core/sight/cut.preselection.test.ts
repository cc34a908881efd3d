/** What a click would change is what it then changes, whether it was found at once or from what was remembered. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { surfacesOf } from '../../../core/colour/surfaces.ts';
import { cutOut, type Asked, type Point } from '../../../core/sight/cut/cut-out.ts';
import { preselected } from '../../../core/sight/cut/preselection.ts';
import { groundOf } from '../../../core/sight/cut/ground.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { root } from '../../fixtures/scenes.ts';

const photo = readPhoto(join(root, 'public/samples/living-room.jpg'));
const ground = groundOf(surfacesOf(photo));
const { scale, plane } = ground.surfaces;
/** Nothing is remembered of another ground, though it is the same. */
const fresh = (now: Asked, then: Asked) => preselected(photo, { ...ground }, now, then);

const points: readonly Point[] = [
  { x: 1080, y: 715, adds: true },
  { x: 430, y: 460, adds: true },
  { x: 1060, y: 700, adds: false },
  { x: 300, y: 150, adds: true },
];
const box = { x: 368, y: 400, width: 126, height: 124 };

test.each<[name: string, box?: Asked['box']]>([['clicks'], ['clicks after a box', box]])(
  '%s, one after the other',
  (_, box) => {
    for (let count = 0; count < points.length; count++) {
      const asked = (many: number): Asked => ({ points: points.slice(0, many), ...(box && { box }) });
      const [now, then] = [asked(count), asked(count + 1)];
      const selected = preselected(photo, ground, now, then);
      expect(selected.data).toEqual(fresh(now, then).data);
      const [before, after] = [cutOut(photo, ground, now), cutOut(photo, ground, then)];
      let [agree, all] = [0, 0];
      for (let y = 0; y < plane.height; y++)
        for (let x = 0; x < plane.width; x++) {
          const i =
            Math.min(photo.height - 1, y * scale) * photo.width + Math.min(photo.width - 1, x * scale);
          const changes = before.data[i]! > 127 !== after.data[i]! > 127;
          if (changes === (selected.data[y * plane.width + x] === 255)) agree++;
          all++;
        }
      expect(agree / all).toBeGreaterThan(0.98);
    }
  },
);

test('a click outside the picture is refused', () => {
  const outside = { points: [{ x: photo.width, y: 5, adds: true }] };
  expect(() => fresh({ points: [] }, outside)).toThrow(expect.objectContaining({ name: 'bad-request' }));
});
