/** Our planes → what a declared network takes, and what it gives → planes. Every conversion there is, and no other place. */
import { Fault } from '../../../core/contract/fault.ts';
import type { Tensor } from '../net.ts';
import type { Declaration } from './declaration.ts';
import type { Planes } from './planes.ts';

type Picture = Declaration['result'];

const ranges: Record<Picture['range'], readonly [black: number, white: number]> = {
  '0 to 1': [0, 1],
  '-1 to 1': [-1, 1],
  '0 to 255': [0, 255],
};

/** What the network is fed, by the names of its inputs. */
export function feedsFor({ image, mask }: Declaration, picture: Planes): Record<string, Tensor> {
  const { width, height, values, hole } = picture;
  const size = width * height;
  const [black, white] = ranges[image.range];
  const within = mask.as === 'channel';
  const channels = within ? 4 : 3;
  const seen = blank(image.type, channels * size);
  const [skip, step] = steps(image.layout, channels, size);
  const first = within && mask.at === 'first' ? 1 : 0;
  for (let channel = 0; channel < 3; channel++) {
    const from = channelOf(image.order, channel) * size;
    const to = (first + channel) * skip;
    for (let at = 0; at < size; at++) {
      const value = black + (white - black) * values[from + at]!;
      seen[to + at * step] = fit(image.type, image.hole !== 'spread' && hole[at] === 1 ? image.hole : value);
    }
  }
  const dims = (count: number, layout: Picture['layout']): number[] =>
    layout === 'planes' ? [1, count, height, width] : [1, height, width, count];
  const feeds = { [image.name]: { data: seen, dims: dims(channels, image.layout) } };
  if (within) {
    const to = (mask.at === 'first' ? 0 : 3) * skip;
    for (let at = 0; at < size; at++) seen[to + at * step] = hole[at] === 1 ? mask.hole : mask.known;
    return feeds;
  }
  const marks = blank(mask.type, size);
  for (let at = 0; at < size; at++) marks[at] = hole[at] === 1 ? mask.hole : mask.known;
  return { ...feeds, [mask.name]: { data: marks, dims: dims(1, mask.layout) } };
}

/**
 * The three planes of what the network gave for a picture of this size, 0 to 1. Throws `Fault('no-maker')` where it gave
 * something else than it declares.
 */
export function coloursFrom(
  { title, result }: Declaration,
  results: Readonly<Record<string, Tensor>>,
  { width, height }: Pick<Planes, 'width' | 'height'>,
): Float32Array {
  const found = results[result.name];
  const dims = result.layout === 'planes' ? [1, 3, height, width] : [1, height, width, 3];
  const type = found?.data instanceof Uint8Array ? 'uint8' : 'float32';
  if (found === undefined || type !== result.type || found.dims.join() !== dims.join()) {
    const was = found === undefined ? 'nothing' : `${type} [${found.dims.join(', ')}]`;
    throw new Fault(
      'no-maker',
      `${title} was to give “${result.name}” as ${result.type} [${dims.join(', ')}] and gave ${was}.`,
    );
  }
  const [black, white] = ranges[result.range];
  const size = width * height;
  const [skip, step] = steps(result.layout, 3, size);
  const colours = new Float32Array(3 * size);
  for (let channel = 0; channel < 3; channel++) {
    const to = channelOf(result.order, channel) * size;
    for (let at = 0; at < size; at++) {
      const value = (found.data[channel * skip + at * step]! - black) / (white - black);
      if (Number.isNaN(value)) throw new Fault('no-maker', `${title} gave something that is no number.`);
      colours[to + at] = Math.min(1, Math.max(0, value));
    }
  }
  return colours;
}

const blank = (type: Picture['type'], length: number): Uint8Array | Float32Array =>
  type === 'uint8' ? new Uint8Array(length) : new Float32Array(length);

/** A byte array cuts off what it does not hold. */
const fit = (type: Picture['type'], value: number): number =>
  type === 'uint8' ? Math.min(255, Math.max(0, Math.round(value))) : value;

/** From one channel to the next, and from one pixel to the next. */
const steps = (layout: Picture['layout'], channels: number, size: number): readonly [number, number] =>
  layout === 'planes' ? [size, 1] : [1, channels];

/** Which of red, green and blue the network has there. */
const channelOf = (order: Picture['order'], channel: number): number =>
  order === 'rgb' ? channel : 2 - channel;
