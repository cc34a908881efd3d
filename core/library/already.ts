/** What a picture has already, or cannot have: there is no sense in offering it. */
import { colourNamed } from '../colour/names.ts';
import { oklabOf } from '../colour/oklab.ts';
import { fromHex } from '../colour/srgb.ts';
import { aspectOf } from '../pixels/aspect.ts';
import type { Applied } from './card.ts';
import type { Doing } from './doing.ts';
import type { Fact, Facts } from './facts.ts';

/** A fact that holds so much is what one sees. */
const plain = 0.35;

/** Where a picture is so already, more of it is not what it lacks. */
const enough: Readonly<Record<string, readonly Fact[]>> = {
  'exposure up': ['bright', 'clipped highlights'],
  'exposure down': ['dark'],
  'contrast up': ['contrasty'],
  'contrast down': ['flat', 'hazy'],
  'highlights up': ['clipped highlights'],
  'shadows up': ['hazy'],
  'shadows down': ['blocked shadows'],
  'temperature up': ['warm'],
  'temperature down': ['cool'],
  'tint up': ['magenta'],
  'tint down': ['green'],
  'saturation up': ['colourful', 'grey'],
  'saturation down': ['grey'],
  'vibrance up': ['too colourful', 'grey'],
  'sharpness up': ['sharp', 'noisy'],
};

/** Shapes that differ by less look the same; a crop that leaves less than this of the picture is another picture. */
const sameShape = 0.04;
const leastLeft = 0.5;

/** In Oklab, a thing has that colour already. */
const sameColour = 0.09;

export function hasAlready({ card, region }: Applied, facts: Facts): boolean {
  return card.does.some(doing => has(doing, facts, region?.mean));
}

function has(doing: Doing, { is, look }: Facts, mean?: readonly [number, number, number]): boolean {
  switch (doing.op) {
    case 'adjust': {
      // Of a thing in the picture, the picture's own light says nothing.
      if (mean) return false;
      const facts = enough[`${doing.property} ${doing.sign > 0 ? 'up' : 'down'}`] ?? [];
      return facts.some(fact => (is.get(fact) ?? 0) > plain);
    }
    case 'recolor': {
      const hex = colourNamed(doing.color);
      if (hex === undefined || !mean) return hex === undefined;
      const { L, a, b } = oklabOf(...fromHex(hex));
      return Math.hypot(L - mean[0], a - mean[1], b - mean[2]) < sameColour;
    }
    case 'crop':
    case 'extend': {
      if (!('aspect' in doing)) return false;
      const step = Math.abs(Math.log(look.aspect / aspectOf(doing.aspect)));
      return step < sameShape || (doing.op === 'crop' && Math.exp(-step) < leastLeft);
    }
    case 'rotate':
      return (is.get('tilted') ?? 0) === 0;
    default:
      return false;
  }
}
