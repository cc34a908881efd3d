/** Size: in pixels, by a factor, by the name of a screen. */
import type { Edit } from '../../contract/plan.ts';
import { one, type Phrase, type Reading } from '../reading.ts';
import { isWhole } from '../target.ts';
import { it } from './picture.ts';

const scaled = (factor: number | undefined): Reading | undefined =>
  factor === undefined || factor <= 0
    ? undefined
    : { edits: [{ op: 'upscale', factor: Math.round(factor * 1000) / 1000 }] };

export const size: readonly Phrase[] = [
  {
    say: [
      `resize|scale|make|export|upscale|save|set|render ${it} [up|down] [to|at|in|as|be] [a] {screen} [resolution|size|quality]`,
    ],
    mean: ({ screen }) => (screen === undefined ? undefined : sized(screen, Math.round((screen * 9) / 16))),
  },
  {
    say: [
      `resize|scale|rescale|make|set|change|export|shrink|enlarge|downscale|want|upscale|downsize|size|reduce ${it} [the] [size|resolution|dimensions] [of] [it] [down|up] [be] [to|at|into] {number} [pixels] [wide] by|and {height} [pixels] [high|tall]`,
      `resize|scale|rescale|make|set ${it} [to] {number} [pixels] in width and {height} [pixels] in height`,
      `resize|scale|make|set ${it} [to] width [of|to] {number} [pixels] [and] height [of|to] {height} [pixels]`,
      `{number} [pixels] by {height} pixels`,
    ],
    mean: ({ number, height }) =>
      number === undefined || height === undefined ? undefined : sized(number, height),
  },
  {
    say: [
      `resize|scale|rescale|make|set|shrink|enlarge|downscale|want|downsize|upscale|reduce ${it} [down|up] [be] [to|at] {number} [pixels] wide|across|width`,
      `resize|scale|rescale|make|set|shrink|enlarge ${it} [down|up] [to|at] [a|the] width [of|to|at] [be] {number} [pixels]`,
      `set|make|change the width [of] [it|the] [picture|image|photo] [to|be] {number} [pixels]`,
      `resize|scale|make|set ${it} [to] {number} [pixels] in width`,
      `make|set ${it} width {number} [pixels]`,
      `width [of|to] {number} [pixels]`,
      `resize|scale|shrink|downscale|enlarge|downsize ${it} [down|up] to {number} pixels`,
    ],
    mean: ({ number }) => (number === undefined ? undefined : sized(number, undefined)),
  },
  {
    say: [
      `resize|scale|rescale|make|set|shrink|enlarge|downscale|want|downsize|upscale|reduce ${it} [down|up] [be] [to|at] {number} [pixels] high|tall|height`,
      `resize|scale|rescale|make|set|shrink|enlarge ${it} [down|up] [to|at] [a|the] height [of|to|at] [be] {number} [pixels]`,
      `set|make|change the height [of] [it|the] [picture|image|photo] [to|be] {number} [pixels]`,
      `resize|scale|make|set ${it} [to] {number} [pixels] in height`,
      `height [of|to] {number} [pixels]`,
    ],
    mean: ({ number }) => (number === undefined ? undefined : sized(undefined, number)),
  },
  {
    say: [
      `make|resize|scale|shrink|set|reduce|want|downscale|bring ${it} [down|up] [to|at|by|be] half the|its|of [its] [original] [size|resolution|width|dimensions] [size]`,
      `halve ${it} [the|its] [size|resolution|dimensions] [of] [it|this|the] [picture|image|photo]`,
      `make ${it} half as|the big|large|size`,
      `shrink|reduce|scale|cut ${it} [the|its] [size|down] [by|in] half`,
      'half the|its|of [original] size',
      `make ${it} half [the|its] size`,
      `half [the] size`,
    ],
    mean: () => scaled(0.5),
  },
  {
    say: [
      `double|twice ${it} [the|its|in] [size|resolution|dimensions] [of] [it|this|the] [picture|image|photo]`,
      `make|scale|blow ${it} [up] [to] twice|double as|the|its [big|large|size] [size]`,
      `make ${it} twice|double the|its size|resolution`,
      'double in size',
      `make ${it} two times as big|large`,
      'twice as big|large',
    ],
    mean: () => scaled(2),
  },
  {
    say: [`triple|treble ${it} [the|its|in] [size|resolution] [of] [it|this|the] [picture|image|photo]`],
    mean: () => scaled(3),
  },
  { say: [`quadruple ${it} [the|its|in] [size|resolution]`], mean: () => scaled(4) },
  {
    say: [
      `upscale|enlarge|scale|make|blow|increase|resize|magnify|super-resolve ${it} [up] [the|its] [size|resolution] [to|by|at] [be] [a] [factor] [of] {number} [times|x] [the|its|as|bigger|larger|big|large|up|in] [size|big|large|bigger|larger|original|resolution] [size]`,
      `{number} times|x as|the|bigger|larger|its|upscale [big|large|size|original] [size]`,
      `upscale {number} x`,
    ],
    mean: ({ number }) => scaled(number),
  },
  {
    say: [
      `enlarge|upscale|increase|blow|make|grow|scale ${it} [up] [the|its] [size|resolution] [by] {part} [bigger|larger|up]`,
    ],
    mean: ({ part }) => (part === undefined ? undefined : scaled(1 + part)),
  },
  {
    say: [
      `shrink|reduce|downscale|downsize|decrease|make ${it} [down] [the|its] [size|resolution] [by] {part} [smaller|down]`,
    ],
    mean: ({ part }) => (part === undefined ? undefined : scaled(1 - part)),
  },
  {
    say: [
      `scale|resize|shrink|enlarge|reduce|set|make|downscale|bring ${it} [the|its] [size|scale] [down|up] [to|at] {part} [of|the|its] [its] [original] [size]`,
    ],
    mean: ({ part }) => scaled(part),
  },
  {
    say: [
      `upscale|enlarge|magnify|super-resolve|upres|embiggen ${it} [up]`,
      `make|blow|scale ${it} bigger|larger|up`,
      'enhance|increase|improve|up the|its resolution|size [of] [it|this|the] [picture|image|photo]',
      `make ${it} high|higher|better res|resolution|definition|hd`,
      'higher|more resolution',
      'bigger|larger [picture|image|photo|please]',
      'it|this|{thing} is too small',
      `blow up ${it}`,
      `scale up ${it}`,
      'super resolution',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : scaled(2)),
  },
  {
    say: [
      `make|scale ${it} smaller|down`,
      `shrink|downscale|downsize|reduce ${it} [the|its] [size|down] [of] [it|this|the] [picture|image|photo]`,
      'smaller',
      `scale down ${it}`,
    ],
    mean: () => scaled(0.5),
  },
  {
    say: [
      `resize|rescale|scale ${it}`,
      'change|adjust the size|dimensions|resolution [of] [it|this|the] [picture|image|photo]',
    ],
    mean: () => one({ op: 'resize' }),
  },
];

function sized(width: number | undefined, height: number | undefined): Reading | undefined {
  const whole = [width, height].every(side => side === undefined || (Number.isInteger(side) && side > 0));
  const edit: Edit = {
    op: 'resize',
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
  return whole ? { edits: [edit] } : undefined;
}
