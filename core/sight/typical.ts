/** How things of a name mostly look, where nobody can say what a region is: enough to tell the sky from the lawn, and a picture from a plant. */
import type { BasicColour, Region, Scene } from '../contract/scene.ts';
import { rising } from './criterion.ts';

interface Look {
  readonly colours?: readonly BasicColour[];
  /** Of the middle, as shares of the picture's height from the top: not above, and not below. */
  readonly below?: number;
  readonly above?: number;
  /** A share of the picture. */
  readonly atLeast?: number;
  /** How much of its box it fills. */
  readonly fills?: number;
  /** Higher than wide by so much, or as high as wide. */
  readonly tall?: number;
  readonly round?: true;
  /** Smooth, as sky and walls are. */
  readonly plain?: true;
}

const looks: readonly (readonly [names: string, look: Look])[] = [
  ['sky clouds cloud', { colours: ['blue', 'white', 'grey'], above: 0.5, atLeast: 0.05, plain: true }],
  ['ceiling', { colours: ['white', 'grey', 'brown'], above: 0.3, atLeast: 0.03, plain: true }],
  ['floor ground pavement street road path deck', { below: 0.6, atLeast: 0.05 }],
  ['grass lawn meadow field turf', { colours: ['green'], below: 0.4, atLeast: 0.05 }],
  ['sea water lake ocean river pool', { colours: ['blue', 'grey', 'green'], below: 0.35, atLeast: 0.04 }],
  ['sand beach', { colours: ['yellow', 'brown', 'white', 'orange'], below: 0.5, atLeast: 0.04 }],
  ['snow', { colours: ['white', 'grey'], atLeast: 0.04 }],
  ['wall walls background backdrop', { atLeast: 0.12, above: 0.65, plain: true }],
  ['rug carpet mat', { below: 0.6, atLeast: 0.02 }],
  ['plant tree bush hedge leaf leaves foliage ivy palm shrub', { colours: ['green'] }],
  ['sun moon', { colours: ['yellow', 'white', 'orange'], above: 0.5, round: true }],
  [
    'picture painting poster frame window mirror door screen television tv laptop monitor book box sign card poster photo drawer drawers cupboard board',
    { fills: 0.75 },
  ],
  ['ball plate clock wheel button apple orange coin bowl', { fills: 0.65, round: true }],
  ['pole post candle bottle tower column trunk person man woman figure statue', { tall: 1.8 }],
];

const known: ReadonlyMap<string, Look> = new Map(
  looks.flatMap(([names, look]) => names.split(' ').map(name => [name, look] as const)),
);

/** So many times as large as the least that it may be, nothing speaks against it any more. */
const ample = 5;

/** What is left of the likelihood where one of these is not so. */
const unlike = 0.25;

const held = (is: number): number => unlike + (1 - unlike) * is;

/** How well a region without a name goes with `name`, from 0 to 1. Nothing where nobody knows how such a thing looks. */
export function looksLike(name: string, { width, height }: Scene): ((region: Region) => number) | undefined {
  const word = name.split(' ').at(-1) ?? '';
  const look = known.get(word) ?? known.get(word.replace(/s$/, ''));
  if (!look) return undefined;
  return ({ colours, centre, area, box, texture }) => {
    const share = colours.reduce((sum, one) => (look.colours?.includes(one.name) ? sum + one.share : sum), 0);
    const filled = (area * width * height) / (box.width * box.height);
    const upright = Math.log(box.height / box.width);
    return [
      look.colours ? rising(share, 0.4, 0.1) : 1,
      look.below === undefined ? 1 : rising(centre.y, look.below, 0.05),
      look.above === undefined ? 1 : rising(-centre.y, -look.above, 0.05),
      look.atLeast === undefined
        ? 1
        : rising(Math.log(area), Math.log(look.atLeast), 0.3) *
          Math.min(1, Math.sqrt(area / (ample * look.atLeast))),
      look.fills === undefined ? 1 : rising(filled, look.fills, 0.05),
      look.tall === undefined ? 1 : rising(upright, Math.log(look.tall), 0.2),
      look.round === undefined ? 1 : rising(-Math.abs(upright), -0.3, 0.1),
      look.plain === undefined ? 1 : rising(-texture, -0.5, 0.1),
    ].reduce((product, is) => product * held(is), 1);
  };
}
