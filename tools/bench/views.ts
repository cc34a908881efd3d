/**
 * How much of each thing a few clicks select in views of the rooms that the weights of clicks were not fitted to. They are drawn
 * anew, which takes minutes: `npm run bench views`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutOut } from '../../core/sight/cut/cut-out.ts';
import { drawViews } from '../train/clicks/draw.ts';
import { unseen } from '../train/clicks/views.ts';
import { meanOverlaps } from './clicker.ts';
import type { Bench } from './figure.ts';
import { readViews } from './things.ts';

const clicks = 3;

export const views: Bench = {
  name: 'views',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'brushword-views-'));
    try {
      await drawViews(folder, unseen);
      const things = readViews(folder);
      const means = meanOverlaps(things, clicks, ({ photo, ground }) => {
        return points => cutOut(photo, ground, { points });
      });
      return ['one click', 'two clicks', 'three clicks'].map((name, k) => ({
        name: `views, ${name}, mean IoU of ${things.length} things`,
        measured: means[k + 1]!.toFixed(3),
      }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
