/** What is told of each file of a model → how things stand with the whole. */
import type { WeightsEntry } from '../models/weights/entry.ts';
import type { News } from '../models/weights/load.ts';
import type { State } from '../models/weights/state.ts';
import { Speed } from './speed.ts';

/** No more often than this, in milliseconds: each state goes to every tab. */
const OFTEN = 150;

export function countedFor(
  { files }: WeightsEntry,
  set: (state: State) => void,
): (path: string) => (news: News) => void {
  const sizes = new Map<string, { readonly done: number; readonly total: number }>();
  const speed = new Speed();
  let told: string | undefined;
  let last = -Infinity;

  const counted = (): { done: number; total: number | undefined; told: string | undefined } => {
    const totals = files.map(({ path, bytes }) => bytes ?? sizes.get(path)?.total);
    return {
      done: [...sizes.values()].reduce((sum, { done }) => sum + done, 0),
      total: totals.reduce(
        (sum, total) => (sum === undefined || total === undefined ? undefined : sum + total),
        0,
      ),
      told,
    };
  };

  return path => news => {
    if (news.doing === 'wait') {
      speed.rest();
      set({ is: 'waiting', ...counted(), until: news.until, because: news.because });
      return;
    }
    sizes.set(path, news);
    told = news.told ?? told;
    const now = performance.now();
    if (news.doing === 'load') speed.at(now, counted().done);
    if (now - last < OFTEN) return;
    last = now;
    set(
      news.doing === 'load'
        ? { is: 'loading', ...counted(), speed: speed.now }
        : { is: 'checking', ...counted() },
    );
  };
}
