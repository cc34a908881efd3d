/** Looks at pictures with the networks that are here for it, one of them open at a time; and without any where there is none, or it fails. */
import { Fault } from '../../core/contract/fault.ts';
import type { Region, Sighted } from '../../core/contract/scene.ts';
import { embeddingOf } from '../../core/library/embedding.ts';
import type { Size } from '../../core/pixels/box.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { maskOfRuns, runsOf } from '../../core/pixels/runs.ts';
import type { Asked } from '../../core/sight/cut/cut-out.ts';
import { matted } from '../../core/sight/cut/matte.ts';
import { withRim } from '../../core/sight/cut/rim.ts';
import { labelled, regionsOf, type Detection, type Named } from '../../core/sight/labelled.ts';
import { regionIn } from '../../core/sight/seen/masked.ts';
import type { Embedder } from '../models/sight/embedder.ts';
import { lookersIn, type Lookers } from '../models/sight/index.ts';
import type { Looker, Open } from '../models/sight/looker.ts';
import type { Encoded, Segmenter } from '../models/sight/segmenter.ts';
import type { Weights } from '../models/weights/kept.ts';
import type { Embedded, Eyes, Hovered, Outlined, Places } from './protocol.ts';
import type { Sight } from './seeing.ts';
import { lost, othersOf, processors } from './tools.ts';

/** What a network made, or nothing where none is here or it could not; and what went otherwise than wished for. */
interface Tried<T> {
  readonly made?: T;
  readonly notes: string[];
  readonly failed?: true;
}

export class Looking {
  readonly #sight: Sight;
  readonly #lookers: Lookers;
  #open: { readonly by: string; readonly opened: Open } | undefined;
  /** Who could not, and is not asked again by this worker: that was told once. */
  readonly #failed = new Set<string>();
  /** What the segmenter knows of pictures, for as long as these stay decoded. */
  readonly #encoded = new WeakMap<Pixels, Encoded>();

  constructor(sight: Sight, weights: Weights) {
    this.#sight = sight;
    this.#lookers = lookersIn(weights);
  }

  /** Who would look. */
  async eyes(): Promise<Eyes> {
    const { detector, segmenter, matter, embedder } = this.#lookers;
    const all = [detector, segmenter, matter, embedder].map(looker => looker.isHere());
    const [sees = false, cuts = false, mattes = false, embeds] = await Promise.all(all);
    const who = sees ? [detector, ...(cuts ? [segmenter] : [])] : [];
    return { by: who.map(nameOf), cuts, mattes, ...(embeds && { embeds: nameOf(embedder) }) };
  }

  /** The regions of a picture, with names where somebody knows them. */
  async see(image: Pixels, places: Places, report: (done: number) => void): Promise<Sighted> {
    report(0);
    const found = await this.#try(
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
    const { made, notes } = await this.#try(
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
    const { made, notes } = await this.#try(
      this.#lookers.segmenter,
      places,
      async segmenter => {
        const masks: Mask[] = [];
        for (const asked of [now, then]) {
          const isNone = asked.points.length === 0 && asked.box === undefined;
          const mask = isNone
            ? blankMask(copy.width, copy.height)
            : await this.#small(segmenter, image, asked);
          if (!mask) return undefined;
          masks.push(mask);
        }
        return masks.reduce((one, other) => ({ ...copy, data: one.data.map((v, i) => v ^ other.data[i]!) }));
      },
      'so it was outlined without it',
    );
    return { ...(made && { hovered: { copy, runs: runsOf(made) } }), notes };
  }

  /** The people in it; nothing where no network is here that finds them, or there are none. */
  async matte(image: Pixels, places: Places): Promise<Outlined> {
    const { made, notes } = await this.#try(
      this.#lookers.matter,
      places,
      matter => matter.matte(image),
      'so nobody was found in it',
    );
    return { ...(made && { mask: made.data }), notes };
  }

  /** What is in it; nothing where no network is here that compares pictures. */
  embed(image: Pixels, places: Places): Promise<Embedded> {
    return this.#embedding(places, embedder => embedder.embed(image), 'so only its looks are compared');
  }

  /** What these words say; nothing where no network is here that knows words, or there are none. */
  async embedWords(words: string, places: Places): Promise<Embedded> {
    if (words.trim() === '') return { notes: [] };
    return this.#embedding(
      places,
      embedder => embedder.embedWords(words),
      'so only what was said of pictures is searched',
      'read these words',
    );
  }

  async #embedding(
    places: Places,
    work: (embedder: Embedder) => Promise<Float32Array>,
    otherwise: string,
    asked?: string,
  ): Promise<Embedded> {
    const { embedder } = this.#lookers;
    const by = nameOf(embedder);
    const { made, notes } = await this.#try(
      embedder,
      places,
      async opened => embeddingOf(by, await work(opened)),
      otherwise,
      asked,
    );
    return { ...(made && { embedding: made }), notes };
  }

  /** Where things are that are no region yet, in the picture's copy. */
  async #outlines(
    image: Pixels,
    detections: readonly Detection[],
    places: Places,
  ): Promise<{ masks: ReadonlyMap<Detection, Mask>; notes: string[]; failed?: true }> {
    const masks = new Map<Detection, Mask>();
    if (detections.length === 0) return { masks, notes: [] };
    const { notes, failed } = await this.#try(
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

  /** In the picture's copy. */
  async #small(segmenter: Segmenter, image: Pixels, asked: Asked): Promise<Mask | undefined> {
    const encoded = this.#encoded.get(image) ?? (await segmenter.encode(image));
    this.#encoded.set(image, encoded);
    return segmenter.cut(encoded, asked, this.#sight.copyOf(image).plane);
  }

  /** Asks one of them, on each processor that it may have until one can. `asked` and `otherwise` are what the sentence says where none could. */
  async #try<T extends Open, R>(
    looker: Looker<T>,
    places: Places,
    work: (opened: T) => Promise<R | undefined>,
    otherwise: string,
    asked = 'look at this picture',
  ): Promise<Tried<R>> {
    if (!(await looker.isHere())) return { notes: [] };
    if (this.#failed.has(looker.name)) return { notes: [], failed: true };
    const wish = { processors: places };
    let [why, broke] = ['', false];
    for (const processor of processors(wish, looker)) {
      try {
        const made = await work(await this.#opened(looker, processor, othersOf(wish)));
        const notes = broke
          ? ['The graphics processor broke off, so the processor did it: the same, but slower.']
          : [];
        return { ...(made !== undefined && { made }), notes };
      } catch (thrown) {
        const fault = Fault.from(thrown);
        if (fault.name !== 'no-maker' && fault.name !== 'offline') throw fault;
        why = fault.message;
        broke = true;
        await this.#close();
        if (processor === 'webgpu') lost.add(processor);
      }
    }
    this.#failed.add(looker.name);
    return { notes: [`${looker.title} could not ${asked}, ${otherwise}. ${why}`], failed: true };
  }

  /** One at a time: the memory of the one before goes back first. */
  async #opened<T extends Open>(
    looker: Looker<T>,
    ...[on, others]: Parameters<Looker<T>['open']>
  ): Promise<T> {
    const by = `${looker.name} on ${on}`;
    const known = this.#open;
    // Only its own looker ever opens what has its name.
    if (known?.by === by) return known.opened as T;
    await this.#close();
    const opened = await looker.open(on, others);
    this.#open = { by, opened };
    return opened;
  }

  async #close(): Promise<void> {
    const before = this.#open;
    this.#open = undefined;
    await before?.opened.close();
  }
}

const isInside = ({ points }: Asked, { width, height }: Size): boolean =>
  points.every(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height);

const nameOf = ({ name, edition }: Pick<Looker<Open>, 'name' | 'edition'>): string => `${name}@${edition}`;
