/** Size: in pixels, by a factor, by the name of a screen. */
import type { Edit } from '../../contract/plan.ts';
import { one, type Phrase, type Reading } from '../reading.ts';
import { isWhole } from '../target.ts';
import { it } from './picture.ts';

const grow = 'enlarge|upscale|increase|blow|grow|magnify|super-resolve|expand|upsize|scale';
const shrink = 'shrink|reduce|downscale|downsize|decrease|cut|minimise|minimize';
const change = 'resize|rescale|make|set|change|export|want|size|bring|save|render|get|have|need';
const any = `${grow}|${shrink}|${change}`;
const extent = '[the|its|their] [size|resolution|dimensions|scale] [of] [it|this|the] [picture|image|photo]';
const original = '[the|its|of] [the|its] [original|current|full] [size|resolution|dimensions|width]';

export const size: readonly Phrase[] = [
  {
    say: [`${any} ${it} [up|down] [to|at|in|as|be] [a] {screen} [resolution|size|quality]`],
    mean: ({ screen }) => (screen === undefined ? undefined : sized(screen, Math.round((screen * 9) / 16))),
  },
  {
    say: [
      `${any} ${it} ${extent} [down|up] [be] [to|at|into] {number} [pixels] [wide] by|and {height} [pixels] [high|tall]`,
      `${any} ${it} [to] {number} [pixels] in width and {height} [pixels] in height`,
      `${any} ${it} [to] width [of|to] {number} [pixels] [and] height [of|to] {height} [pixels]`,
      `{number} [pixels] by {height} pixels`,
    ],
    mean: ({ number, height }) =>
      number === undefined || height === undefined ? undefined : sized(number, height),
  },
  {
    say: [
      `${any} ${it} [down|up] [to|at] [be] {number} [pixels] [in] wide|across|width`,
      `it|this should|must [be] {number} [pixels] wide|across`,
      `${any} ${it} [down|up] [to|at] [a|the|its] width [of] [it|the] [picture|image|photo] [of|to|at|be] [be] {number} [pixels] [wide]`,
      `width [of|to] {number} [pixels]`,
      `${any} ${it} [down|up] to {number} pixels`,
      `resize|scale|rescale|shrink|enlarge|downscale|downsize|reduce ${it} [down|up] to {number}`,
    ],
    // Under this it is a factor or a slip, not a width.
    mean: ({ number = 0 }) => (number < 32 ? undefined : sized(number, undefined)),
  },
  {
    say: [
      `${any} ${it} [down|up] [to|at] [be] {number} [pixels] [in] high|tall|height`,
      `it|this should|must [be] {number} [pixels] high|tall`,
      `${any} ${it} [down|up] [to|at] [a|the|its] height [of] [it|the] [picture|image|photo] [of|to|at|be] [be] {number} [pixels] [high|tall]`,
      `height [of|to] {number} [pixels]`,
    ],
    mean: ({ number }) => (number === undefined ? undefined : sized(undefined, number)),
  },
  {
    say: [`halve ${it} ${extent}`],
    mean: () => scaled(0.5),
  },
  {
    say: [
      `${any} ${it} [up|down] ${extent} [to|by|be|in] {times} [as|up|in] [big|large|bigger|larger|upscale] ${original}`,
      `{times} ${it} ${extent} [in] [size]`,
      `{times} [as] bigger|larger|big|large|upscale`,
      `{times} ${original} [please]`,
    ],
    mean: ({ times }) => scaled(times),
  },
  {
    say: [`${any} ${it} [by] {times} smaller`],
    mean: ({ times }) => scaled(times === undefined ? undefined : 1 / times),
  },
  {
    say: [`upscale|enlarge|magnify|super-resolve|scale ${it} [up] [to|by] [a] [factor|scale] [of] {number}`],
    mean: ({ number }) => (number !== undefined && number <= 16 ? scaled(number) : undefined),
  },
  {
    say: [`${grow} ${it} [up] ${extent} by {share}`, `${any} ${it} [by] {share} bigger|larger|up`],
    mean: ({ share }) => scaled(share === undefined ? undefined : 1 + share),
  },
  {
    say: [
      `${shrink} ${it} ${extent} [down] [by|in] {share}`,
      `scale ${it} down [by] {share}`,
      `${any} ${it} [by] {share} smaller|down`,
    ],
    mean: ({ share }) => scaled(share === undefined ? undefined : 1 - share),
  },
  {
    say: [
      `${any} ${it} ${extent} [down|up] [to|at|be] {share} [as] [big|large] ${original}`,
      '{share} the|its|of [the|its] [original] size',
    ],
    mean: ({ share }) => scaled(share),
  },
  {
    say: [
      `upscale|enlarge|magnify|super-resolve|upres|embiggen|blow|scale ${it} [up]`,
      `blow|scale up ${it}`,
      `make ${it} [a] [bit|lot|little] [more] bigger|larger|upscaled|big|large`,
      'enhance|increase|improve|up|raise [the|its] resolution|size [of] [it|this|the] [picture|image|photo]',
      `make ${it} high|higher|better res|resolution|definition|hd`,
      'higher|more resolution',
      'bigger|larger [picture|image|photo|please]',
      '{thing} is too small',
      'super resolution',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : scaled(2)),
  },
  {
    say: [
      `make|scale ${it} [a] [bit|lot|little] [more] smaller|down|small`,
      `${shrink} ${it} ${extent} [down]`,
      'smaller',
      `scale down ${it}`,
      '{thing} is too big|large',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : scaled(0.5)),
  },
  {
    say: [
      `resize|rescale|scale ${it}`,
      'change|adjust the size|dimensions|resolution [of] [it|this|the] [picture|image|photo]',
    ],
    mean: () => one({ op: 'resize' }),
  },
];

function scaled(factor: number | undefined): Reading | undefined {
  if (factor === undefined || factor <= 0) return undefined;
  return { edits: [{ op: 'upscale', factor: Math.round(factor * 1000) / 1000 }] };
}

function sized(width: number | undefined, height: number | undefined): Reading | undefined {
  const whole = [width, height].every(side => side === undefined || (Number.isInteger(side) && side > 0));
  const edit: Edit = {
    op: 'resize',
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
  return whole ? { edits: [edit] } : undefined;
}
