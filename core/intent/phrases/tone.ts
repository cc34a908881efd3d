/** Light, colour balance and sharpness. */
import type { Property, Target } from '../../contract/plan.ts';
import { limited, plain } from '../degree.ts';
import { adjusted, one, type Phrase, type Reading } from '../reading.ts';
import type { Change, Degree, Measure } from '../template.ts';
import { castOf, measureNamed } from '../tone.ts';
import { isWhole } from '../target.ts';
import { auto } from './auto.ts';
import { it } from './picture.ts';
import { dreamt, wished } from './wishes.ts';

const amountOf = (degree: Degree | undefined): number => degree?.amount ?? plain;

/** Every change on every thing, in the order they were said. */
function onto(
  things: readonly Target[] | undefined,
  changes: readonly Change[] | undefined,
): Reading | undefined {
  if (!changes || changes.length === 0) return undefined;
  const places = things ?? [undefined];
  return {
    edits: places.flatMap(thing => changes.map(({ property, amount }) => adjusted(property, amount, thing))),
  };
}

const complaint = (reading: Reading | undefined): Reading | undefined =>
  reading && { ...reading, complaint: true };

const moved = (measures: readonly Measure[] | undefined, amount: number): readonly Change[] | undefined =>
  measures?.map(({ property, sign }) => ({ property, amount: limited(sign * amount) }));

/** A verb that says by itself which property it moves. */
const verbs: readonly (readonly [words: string, property: Property, sign: 1 | -1])[] = [
  ['brighten|lighten|illuminate|brighter|whiten|dodge', 'exposure', 1],
  ['darken|dim|darker|burn', 'exposure', -1],
  ['sharpen|sharper|crispen|unblur|deblur|refocus', 'sharpness', 1],
  ['denoise|degrain|de-noise|de-grain', 'sharpness', -1],
  ['saturate', 'saturation', 1],
  ['desaturate|mute', 'saturation', -1],
  ['warm', 'temperature', 1],
  ['cool', 'temperature', -1],
];

const direct: readonly Phrase[] = verbs.map(([words, property, sign]) => ({
  say: [
    `${words} [up|down|off] {things} [up|down|off|out]`,
    ...(words === 'cool'
      ? [`${words} up|down|off`, `${words} things [up|down]`]
      : [`${words} [things] [up|down|off]`]),
    `give {things} a ${words}`,
  ],
  mean: ({ things }, degree) => onto(things, [{ property, amount: limited(sign * amountOf(degree)) }]),
}));

const up =
  'increase|raise|boost|up|bump|crank|pump|lift|push|add|enhance|strengthen|intensify|amplify|improve|heighten|restore|amp|jack|ramp|deepen|more|extra|higher|brighten|put|accentuate|emphasise|emphasize|maximise|maximize|lighten';
const down =
  'decrease|reduce|lower|drop|cut|tone|less|weaken|soften|mute|lessen|tame|ease|lose|crush|minimise|minimize|diminish|dampen|calm|darken|lessen|fewer|recover';
/** Said of a slider, with the way it goes. */
const moving = 'turn|bring|crank|push|pull|dial|move|nudge|ratchet';
const on = 'on|in|of|for|to|around|across|over|from|at';

export const tone: readonly Phrase[] = [
  ...direct,
  ...(
    [
      ['magenta|pink|purple|violet', 1],
      ['green', -1],
    ] as const
  ).map(([words, sign]): Phrase => ({
    say: [`tint|shift|push [${it}] [more] [to|towards|toward|into] [the] ${words} [side]`],
    mean: (_slots, degree) =>
      onto(undefined, [{ property: 'tint', amount: limited(sign * amountOf(degree)) }]),
  })),
  {
    say: [`deepen|darken|crush [the|my|its|up|down] [the] shadows|blacks [${on} {things}]`],
    mean: ({ things }, degree) => onto(things, [{ property: 'shadows', amount: limited(-amountOf(degree)) }]),
  },
  ...(
    [
      ['up|higher', 1],
      ['down|lower', -1],
    ] as const
  ).map(([way, sign]): Phrase => ({
    say: [`{measures} ${way} [by] {number} [points]`],
    mean: ({ measures, number }) =>
      number === undefined
        ? undefined
        : onto(undefined, moved(measures, (sign * number) / (Math.abs(number) > 1 ? 100 : 1))),
  })),
  {
    // Grain is no sharpness, though too much of either is taken away alike.
    say: [
      'add|put|apply|increase|boost|raise|more|extra [in|on] [some|more|a|the] [bit|little|touch|lot] [of] [film] grain|noise [back] [in|to|on] [it|this|the] [photo|picture|image]',
      ...wished('[some|more|a] [bit|little|touch] [of] [film] grain|noise'),
    ],
    mean: () => one({ op: 'add', what: 'grain' }),
  },
  {
    say: [
      'make|turn|get|have {things} [look|appear|be|a] [to] {change}',
      '{wish}',
      '[a|some] {wish} {things}',
      ...wished('[a|some] {wish} {things}'),
      ...wished('{things} [to] [be|look] {change}'),
      ...dreamt('{things} was|were|looked {change}'),
      '{things} should|could|must|can|might be|look|go {change}',
      '{things} needs|need|has|have to be|look|go {change}',
      '{things} would look|be [better|nicer|good] {change}',
      'can|could {things} be|look {change}',
      '{change} on|in|for|around|at {things}',
      'let {things} be {change}',
      '{things} {change}',
      'give {things} {change} look|feel|tone|tones|mood|colours|colors|light',
      'give {things} a {change} look|feel|tone|mood|light',
      'make {things} have {change} colours|colors|tones',
      '{change} colours|colors|tones|light|lighting|look|picture|image|photo',
      'make|get|turn {change}',
    ],
    mean: ({ things, change, wish }) => onto(things, change ?? wish),
  },
  ...auto,
  {
    // Which way it is wrong is not said: both ends are brought nearer the middle.
    say: ['balance|even [out|up] the light|lighting|exposure|brightness'],
    mean: (_slots, degree) =>
      onto(undefined, [
        { property: 'shadows', amount: amountOf(degree) },
        { property: 'highlights', amount: -amountOf(degree) },
      ]),
  },
  {
    say: ['tone|dial it|this|everything|things down'],
    mean: (_slots, degree) =>
      onto(undefined, [{ property: 'saturation', amount: limited(-amountOf(degree)) }]),
  },
  {
    say: [
      'make|let {things} pop|shine|stand',
      'make {things} pop|stand out',
      '{things} should|could|need|needs pop',
      'needs|need to pop',
      'make {things} come alive',
      '{measures} pop [more]',
      'make {measures} pop [more]',
    ],
    mean: ({ things }, degree) => onto(things, [{ property: 'vibrance', amount: amountOf(degree) }]),
  },
  {
    say: [
      `${up} [up|out] [the|some|its] [back|in] {measures} [${on} {things}]`,
      `${moving}|take|punch|open|bump|pump|boost|lift|raise|jack|amp|ramp|kick|beef {measures} up [${on} {things}]`,
      `${moving}|punch|open|kick|beef up|out {measures} [${on} {things}]`,
      `bring|get back [some|the|more] {measures} [${on} {things}]`,
      'give {things} [some|more|extra] {measures}',
      'make {things} have more {measures}',
      '[{things}] needs|need|lacks|lack|wants|requires [more|some|extra|in] {measures}',
      '[{things}] could use|do|with [with] [more|some] {measures}',
      ...wished('[more|some] {measures}'),
      `more {measures} ${on} {things}`,
      '[there] [is|are] not enough {measures} [on|in] [{things}]',
      '{things} does|do not have enough {measures}',
      '{things} has|have not enough|got {measures}',
      '[there|{things}] [is|are|has|have] too little {measures}',
      'let [in] more {measures} [in]',
      '{measures} up|plus|higher',
      '{measures} should|could|needs [to] be higher|stronger|more',
      'make {measures} higher|stronger|heavier|greater|bigger',
      '{measures} is|are [too] low|weak|lacking|missing|poor|thin',
      '{measures} is|are not strong|high [enough]',
      'stronger|higher|greater {measures}',
      `get|bring|put|give [me|us|it] [some|a] [bit] more|extra {measures} [${on} {things}]`,
    ],
    mean: ({ things, measures }, degree) => onto(things, moved(measures, amountOf(degree))),
  },
  {
    say: [
      `${down} [down|back|off|out|up] [the|some|its|of] {measures} [${on} {things}]`,
      `${moving}|tone|take|knock|scale|cut|lower|drop {measures} [right] [all] [the] [way] down|back|off [${on} {things}]`,
      `${moving}|tone|take|knock|scale|back down|back|off {measures} [${on} {things}]`,
      `${down} {measures} [right] [all] [the] [way] down|back|off`,
      'make {things} have less {measures}',
      '[{things}] needs|need|wants less {measures}',
      '[{things}] could use|do [with] less {measures}',
      ...wished('less {measures}'),
      `less {measures} ${on} {things}`,
      '[there] [is|are|has|have] too much|many [of] {measures} [on|in] [{things}]',
      '{things} has|have too much|many {measures}',
      '{measures} down|minus|lower',
      'make {measures} lower|weaker|softer|gentler|smaller',
      '{measures} is|are too high|strong|intense|heavy|loud|harsh|hard|much|hot|extreme|overpowering|aggressive|bright',
      '{measures} is|are strong|intense|overpowering|heavy|overdone',
      'weaker|softer|gentler|lower|gentle {measures}',
      '{measures} should|could|needs [to] be lower|weaker|less|softer',
      'get rid of the|that|this {measures} cast|tint|tinge',
      '{measures} hurts|hurt my eyes',
      'not so|as much {measures}',
    ],
    mean: ({ things, measures }, degree) => onto(things, moved(measures, -amountOf(degree))),
  },
  {
    // What is too strong is called bright, dark or heavy as well: the noun says which property.
    say: [
      '{measures} is|are|looks|look|seem|seems too dark|deep|black|heavy',
      '{measures} is|are [too] dark|deep|black',
      'lighten|brighten|lift|open|fill|soften|recover|raise {measures}',
      'lift|open|raise|fill|bring up|in {measures}',
    ],
    mean: ({ measures }, degree) =>
      measures?.every(({ property }) => property === 'shadows') === true
        ? onto(undefined, moved(measures, amountOf(degree)))
        : undefined,
  },
  {
    say: ['{things} is|are [all|too|so] in [the|a] [deep|heavy|dark] shadow|shadows|shade|darkness'],
    mean: ({ things }, degree) =>
      complaint(onto(things, [{ property: 'exposure', amount: amountOf(degree) }])),
  },
  {
    say: ['soften|smooth {measures}'],
    mean: ({ measures }, degree) => onto(undefined, moved(measures, -amountOf(degree))),
  },
  {
    say: [
      'set|put|change|adjust|move|bring|take|make {measures} [to|at|by|up|down] [plus]',
      'adjust {measures}',
      '{measures} [to|at|by]',
    ],
    mean: ({ measures }, degree) =>
      degree?.exact === true ? onto(undefined, moved(measures, degree.amount)) : undefined,
  },
  {
    say: [
      'set|put|change|adjust|move|bring|take|make {measures} to|at {part}',
      'set|change {measures} of|on|for {things} to|at {part}',
      '{measures} to|at {part}',
      '{measures} {part}',
    ],
    mean: ({ measures, part, things }) =>
      part === undefined ? undefined : onto(things, moved(measures, part)),
  },
  {
    say: [`${up} {measures} {part}`, 'take|bring|push|pull {measures} up {part}'],
    mean: ({ measures, part }) => (part === undefined ? undefined : onto(undefined, moved(measures, part))),
  },
  {
    say: [`${down} {measures} {part}`, 'take|bring|push|pull {measures} down {part}'],
    mean: ({ measures, part }) => (part === undefined ? undefined : onto(undefined, moved(measures, -part))),
  },
  {
    say: ['shift|push|move|nudge|take|bring {things} [more] to|towards|toward [the] {colour}'],
    mean: ({ things, colour }, degree) => {
      const cast = colour === undefined ? undefined : castOf(colour);
      return (
        cast && onto(things, [{ property: cast.property, amount: limited(cast.sign * amountOf(degree)) }])
      );
    },
  },
  {
    say: ['double {measures}', 'twice the|as {measures}', 'max|maximum [out] {measures}', 'full {measures}'],
    mean: ({ measures }) => onto(undefined, moved(measures, 1)),
  },
  {
    say: ['halve {measures}', 'half the {measures}', 'cut {measures} in half'],
    mean: ({ measures }) => onto(undefined, moved(measures, -0.5)),
  },
  {
    say: ['remove|kill|zero|no {measures}'],
    mean: ({ measures }) =>
      measures?.every(({ property }) => property === 'saturation') === true
        ? onto(undefined, moved(measures, -1))
        : undefined,
  },
  {
    say: [
      '{things} is|are|was|were|looks|look|seems|seem|feels|feel|appears|appear|came|comes|got|turned [out|to] [looks|look|be] {faults}',
      '{things} has|have come|turned|gone [out] {faults}',
      '{faults}',
      'looks|look|seems|is {faults}',
      '{things} {faults}',
      '{things} is|are|looks|look [being] {faults} on|in|around|at {others}',
      'fix|correct|mend {things} {faults}',
      '{things} is|are|looks|look {faults} compared|next to|with {words}',
    ],
    mean: ({ things, others, faults }) =>
      complaint(onto(others?.every(isWhole) === false ? others : things, faults)),
  },
  {
    say: [
      '{things} has|have [got] a|this|that|too [weird|strange|slight|ugly|horrible|nasty|funny|unnatural] {colour} cast|tint|tinge|hue|glow [to] [it]',
      'there is a {colour} cast|tint|tinge|hue|glow',
      '{things} looks|look|seems|seem|has|have|went|turned [too|a] [bit] {colour}',
      'fix|correct|remove|reduce|neutralise|neutralize the|that|this {colour} cast|tint|tinge|hue',
    ],
    mean: ({ things, colour }, degree) => {
      const cast = colour === undefined ? undefined : castOf(colour);
      const thing = things?.[0];
      if (!cast || (thing && !isWhole(thing) && !tinted.test(thing.noun ?? ''))) return undefined;
      return complaint(
        onto(things, [{ property: cast.property, amount: limited(-cast.sign * amountOf(degree)) }]),
      );
    },
  },
  {
    say: ['{things} is|are|looks|look too {words}'],
    mean: ({ things, words }, degree) => {
      const thing = things?.[0];
      const measure = thing?.noun === undefined ? undefined : measureNamed(thing.noun);
      if (
        !measure ||
        words === undefined ||
        !/^(strong|intense|loud|much|heavy|garish|bright|harsh|high|saturated|wild|crazy|vivid)$/.test(words)
      )
        return undefined;
      return onto(undefined, moved([measure], -amountOf(degree)));
    },
  },
];

/** What looks wrong in a colour, where sky, grass and sofa look right in theirs. */
const tinted =
  /^(skin|skin tone|skin tones|face|faces|teeth|whites|light|lighting|people|shot|hands|snow|paper|eyes|colou?rs?|wall|walls|ceiling)$/;
