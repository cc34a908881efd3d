/** A profile learns what is shown to it, merges as it should, and is the person's to change. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { Taste } from '../../../core/contract/taste.ts';
import {
  emptyTaste,
  explain,
  forget,
  leans,
  learn,
  linesOf,
  mergeTaste,
  reset,
  suits,
  write,
  type Happening,
} from '../../../core/library/profile.ts';
import { suggest } from '../../../core/library/suggest.ts';
import { tasteOf } from '../../../core/library/taste.ts';
import { down, paint, up } from '../../../core/library/doing.ts';
import { device, learntBy, personOf, pictureOf, pleasure, wouldKeep, hash3, type Hidden } from './persons.ts';

const warmer = tasteOf([up('temperature')]);
const cooler = tasteOf([down('temperature')]);

const many = (taste: Taste, times: number, what: Happening, directions = warmer): Taste =>
  Array.from({ length: times }).reduce<Taste>(so => learn(so, device, what, directions), taste);

describe('what is learnt', () => {
  test('keeping warm light leans to warmth, and says so', () => {
    const taste = many(emptyTaste, 8, 'kept');
    expect(leans(taste, 'warmth')).toBeGreaterThan(0.6);
    expect(explain(taste, warmer)).toBe('Because you keep warm light.');
    expect(explain(taste, cooler)).toBeUndefined();
    expect(suits(taste, warmer)).toBeGreaterThan(0.5);
    expect(suits(taste, cooler)).toBeLessThan(-0.3);
  });

  test.each([
    ['kept', 1],
    ['exported', 1],
    ['undone', -1],
    ['dismissed', -1],
  ] as const)('what is %s speaks %d', (what, sign) => {
    expect(Math.sign(leans(many(emptyTaste, 1, what), 'warmth'))).toBe(sign);
  });

  test('undoing takes back what keeping said', () => {
    const taste = learn(many(emptyTaste, 1, 'kept'), device, 'undone', warmer);
    expect(leans(taste, 'warmth')).toBeLessThan(0.01);
  });

  test('one event is no taste, and many are never certain', () => {
    expect(leans(many(emptyTaste, 1, 'kept'), 'warmth')).toBeLessThan(0.3);
    expect(leans(many(emptyTaste, 500, 'kept'), 'warmth')).toBeLessThan(1);
  });

  test('what was is forgotten as other things come', () => {
    const warm = many(emptyTaste, 20, 'kept');
    const now = many(warm, 150, 'kept', tasteOf([paint('navy')]));
    const before = linesOf(warm).find(({ line }) => line === 'warmth')!;
    const after = linesOf(now).find(({ line }) => line === 'warmth')!;
    expect(after.evidence / before.evidence).toBeCloseTo(0.5, 3);
  });

  test('colours, operations and subjects have lines', () => {
    const taste = many(emptyTaste, 6, 'kept', tasteOf([paint('navy')], ['sofa']));
    expect(linesOf(taste).map(({ says }) => says)).toEqual([
      'You keep blue.',
      'You often change the colour of things.',
      'You often work on a sofa.',
    ]);
  });

  test('what is no line is no direction', () => {
    expect(() => learn(emptyTaste, device, 'kept', [{ line: 'horoscope', by: 1 }])).toThrow(/line of taste/);
    expect(() => write(emptyTaste, 'warmth', 2, '1')).toThrow();
  });
});

describe('the person’s to change', () => {
  const taste = many(emptyTaste, 8, 'kept');

  test('a written line stands over what was learnt', () => {
    const written = write(taste, 'warmth', -0.8, '5');
    expect(leans(written, 'warmth')).toBe(-0.8);
    expect(linesOf(written)[0]).toMatchObject({
      line: 'warmth',
      written: true,
      says: 'You keep cool light.',
    });
  });

  test('a forgotten line is gone, and learns anew', () => {
    const gone = forget(write(taste, 'warmth', 1, '3'), 'warmth', '4');
    expect(leans(gone, 'warmth')).toBe(0);
    expect(linesOf(gone).some(({ line }) => line === 'warmth')).toBe(false);
    expect(linesOf(gone).some(({ line }) => line === 'op:adjust')).toBe(true);
    expect(leans(many(gone, 4, 'kept'), 'warmth')).toBeGreaterThan(0.3);
  });

  test('reset forgets all', () => {
    expect(linesOf(reset(write(taste, 'op:crop', 1, '3'), '4'))).toEqual([]);
  });

  test('what one device forgot does not come back from another', () => {
    const phone = many(emptyTaste, 5, 'kept');
    const desk = forget(mergeTaste(emptyTaste, phone), 'warmth', '9');
    expect(leans(mergeTaste(phone, desk), 'warmth')).toBe(0);
  });
});

describe('merging', () => {
  type Step = readonly ['learn', string, Happening, number] | readonly ['write' | 'forget' | 'reset', number];
  const devices = ['a', 'b', 'c'] as const;
  const step: fc.Arbitrary<readonly [number, Step]> = fc.tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.oneof(
      fc.tuple(fc.constant('learn' as const), fc.constantFrom('warmth', 'contrast', 'palette:blue', 'op:crop'), fc.constantFrom('kept', 'undone', 'dismissed', 'exported'), fc.constantFrom(-1, 1)),
      fc.tuple(fc.constantFrom('write', 'forget', 'reset'), fc.integer({ min: -1, max: 1 })),
    ) as fc.Arbitrary<Step>,
  ); // prettier-ignore

  /** Three devices that never meet until the end; each event only on its own. */
  function lives(steps: readonly (readonly [number, Step])[]): Taste[] {
    const tastes = devices.map(() => emptyTaste);
    steps.forEach(([who, [what, ...rest]], n) => {
      const stamp = `${String(n).padStart(4, '0')}-${devices[who]!}`;
      const taste = tastes[who]!;
      if (what === 'learn') {
        const [line, happening, by] = rest as [string, Happening, number];
        tastes[who] = learn(taste, parse(DeviceId, devices[who]!), happening, [{ line, by }]);
      } else if (what === 'write') tastes[who] = write(taste, 'warmth', Number(rest[0]), stamp);
      else if (what === 'forget') tastes[who] = forget(taste, 'warmth', stamp);
      else tastes[who] = reset(taste, stamp);
    });
    return tastes;
  }

  test('does not mind the order, nor how often', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const [a, b, c] = lives(steps) as [Taste, Taste, Taste];
        expect(mergeTaste(a, b)).toEqual(mergeTaste(b, a));
        expect(mergeTaste(mergeTaste(a, b), c)).toEqual(mergeTaste(a, mergeTaste(b, c)));
        const all = mergeTaste(mergeTaste(a, b), c);
        expect(mergeTaste(all, a)).toEqual(all);
        expect(mergeTaste(all, all)).toEqual(all);
        expect(parse(Taste, JSON.parse(JSON.stringify(all)))).toEqual(all);
      }),
      { numRuns: 200 },
    );
  });

  test('an older copy of a device adds nothing to a newer one', () => {
    const old = many(emptyTaste, 3, 'kept');
    const now = many(old, 2, 'kept');
    expect(mergeTaste(now, old)).toEqual(now);
  });

  test('two devices know together what each learnt', () => {
    const phone = learn(emptyTaste, parse(DeviceId, 'phone'), 'kept', warmer);
    const desk = learn(emptyTaste, parse(DeviceId, 'desk'), 'kept', warmer);
    expect(leans(mergeTaste(phone, desk), 'warmth')).toBeGreaterThan(leans(phone, 'warmth'));
  });
});

describe('preference recovery: 24 people whose taste is known, and who choose as people do', () => {
  const [people, rounds, tests] = [24, 40, 40];

  /** The share of what is offered that the person would keep, with the profile and without it, on pictures not seen before. */
  function hitRates(hidden: Hidden, seed: number, taste: Taste): { profiled: number; plain: number } {
    const kept = { profiled: 0, plain: 0 };
    const seen = { profiled: 0, plain: 0 };
    for (let n = 0; n < tests; n++) {
      const picture = pictureOf(hash3(seed, 10_000 + n));
      for (const [arm, offered] of [['profiled', suggest({ ...picture, taste })], ['plain', suggest(picture)]] as const) {
        for (const one of offered) {
          kept[arm] += wouldKeep(pleasure(hidden, seed, one));
          seen[arm]++;
        }
      }
    } // prettier-ignore
    return { profiled: kept.profiled / seen.profiled, plain: kept.plain / seen.plain };
  }

  const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;

  interface Gain {
    readonly plain: number;
    readonly profiled: number;
    /** How many of the people gain. */
    readonly better: number;
    /** Student's t of pairs. */
    readonly t: number;
  }

  const learnt = Array.from({ length: people }, (_, i) => learntBy(personOf(i + 1), i + 1, rounds));

  /** Each person with the profile of the one that is so many further. */
  function gain(shift: number): Gain {
    const rates = learnt.map((_, i) => hitRates(personOf(i + 1), i + 1, learnt[(i + shift) % people]!));
    const differences = rates.map(({ profiled, plain }) => profiled - plain);
    const m = mean(differences);
    const deviation = Math.sqrt(differences.reduce((sum, x) => sum + (x - m) ** 2, 0) / (people - 1));
    return {
      plain: mean(rates.map(({ plain }) => plain)),
      profiled: mean(rates.map(({ profiled }) => profiled)),
      better: differences.filter(x => x > 0).length,
      t: m / (deviation / Math.sqrt(people)),
    };
  }

  test('after 40 pictures, more of what is offered is kept', () => {
    const { plain, profiled, better, t } = gain(0);
    if (process.env['FIGURES'] !== undefined) console.info({ plain, profiled, better, t });
    expect(profiled - plain).toBeGreaterThan(0.06);
    expect(better).toBeGreaterThanOrEqual(21);
    // Of 23 degrees of freedom, 3.77 is one in a thousand.
    expect(t).toBeGreaterThan(3.77);
  });

  test('with another’s profile, nobody gains as much', () => {
    const { plain, profiled, better, t } = gain(7);
    if (process.env['FIGURES'] !== undefined) console.info({ plain, profiled, better, t });
    expect(profiled - plain).toBeLessThan(0.03);
  });

  test('the axes that are felt are found, with their sign', () => {
    let [right, felt] = [0, 0];
    for (let seed = 1; seed <= people; seed++) {
      const hidden = personOf(seed);
      const taste = learnt[seed - 1]!;
      for (const line of ['warmth', 'lightness', 'contrast', 'saturation']) {
        const truth = hidden.get(line) ?? 0;
        if (Math.abs(truth) < 0.4) continue;
        felt++;
        if (Math.sign(leans(taste, line)) === Math.sign(truth)) right++;
      }
    }
    if (process.env['FIGURES'] !== undefined) console.info({ right, felt });
    expect(right / felt).toBeGreaterThan(0.8);
  });
});
