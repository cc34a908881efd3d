/** Every card has a picture that it is for: none asks for what cannot be all at once. */
import { expect, test } from 'vitest';
import { harmonies, lookEdition, type Look } from '../../../core/contract/look.ts';
import { basicColours, type BasicColour, type Region, type Scene } from '../../../core/contract/scene.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { fromHex } from '../../../core/colour/srgb.ts';
import { hasAlready } from '../../../core/library/already.ts';
import { apply, type Card } from '../../../core/library/card.ts';
import { library } from '../../../core/library/cards/index.ts';
import { nameOf } from '../../../core/library/colour-name.ts';
import { factNames, factsOf } from '../../../core/library/facts.ts';
import type { Slot } from '../../../core/library/thing.ts';
import { chance } from '../../../tools/scenes/chance.ts';
import { sceneOf, thing } from './pictures.ts';

const paints: Readonly<Record<BasicColour, string>> = {
  black: '#1c1c1e',
  white: '#f3f2ee',
  grey: '#86888a',
  red: '#b3262b',
  orange: '#f09a3e',
  yellow: '#e6c934',
  green: '#3f8f45',
  blue: '#2f62b5',
  purple: '#7a3f9c',
  pink: '#ef8fb3',
  brown: '#7a4d2c',
};

test.each(basicColours)('%s is called so', name => {
  expect(nameOf(oklabOf(...fromHex(paints[name])))).toBe(name);
});

/** All that a look can be, each number thrown by itself. */
function anyLook(seed: number, colours: readonly BasicColour[]): Look {
  const at = (k: number): number => chance(seed, k, 77);
  const p50 = 0.12 + 0.82 * at(1);
  const [low, high] = [p50 * at(2), p50 + (1 - p50) * at(3)];
  const colourfulness = 120 * at(4) ** 2;
  const own = colours.map(name => ({ ...oklabOf(...fromHex(paints[name])), share: 0.3 }));
  const more = Array.from({ length: Math.floor(5 * at(5)) }, (_, k) => ({ L: at(20 + k), a: 0.3 * at(30 + k) - 0.15, b: 0.3 * at(40 + k) - 0.15, share: 0.1 })); // prettier-ignore
  return {
    edition: lookEdition,
    aspect: 0.5 + 2 * at(6),
    lightness: { p2: low * at(7), p10: low, p25: (low + p50) / 2, p50, p75: (p50 + high) / 2, p90: high, p98: high + (1 - high) * at(8) }, // prettier-ignore
    contrast: (high - low) / 2.5,
    clipped: { shadows: 0.2 * at(9) ** 2, highlights: 0.1 * at(10) ** 2 },
    warmth: 0.1 * at(11) - 0.05,
    tint: 0.06 * at(12) - 0.03,
    neutral: at(13),
    chroma: colourfulness / 700,
    colourfulness,
    palette: [...own, ...more].slice(0, 6),
    harmony: { template: harmonies[Math.floor(harmonies.length * at(14))]!, hue: 30, off: 30 * at(15) },
    sharpness: at(16),
    noise: 10 * at(17) ** 2,
    lean: 6 * at(18) - 3,
    weight: { x: 0.2 + 0.6 * at(19), y: 0.2 + 0.7 * at(50) },
    standing: 0.3 * at(51),
    space: at(52),
    skew: at(53),
  };
}

/** What a card wants to see, and nothing else. */
function sceneFor({ needs }: Card): Scene {
  const labels = (needs.has ?? []).slice(0, 1);
  return sceneOf(
    ...labels.map((label, k) => thing(k + 10, labelOf[label] ?? label, '#5a5a5a', [0.1, 0.9, 0.05, 0.05])),
    ...(needs.thing ? [regionFor(needs.thing)] : []),
  );
}

const labelOf: Readonly<Record<string, string>> = {
  clutter: 'bin',
  product: 'camera',
  garment: 'coat',
  numberplate: 'number plate',
};

function regionFor(slot: Slot): Region {
  const hex =
    slot.colour !== undefined ? paints[slot.colour[0]!] : slot.chroma === 'vivid' ? '#d02020' : '#707070';
  const size = slot.size === 'large' ? 0.5 : slot.size === 'small' ? 0.12 : 0.25;
  const [x, y] = slot.place === 'edge' ? [size / 2, 0.5] : [0.5, 0.5];
  const kind = slot.kind?.[0];
  const region = thing(1, kind === undefined ? undefined : (labelOf[kind] ?? kind), hex, [x, y, size, size]);
  const L = slot.light === 'lighter' ? 0.95 : slot.light === 'darker' ? 0.1 : region.mean[0];
  return { ...region, mean: [L, region.mean[1], region.mean[2]], focus: slot.focus === 'soft' ? 0.2 : 0.9 };
}

test('every card', () => {
  const never = library.filter(card => {
    const scene = sceneFor(card);
    for (let seed = 1; seed <= 6000; seed++) {
      const facts = factsOf(anyLook(seed, card.needs.colours ?? []), scene);
      const applied = apply(card, facts);
      if (applied && !hasAlready(applied, facts)) return false;
    }
    return true;
  });
  expect(never.map(({ id }) => id)).toEqual([]);
});

test('every fact is used, and every one can hold and not hold', () => {
  const asked = new Set(library.flatMap(({ needs }) => [...(needs.is ?? []), ...(needs.not ?? [])]));
  expect(factNames.filter(name => !asked.has(name))).toEqual([]);
  for (const fact of factNames) {
    const degrees = Array.from({ length: 600 }, (_, seed) => factsOf(anyLook(seed, [])).is.get(fact) ?? 0);
    expect(Math.max(...degrees), fact).toBeGreaterThan(0.3);
    expect(Math.min(...degrees), fact).toBe(0);
  }
});
