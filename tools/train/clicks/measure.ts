/**
 * `node tools/train/clicks/measure.ts DIR`: how much of each thing one, two and three clicks select, with the weights in DIR that
 * were fitted without its room, with those that were fitted to all rooms, and with those that `choose.ts` has.
 */
import { choose, type Choosing } from '../../../core/sight/cut/choose.ts';
import { cutOut } from '../../../core/sight/cut/cut-out.ts';
import { meanOverlaps } from '../../bench/clicker.ts';
import { readThings, readViews } from '../../bench/things.ts';
import { roomOf } from './target.ts';
import { by, weightsIn } from './weights.ts';

const clicks = 3;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where: node tools/train/clicks/measure.ts DIR');
const weightsFor = weightsIn(folder);
const ways: Readonly<Record<string, (room: string) => Choosing>> = {
  'fitted to other rooms': room => by(weightsFor(room)),
  'fitted to all': () => by(weightsFor('all')),
  'as choose.ts has them': () => choose,
};
const sets = { photos: readThings(), views: readViews(folder) };
for (const [way, choosingFor] of Object.entries(ways)) {
  for (const [what, things] of Object.entries(sets)) {
    const means = meanOverlaps(things, clicks, ({ room, photo, ground }) => {
      const choosing = choosingFor(roomOf(room));
      return points => cutOut(photo, ground, { points }, choosing);
    });
    const told = means.slice(1).map(mean => mean.toFixed(3));
    console.log(`${things.length} things in ${what}, weights ${way}: ${told.join(', ')}`);
  }
}
