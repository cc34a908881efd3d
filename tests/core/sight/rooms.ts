/** Our rendered rooms as they are seen without any network, and how what people say of the things in them is answered. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../core/contract/plan.ts';
import { surfacesOf, type Surfaces } from '../../../core/colour/surfaces.ts';
import { readTargets } from '../../../core/intent/target.ts';
import { tokenise } from '../../../core/intent/tokens.ts';
import { understand } from '../../../core/intent/understand.ts';
import { bounds } from '../../../core/pixels/mask.ts';
import { blankMask, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { labelled, regionsOf } from '../../../core/sight/labelled.ts';
import { nameFit } from '../../../core/sight/names.ts';
import { lineUpFor } from '../../../core/sight/recognise/line-up.ts';
import { recognised } from '../../../core/sight/recognise/recognised.ts';
import { refer, type Read, type Referred } from '../../../core/sight/refer.ts';
import { regionIn } from '../../../core/sight/seen/masked.ts';
import { see, type Seen } from '../../../core/sight/seen/see.ts';
import type { RoomEntry } from '../../../tools/scenes/manifest.ts';
import { readPng } from '../../../tools/png.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { said } from '../../fixtures/said.ts';
import { objectIn, readScenes, root } from '../../fixtures/scenes.ts';

const read = (path: string): Buffer => readFileSync(join(root, path));

/** A region is a thing where they share more than half of what either takes. */
const same = 0.5;

export const photoOf = (path: string): Pixels => readPhoto(join(root, path));

/** How much of what a region and a thing take both do. */
function overlap(mask: Mask, thing: Pixels): number {
  const scale = Math.round(thing.width / mask.width);
  let [both, either] = [0, 0];
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const isIn = mask.data[y * mask.width + x] === 255;
      const isThing = thing.data[(y * scale * thing.width + x * scale) * 4]! > 127;
      if (isIn && isThing) both++;
      if (isIn || isThing) either++;
    }
  }
  return both / either;
}

function seenAlone({ photo }: RoomEntry): Seen {
  const picture = photoOf(photo);
  return see(surfacesOf(picture), picture);
}

/** What of a room's things COCO has a name for. */
const names: readonly (readonly [RegExp, string])[] = [
  [/sofa/, 'couch'],
  [/plant|herb/, 'potted plant'],
  [/vase|jar/, 'vase'],
  [/bowl/, 'bowl'],
  [/mug/, 'cup'],
  [/chair/, 'chair'],
  [/books/, 'book'],
  [/coffee table/, 'dining table'],
];

/** As if somebody had named those things, and outlined those that are no region. */
export function seenNamed({ photo, objects }: RoomEntry): Seen {
  const picture = photoOf(photo);
  const surfaces = surfacesOf(picture);
  const { scene, mask } = see(surfaces, picture);
  const things = objects.flatMap(({ name, mask }) => {
    const label = names.find(([words]) => words.test(name))?.[1];
    const small = smallMask(readPng(read(mask)), surfaces);
    const { x, y, width, height } = bounds(small);
    const { scale } = surfaces;
    const box = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
    return label !== undefined && width > 0 ? [{ label, confidence: 0.8, box, mask: small }] : [];
  });
  const known = regionsOf(things, scene.regions, mask, surfaces.scale);
  const masks = scene.regions.map(({ id }) => mask(id));
  const named = things.flatMap((thing, at) => {
    const region = known[at] ?? regionIn(thing.mask, surfaces, masks.length, picture);
    if (region && region !== known[at]) masks.push(thing.mask);
    return region ? [{ ...thing, region }] : [];
  });
  return { scene: { ...scene, regions: labelled(scene.regions, named) }, mask: id => masks[id]! };
}

/** Of the copy that surfaces are sought on. */
function smallMask({ width, height, data }: Pixels, { plane, scale }: Surfaces): Mask {
  const mask = blankMask(plane.width, plane.height);
  for (let y = 0, at = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++, at++) {
      const from = Math.min(height - 1, y * scale) * width + Math.min(width - 1, x * scale);
      mask.data[at] = data[from * 4]! > 127 ? 255 : 0;
    }
  }
  return mask;
}

export interface Answers {
  /** Things, and those that some region is. */
  readonly things: number;
  readonly found: number;
  /** Things spoken of: rightly taken, asked about (numbered or to be marked; and of those, with the right one among the numbers), taken wrongly. */
  readonly count: number;
  readonly right: number;
  readonly asked: number;
  readonly offered: number;
  readonly wrong: readonly string[];
}

/** What becomes of an answer when more is known of a room than is seen in it. */
type More = (target: Target, room: RoomEntry, seen: Seen, before: Referred) => Referred;

const readThings: Read = words => readTargets(tokenise(words)) ?? [];

/** What is sure to be seen of a region that is a thing. */
const plain = 0.95;

/** As if somebody could tell what each region shows: what is a thing surely, and what is a part of it by as much as it is of it. */
export function shownInRooms(): More {
  const known = new Map<string, Pixels>();
  const thingIn = (path: string): Pixels => known.get(path) ?? readPng(read(path));
  return (target, { objects }, { scene, mask }, before) => {
    const asked = lineUpFor(target, scene, before, readThings);
    if (!asked) return before;
    const things = objects.map(object => ({ ...object, thing: thingIn(object.mask) }));
    for (const { mask: path, thing } of things) known.set(path, thing);
    const shares = (id: number, name: string): number[] =>
      things.filter(one => nameFit(name, one.name) > 0).map(({ thing }) => overlap(mask(id), thing));
    const likely = asked.ids.map(id =>
      asked.names.map(name => {
        const share = Math.max(0, ...shares(id, name));
        return share > same ? plain : share;
      }),
    );
    return recognised(target, scene, asked, likely, before, readThings);
  };
}

/** `look` sees a room, and `more` is known of it. */
export function answersInRooms(
  look: (room: RoomEntry) => Seen = seenAlone,
  more: More = (_target, _room, _seen, before) => before,
): Answers {
  const scenes = readScenes();
  const seen = new Map(scenes.rooms.map(room => [room.name, look(room)]));
  const tally = { things: said.length, found: 0, count: 0, right: 0, asked: 0, offered: 0 };
  const wrong: string[] = [];
  for (const [room, name, ...phrases] of said) {
    const { scene, mask } = seen.get(room)!;
    const { object, room: entry } = objectIn(scenes, room, name);
    const thing = readPng(read(object.mask));
    const is = (id: number): boolean => overlap(mask(id), thing) > same;
    if (scene.regions.some(({ id }) => is(id))) tally.found++;
    for (const text of phrases) {
      const plan = understand(`remove ${text}`);
      const [edit] = 'edits' in plan ? plan.edits : [];
      if (edit?.op !== 'remove' || !edit.target) throw new Error(`“${text}” is no one thing.`);
      const alone = refer(edit.target, scene, [], readThings);
      const answer = more(edit.target, entry, seen.get(room)!, alone);
      tally.count++;
      if (answer.kind !== 'found') tally.asked++;
      if (answer.kind === 'ask' && answer.candidates.some(is)) tally.offered++;
      if (answer.kind !== 'found') continue;
      if (answer.regions.length === 1 && answer.regions.every(is)) tally.right++;
      else wrong.push(`${room}: ${text}`);
    }
  }
  return { ...tally, wrong };
}
