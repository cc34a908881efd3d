/** Work that is brought to its end by whoever has it done. What a page that dies finds again is in `tests/web/studio/outside.test.ts`. */
import { expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import type { Maker, Stand, Work } from '../../../core/providers/provider.ts';
import { through, type Way } from '../../../core/providers/through.ts';
import { faultOf } from './work.ts';

const work: Work = { tool: 'transcribe', sound: new Uint8Array(4) };
const open: Stand = { state: 'open', handle: 'h', after: 5 };
const done: Stand = { state: 'done', pictures: [], said: { text: 'undo' } };
const gone = new Fault('offline', 'Nobody answers.');

/** A maker that says one thing after the other, the last for ever; and all that is done about it. */
function told(submits: readonly Stand[], polls: readonly (Stand | Fault)[]): { way: Way; log: string[] } {
  const [first, next] = [[...submits], [...polls]];
  const log: string[] = [];
  const say = <T>(from: T[]): Promise<Exclude<T, Fault>> => {
    const one = from.length > 1 ? from.shift() : from[0];
    return one instanceof Fault || one === undefined
      ? Promise.reject(one ?? new Error('Nothing is left to say.'))
      : Promise.resolve(one as Exclude<T, Fault>);
  };
  const maker: Maker = {
    health: () => Promise.resolve({ ok: true, message: '' }),
    submit: (_, id) => (log.push(`submit ${id}`), say(first)),
    poll: handle => (log.push(`poll ${handle}`), say(next)),
    cancel: () => Promise.resolve(),
  };
  const way: Way = {
    maker,
    name: 'Forge',
    again: 'once',
    wait: ms => (log.push(`wait ${ms}`), Promise.resolve()),
    report: () => {},
    remember: handle => (log.push(`remember ${handle ?? 'nothing'}`), Promise.resolve()),
  };
  return { way, log };
}

test('what was sent is remembered before it is asked after', async () => {
  const { way, log } = told([open], [{ ...open, handle: 'h2' }, done]);
  expect(await through(work, 'id', way)).toEqual(done);
  expect(log).toEqual([
    'remember nothing',
    'submit id',
    'remember h',
    'wait 5',
    'poll h',
    'remember h2',
    'wait 5',
    'poll h2',
  ]);
});

test('who does not answer is waited for, longer and longer; given up only where that was wished', async () => {
  const { way, log } = told([open], [gone]);
  expect(await faultOf(through(work, 'id', { ...way, tries: 6 }))).toBe(gone);
  expect(log.filter(line => line.startsWith('wait')).slice(1)).toEqual(
    [1000, 2000, 4000, 8000, 15_000, 15_000].map(ms => `wait ${ms}`),
  );
  const other = told([open], [...Array.from({ length: 20 }, () => gone), done]);
  expect(await through(work, 'id', other.way)).toEqual(done);
});
