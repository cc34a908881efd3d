/** Looks at pictures with the networks that are here for it; and without any where there is none, or it fails. */
import type { Region, Sighted } from '../../core/contract/scene.ts';
import type { Size } from '../../core/pixels/box.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { maskOfRuns, runsOf } from '../../core/pixels/runs.ts';
import type { Asked } from '../../core/sight/cut/cut-out.ts';
import { matted } from '../../core/sight/cut/matte.ts';
import { withRim } from '../../core/sight/cut/rim.ts';
import { labelled, regionsOf, type Detection, type Named } from '../../core/sight/labelled.ts';
import { regionIn } from '../../core/sight/seen/masked.ts';
import type { Lookers } from '../models/sight/index.ts';
import type { Encoded, Segmenter } from '../models/sight/segmenter.ts';
import { nameOf, type Asking } from './asking.ts';
import type { Eyes, Hovered, Outlined, Places } from './protocol.ts';
import type { Sight } from './seeing.ts';

export class Looking {
  readonly #sight: Sight;
  readonly #lookers: Lookers;
  readonly #asking: Asking;
  /** What the segmenter knows of pictures, for as long as these stay decoded. */
  readonly #encoded = new WeakMap<Pixels, Encoded>();
  /** What was shown of them when a pointer last moved. */
  readonly #shown = new WeakMap<Pixels, { readonly asked: string; readonly mask: Mask }>();

  constructor(sight: Sight, lookers: Lookers, asking: Asking) {
    this.#sight = sight;
    this.#lookers = lookers;
    this.#asking = asking;
  }

  /** Who would look. */
  async eyes(): Promise<Eyes> {
    const { detector, segmenter, matter, embedder } = this.#lookers;
    const isHere = await this.#asking.here();
    const who = [detector, segmenter].filter(isHere);
    return {
      by: isHere(detector) ? who.map(nameOf) : [],
      cuts: isHere(segmenter),
      mattes: isHere(matter),
      ...(isHere(embedder) && { embeds: nameOf(embedder) }),
    };
  }

  /** The regions of a picture, with names where somebody knows them. */
  async see(image: Pixels, places: Places, report: (done: number) => void): Promise<Sighted> {
    report(0);
    const found = await this.#asking.ask(
      this.#lookers.detector,
      places,
      detector => detector.detect(image),
      'so the things here have no names',
    );
    report(0.3);
    const seen = this.#sight.seen(image);
    report(0.8);
    const { plane, scale } = this.#sight.copyOf(image);
    const { regions } = seen.scene;
    const detections = found.made ?? [];
    const known = regionsOf(detections, regions, seen.mask, scale);
    const unknown = detections.filter((_, at) => !known[at]);
    const own = await this.#outlines(image, unknown, places);
    const named: Named[] = [];
    const masks = regions.map(({ id }) => seen.mask(id));
    detections.forEach((detection, at) => {
      const mask = own.masks.get(detection);
      let region: Region | undefined = known[at];
      if (mask && !region) {
        region = regionIn(mask, this.#sight.surfacesIn(image), masks.length, image);
        if (region) masks.push(mask);
      }
      if (region) named.push({ ...detection, region });
    });
    const { by } = await this.eyes();
    const notes = [...found.notes, ...own.notes];
    return {
      scene: {
        ...seen.scene,
        regions: labelled(regions, named),
        // Where one of them failed, it is to be tried again.
        ...(by.length > 0 && !found.failed && !own.failed && { by: [...by] }),
      },
      copy: { width: plane.width, height: plane.height },
      masks: masks.map(runsOf),
      ...(notes.length > 0 && { notes }),
    };
  }

  /** The thing that is shown so; nothing where no network is here that knows it. */
  async outline(image: Pixels, asked: Asked, places: Places): Promise<Outlined> {
    // Who outlines without a network says what is wrong with it.
    if (!isInside(asked, image)) return { notes: [] };
    const { made, notes } = await this.#asking.ask(
      this.#lookers.segmenter,
      places,
      segmenter => this.#small(segmenter, image, asked),
      'so it was outlined without it',
    );
    if (!made) return { notes };
    const { plane, scale } = this.#sight.copyOf(image);
    const cut = withRim(this.#sight.refined(image, made));
    const { data } = matted(image, plane, made, cut, scale);
    for (const { x, y, adds } of asked.points)
      data[Math.floor(y) * image.width + Math.floor(x)] = adds ? 255 : 0;
    return { mask: data, notes };
  }

  /** What would change if `then` were shown and not `now`; nothing where no network is here that knows these things. */
  async hover(
    image: Pixels,
    now: Asked,
    then: Asked,
    places: Places,
  ): Promise<{ hovered?: Hovered; notes: string[] }> {
    if (!isInside(now, image) || !isInside(then, image)) return { notes: [] };
    const { plane } = this.#sight.copyOf(image);
    const copy = { width: plane.width, height: plane.height };
    const { made, notes } = await this.#asking.ask(
      this.#lookers.segmenter,
      places,
      async segmenter => {
        const before = await this.#shownNow(segmenter, image, now);
        const after = await this.#small(segmenter, image, then);
        if (!before || !after) return undefined;
        return { ...copy, data: after.data.map((value, i) => value ^ before.data[i]!) };
      },
      'so it was outlined without it',
    );
    return { ...(made && { hovered: { copy, runs: runsOf(made) } }), notes };
  }

  /** The people in it; nothing where no network is here that finds them, or there are none. */
  async matte(image: Pixels, places: Places): Promise<Outlined> {
    const { made, notes } = await this.#asking.ask(
      this.#lookers.matter,
      places,
      matter => matter.matte(image),
      'so nobody was found in it',
    );
    return { ...(made && { mask: made.data }), notes };
  }

  /** Where things are that are no region yet, in the picture's copy. */
  async #outlines(
    image: Pixels,
    detections: readonly Detection[],
    places: Places,
  ): Promise<{ masks: ReadonlyMap<Detection, Mask>; notes: string[]; failed?: true }> {
    const masks = new Map<Detection, Mask>();
    if (detections.length === 0) return { masks, notes: [] };
    const { notes, failed } = await this.#asking.ask(
      this.#lookers.segmenter,
      places,
      async segmenter => {
        for (const detection of detections) {
          const mask = await this.#small(segmenter, image, { box: detection.box, points: [] });
          if (mask) masks.set(detection, mask);
        }
      },
      'so things were outlined without it',
    );
    for (const detection of detections) {
      if (masks.has(detection)) continue;
      const { runs, copy } = this.#sight.hover(image, { points: [] }, { box: detection.box, points: [] });
      masks.set(detection, maskOfRuns(runs, copy));
    }
    return { masks, notes, ...(failed && { failed }) };
  }

  /** The last of it is kept: a pointer moves on, and what is shown stays. */
  async #shownNow(segmenter: Segmenter, image: Pixels, now: Asked): Promise<Mask | undefined> {
    const asked = JSON.stringify(now);
    const known = this.#shown.get(image);
    if (known?.asked === asked) return known.mask;
    const mask = await this.#small(segmenter, image, now);
    if (mask) this.#shown.set(image, { asked, mask });
    return mask;
  }

  /** In the picture's copy. */
  async #small(segmenter: Segmenter, image: Pixels, asked: Asked): Promise<Mask | undefined> {
    if (asked.points.length === 0 && !asked.box) {
      const { plane } = this.#sight.copyOf(image);
      return blankMask(plane.width, plane.height);
    }
    const encoded = this.#encoded.get(image) ?? (await segmenter.encode(image));
    this.#encoded.set(image, encoded);
    return segmenter.cut(encoded, asked, this.#sight.copyOf(image).plane);
  }
}

const isInside = ({ points }: Asked, { width, height }: Size): boolean =>
  points.every(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height);
