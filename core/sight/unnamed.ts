/** What speaks for a region that was found by its looks alone being something that people speak of. */
import type { Region, Scene } from '../contract/scene.ts';
import { rising } from './criterion.ts';
import type { Member } from './weigh.ts';

/** What stands out least of all that was found is so much less likely meant than what stands out most. */
const faint = 0.2;

/** A thing fills about so much of its box. Less is a rim, or a strip of light. */
const solid = { at: 0.35, soft: 0.08, least: 0.3 };

/** A thing is seen whole more often than cut by the picture's edge, and larger than this hardly ever. */
const cut = 0.7;
const large = { at: 0.25, soft: 0.05, least: 0.1 };

/** Of two of about one size whose boxes take this much of each other, one is the other, or the most of it. */
const same = 0.5;

/** What is spoken of as a place or a stuff, and may lie anywhere in any shape. */
const stuffs = new Set(
  `area background beach bit ceiling concrete corner field floor foreground grass ground lawn part pavement path road roof sand sea side sky
  snow spot street surface wall walls water`.split(/\s+/),
);

/** From 0 to 1. 1 for what has a label, and for whatever somebody else found. */
export function likelihoodOf(name: string, { width, height }: Scene): (region: Region) => number {
  const isStuff = stuffs.has(name.split(' ').at(-1) ?? '');
  return ({ label, stands, area, box, edges }) => {
    if (label !== undefined || stands === undefined) return 1;
    const plain = faint + (1 - faint) * Math.sqrt(stands);
    if (isStuff) return plain;
    const filled = (area * width * height) / (box.width * box.height);
    const whole = solid.least + (1 - solid.least) * rising(filled, solid.at, solid.soft);
    const small = large.least + (1 - large.least) * rising(-area, -large.at, large.soft);
    return plain * whole * small * cut ** edges.length;
  };
}

/** Without those that are the same as a likelier one: surfaces within surfaces were all found. */
export function distinct(members: readonly Member[]): Member[] {
  const kept: Member[] = [];
  for (const member of members.toSorted(
    (one, other) => other.fit - one.fit || one.region.id - other.region.id,
  ))
    if (!kept.some(({ region }) => isSame(region, member.region))) kept.push(member);
  return kept;
}

function isSame(one: Region, other: Region): boolean {
  if (one.stands === undefined || other.stands === undefined) return false;
  if (Math.min(one.area, other.area) < same * Math.max(one.area, other.area)) return false;
  const across =
    Math.min(one.box.x + one.box.width, other.box.x + other.box.width) - Math.max(one.box.x, other.box.x);
  const down =
    Math.min(one.box.y + one.box.height, other.box.y + other.box.height) - Math.max(one.box.y, other.box.y);
  if (across <= 0 || down <= 0) return false;
  const areas = one.box.width * one.box.height + other.box.width * other.box.height;
  return across * down > same * (areas - across * down);
}
