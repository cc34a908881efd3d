/** A profile as records: nothing is lost on the way, each device writes its own, and what was forgotten stays forgotten. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeviceId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { TasteCount, TasteWord } from '../../../core/contract/taste.ts';
import { emptyTaste, forget, leans, learn, mergeTaste, reset, write } from '../../../core/library/profile.ts';
import { recordsOf, tasteFrom } from '../../../core/library/taste-records.ts';
import type { Taste } from '../../../core/contract/taste.ts';

const devices = ['a', 'b'].map(id => parse(DeviceId, id));
const lines = ['warmth', 'palette:navy', 'op:crop'];

/** What may happen on a device, at its turn. */
const step = fc.record({
  device: fc.nat(1),
  line: fc.constantFrom(...lines),
  does: fc.constantFrom('keep', 'undo', 'write', 'forget', 'reset'),
});
type Step = { device: number; line: string; does: string };

function done(taste: Taste, { device, line, does }: Step, at: number): Taste {
  const stamp = `00000000${at}`.slice(-8);
  const by = [{ line, by: 1 }];
  const own = devices[device]!;
  if (does === 'keep') return learn(taste, own, 'kept', by);
  if (does === 'undo') return learn(taste, own, 'undone', by);
  if (does === 'write') return write(taste, line, 0.5, stamp);
  return does === 'forget' ? forget(taste, line, stamp) : reset(taste, stamp);
}

test('what devices write as records is the profile that they had', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      const taste = steps.reduce(done, emptyTaste);
      const written = devices.map(device => recordsOf(taste, device));
      const counts = written.flatMap(one => one.counts);
      const words = written[0]!.words;
      for (const count of counts) parse(TasteCount, count);
      const kept = tasteFrom({ counts, words: words.map(word => parse(TasteWord, word)) });
      expect(kept).toEqual(mergeTaste(emptyTaste, taste));
    }),
  );
});

test('a device writes no other’s counts', () => {
  const taste = devices.reduce(
    (so, device) => learn(so, device, 'kept', [{ line: 'warmth', by: 1 }]),
    emptyTaste,
  );
  expect(recordsOf(taste, devices[0]!).counts.map(({ id }) => id)).toEqual(['a']);
});

test('what was counted elsewhere before it was forgotten here counts no more, though its record is still there', () => {
  const [here, there] = [devices[0]!, devices[1]!];
  const warm = [{ line: 'warmth', by: 1 }];
  const both = learn(learn(emptyTaste, here, 'kept', warm), there, 'kept', warm);
  const before = { counts: [...recordsOf(both, here).counts, ...recordsOf(both, there).counts], words: [] };
  expect(leans(tasteFrom(before), 'warmth')).toBeGreaterThan(0);
  const { words } = recordsOf(forget(both, 'warmth', '00000001'), here);
  const after = tasteFrom({ counts: before.counts, words: words.map(word => parse(TasteWord, word)) });
  expect(leans(after, 'warmth')).toBe(0);
});
