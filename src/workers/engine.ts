/** Finds the operation, checks the order, gives it its tools, runs it, and packs what it made. */
import { selectLike } from '../../core/colour/select.ts';
import { Look } from '../../core/contract/look.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { lookOf } from '../../core/library/look.ts';
import { sampleOf } from '../../core/library/sample.ts';
import { towards } from '../../core/library/towards.ts';
import { vectorOf } from '../../core/library/vector.ts';
import { inputsFor } from '../../core/operations/asked.ts';
import { crop } from '../../core/pixels/crop.ts';
import { grow } from '../../core/pixels/mask.ts';
import { blankMask } from '../../core/pixels/pixels.ts';
import type { Asked } from '../../core/sight/cut/cut-out.ts';
import { findDamage } from '../../core/sight/damage.ts';
import { damageIn } from '../../core/sight/damage/names.ts';
import { networkNamed, networks } from '../models/index.ts';
import { describeMachine } from '../models/machine.ts';
import { measure } from '../models/measure.ts';
import { declarationFor, portsOf } from '../models/own-network.ts';
import { lookersIn } from '../models/sight/index.ts';
import { here, type Weights } from '../models/weights/kept.ts';
import { Asking } from './asking.ts';
import { changedBetween, checkLeak, doubtsOf, wholePicture } from './check.ts';
import { Comparing } from './comparing.ts';
import { decodeFile, readFile } from './decode.ts';
import { toolsElsewhere } from './elsewhere.ts';
import { hashOf, named } from './hash.ts';
import { hold } from './hold.ts';
import { Looking } from './looking.ts';
import { packMask, unpackMask } from './mask.ts';
import { pack, scaled, thumbOf } from './pack.ts';
import { Pictures } from './pictures.ts';
import { prepare } from './prepare.ts';
import { Preview } from './preview.ts';
import { Course } from './progress.ts';
import {
  BoxShape,
  Glimpse,
  LineUp,
  Naming,
  Order,
  Shown,
  type EngineApi,
  type Made,
  type Outside,
} from './protocol.ts';
import { refer } from './refer.ts';
import { Sight } from './seeing.ts';
import { fileOf } from './take-away.ts';
import type { Ears } from './tools.ts';

const Params = v.record(v.string(), v.unknown());
const Margin = v.object({ grow: v.optional(v.number(), 0) });

/** `weights`: where the networks lie that look at pictures. */
export function makeEngine(weights: Weights = here): EngineApi {
  const pictures = new Pictures();
  const preview = new Preview(pictures);
  const sight = new Sight();
  const [lookers, asking] = [lookersIn(weights), new Asking(weights)];
  const looking = new Looking(sight, lookers, asking);
  const comparing = new Comparing(sight, lookers.embedder, asking);
  return {
    hold,

    async open(file) {
      const bytes = await readFile(file);
      const { pixels, sniffed } = await decodeFile(bytes);
      const picture = { hash: await hashOf(bytes), blob: new Blob([bytes], { type: sniffed.type }) };
      pictures.keep({ hash: picture.hash, pixels, whole: { hash: picture.hash, pixels } });
      return {
        picture,
        thumb: await thumbOf(pixels),
        width: pixels.width,
        height: pixels.height,
        type: sniffed.type,
      };
    },

    run: (order, outside) => run(parse(Order, order), outside, pictures),

    measure: async (network, processor, known) => measure(await networkNamed(network), processor, known),
    networks: async () =>
      (await networks()).map(({ name, title, runsOn }) => ({ name, title, runsOn: [...runsOn] })),
    describe: describeMachine,
    network: files => declarationFor(files, portsOf),

    async view(picture, box, width, height) {
      return await scaled((await pictures.decoded(picture)).pixels, box, width, height);
    },

    preview: (order, width, height) => preview.draw(parse(Order, order), width, height),

    async select(picture, x, y, tolerance) {
      const { pixels } = await pictures.decoded(picture);
      return selectLike(pixels, x, y, tolerance, sight.surfacesIn(pixels)).data;
    },

    async cut(picture, shown) {
      const asked = askedFor(shown);
      return sight.cut((await pictures.decoded(picture)).pixels, asked).data;
    },

    async hover(picture, now, then, places) {
      const { pixels } = await pictures.decoded(picture);
      const [before, after] = [askedFor(now), askedFor(then)];
      if (!places) return sight.hover(pixels, before, after);
      const { hovered, notes } = await looking.hover(pixels, before, after, places);
      return { ...(hovered ?? sight.hover(pixels, before, after)), notes };
    },

    eyes: () => looking.eyes(),
    async outline(picture, shown, places) {
      return looking.outline((await pictures.decoded(picture)).pixels, askedFor(shown), places);
    },
    matte: async (picture, places) => looking.matte((await pictures.decoded(picture)).pixels, places),
    embed: async (picture, places) => comparing.embed((await pictures.decoded(picture)).pixels, places),
    embedWords: (words, places) => comparing.embedWords(words, places),

    async recognise(picture, given, places, outside) {
      const lineUp = parse(LineUp, given);
      const course = new Course(outside);
      const doing = `Looking for the ${lineUp.names.join(' and the ')}`;
      course.at(0, doing);
      const { pixels } = await pictures.decoded(picture);
      return comparing.recognise(pixels, lineUp, places, done => course.at(0.1 + 0.9 * done, doing));
    },

    async see(picture, places, outside) {
      const course = new Course(outside);
      course.at(0, 'Looking for it');
      const { pixels } = await pictures.decoded(picture);
      return looking.see(pixels, places, done => course.at(0.3 + 0.7 * done, 'Looking for it'));
    },

    async damage(picture, words, outside) {
      const course = new Course(outside);
      const doing = `Looking for ${damageIn(words).join(' and ')}`;
      course.at(0, doing);
      const { pixels } = await pictures.decoded(picture);
      const found = findDamage(words, pixels, done => course.at(0.1 + 0.9 * done, doing));
      return (found ?? blankMask(pixels.width, pixels.height)).data;
    },

    async take(picture, copy, masks) {
      return sight.take((await pictures.decoded(picture)).pixels, copy, masks).data;
    },

    glimpse: (picture, glimpse) => preview.glimpse(picture, parse(Glimpse, glimpse)),

    async appearance(picture) {
      const { pixels } = await pictures.decoded(picture);
      return { look: lookOf(pixels), row: vectorOf(sampleOf(pixels)) };
    },

    async refer(picture, naming, box) {
      const { pixels } = await pictures.decoded(picture);
      return refer(pixels, parse(Naming, naming), box && parse(BoxShape, box));
    },

    async towards(picture, reference, box) {
      const { pixels } = await pictures.decoded(picture);
      const part = box ? crop(pixels, parse(BoxShape, box)) : pixels;
      const { amounts } = towards(part, parse(Look, reference));
      return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== 0));
    },

    async packMask(data, width, height) {
      return await named(packMask({ width, height, data }), 'image/png');
    },

    async unpackMask(mask, width, height) {
      return (await unpackMask(mask, { width, height })).data;
    },

    async export(picture, type, quality) {
      return await fileOf((await pictures.decoded(picture)).pixels, type, quality);
    },
  };
}

function askedFor(shown: Shown): Asked {
  const { box, points } = parse(Shown, shown);
  return { points, ...(box && { box }) };
}

/** Never let go of: when this worker ends, however it ends, the browser hands the lock to whoever waits for it. */
async function run(order: Order, outside: Outside, pictures: Pictures): Promise<Made> {
  const course = new Course(outside);
  let maker: string | undefined;
  const notes: string[] = [];
  const ears: Ears = {
    onMaker: name => (maker = name),
    onNote: sentence => notes.push(sentence),
  };
  const elsewhere = toolsElsewhere(order.elsewhere, outside, ears);
  const { operation, uses, tools, paramsOn } = prepare(order, ears, elsewhere.tools);

  course.at(0, 'Reading the picture');
  const before = order.image && (await pictures.decoded(order.image));
  const mask = order.image && order.mask && before && (await unpackMask(order.mask, before.pixels));
  const params = paramsOn(before?.pixels);
  course.mark('read');

  const inputs = inputsFor(operation, before?.pixels, mask);
  const seed = order.seed + (order.attempt ?? 0);
  const report = (done: number): void => course.at(0.1 + 0.8 * done, operation.title);
  const known = parse(Params, params, 'bug');
  // Who keeps the promise is sent what that takes, and not the whole picture.
  const keeps = uses.some(use => use in elsewhere.tools);
  const images =
    elsewhere.operate && before && !keeps
      ? [await elsewhere.operate(operation, known, before.pixels, mask, seed)]
      : (await operation.run(tools, inputs, params, { seed, report })).images;
  const after = wholePicture(images);
  course.mark('run');

  const changed = before ? changedBetween(before.pixels, after) : after.width * after.height;
  const may = operation.masked && mask && grow(mask, marginIn(params));
  if (may && before) checkLeak(before.pixels, after, may);
  const doubts = may && operation.uses.length > 0 ? doubtsOf(after, may) : [];
  course.mark('check');

  course.at(0.9, 'Packing the result');
  const picture = await pack(after, before?.whole);
  const thumb = await thumbOf(after);
  const whole = picture.base === undefined || !before ? { hash: picture.hash, pixels: after } : before.whole;
  pictures.keep({ hash: picture.hash, pixels: after, whole });
  course.mark('pack');
  course.at(1, 'Done');
  return {
    picture,
    thumb,
    width: after.width,
    height: after.height,
    params: known,
    ...(maker === undefined ? {} : { maker }),
    seed,
    notes: [...notes, ...doubts],
    changed,
    ms: course.ms(),
  };
}

/** How far beyond the mask an operation may change the picture, in pixels. */
const marginIn = (params: unknown): number => parse(Margin, params, 'bug').grow;
