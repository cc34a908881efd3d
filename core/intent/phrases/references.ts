/** Pictures that are kept for their look, and looking like them. */
import type { Target } from '../../contract/plan.ts';
import { each, one, type Phrase, type Reading } from '../reading.ts';
import { readTarget } from '../target.ts';
import { tokenise } from '../tokens.ts';
import { isStyle } from './paint.ts';
import { it } from './picture.ts';
import { exportFormats } from './session.ts';
import { wished } from './wishes.ts';

const picture = 'picture|image|photo|photograph|shot';
const shown = `[it|this|that] [the|my|this|current] [${picture}|version|edit|result|one]`;
const look = 'look|style|mood|grade';

const keep = 'save|keep|store|remember|use|mark|bookmark|set|have|treat|file|pin|take|choose';
const remember = 'save|remember|store|bookmark|memorise|memorize';
const shelf = `references|reference [list|library|collection|folder|board|shelf|${picture}|pictures|images|photos]`;
const under = '[as|under|called|named|titled|labelled {name}]';

/** "my reference", "the golden hour reference". */
const reference = `[the|my|our|that|this] [{name}] reference [${picture}|look]`;
const called = [
  `[the|my|our|that] reference|one|${look}|${picture} [that] [i|we] [have] [is] called|named|titled {name}`,
  `[the|my|our|that] reference|one|${look}|${picture} [that] i|we [have] saved|kept as {name}`,
];
const known = [reference, ...called];
const feature = 'colours|colors|colour|color|light|lighting|look|mood|tones|tone|style|palette|grade|feel';
const features = `[${feature}]`;

const liked = (name: string | undefined): Reading | undefined =>
  one({ op: 'like', ...(name === undefined ? {} : { words: name }) });

const isLook = ({ text, noun = '' }: Target): boolean =>
  /^(colou?rs?|light|lighting|look|mood|tones?|style|palette|grade|feel)$/.test(noun) ||
  /^(that( one)?|everything)$/.test(text);

/** Of these things; of the picture, where it is that or its look. */
const likeOf = (things: readonly Target[] | undefined, name: string | undefined): Reading | undefined =>
  things === undefined || things.every(isLook)
    ? liked(name)
    : each(things, thing => ({ op: 'like', ...(name === undefined ? {} : { words: name }), ...thing }));

/** "the beach one" is none of the things in the picture, as "the red one" and "the one on the left" are. */
function isCalledOne(name: string): boolean {
  const { text, noun, ...rest } = readTarget(tokenise(`the ${name} one`)) ?? { text: '' };
  return noun === `${name.toLowerCase()} one` && text !== '' && Object.keys(rest).length === 0;
}

const likened = (one: string): string[] => [
  `make|have|let|get {things} [to] [look|be|feel|appear] [a] [bit|little|lot] [more] like ${one}`,
  `make|get {things} [to] [look|be] [more] similar to ${one}`,
  `make|have|let|get the ${feature} of {things} [to] match|resemble [the] ${features} [of] ${one}`,
  `make|have|let|get {things} [to] match|resemble [the] ${features} [of] ${one}`,
  `make|get {things} [look] the same as ${one}`,
  `give {things} the same ${feature} as ${one}`,
  `give {things} [the] ${feature} of|from|in ${one}`,
  ...wished(`{things} [to] look|be|feel [more] like ${one}`, `{things} to match|resemble ${one}`),
  `{things} should look|be|feel [more] like ${one}`,
  `{things} should match|resemble ${one}`,
  `match|adapt|adjust|tune the ${feature} of {things} to|with [the] ${features} [of|from|in] ${one}`,
  `match|adapt|adjust|tune {things} to|with [the] ${features} [of|from|in] ${one}`,
  `apply|use ${one} on|to|for|with {things}`,
];

export const references: readonly Phrase[] = [
  {
    say: [
      `${keep} ${shown} [look] as|for [a|my|the|another] [new] reference [${picture}|look] [for] [later] ${under}`,
      `${keep} ${shown} [look] as|for [a|my|the|another] [new] reference and call|name it {name}`,
      `${keep} ${shown} [look] as [my|the] {name} reference`,
      `make|call ${shown} a|my|the|another [new] reference [${picture}] ${under}`,
      `add|put|save|copy|send|move|pin ${shown} [look] to|in|into|with|among|on|onto [the|my|our] ${shelf} ${under}`,
      `save|remember|store|keep it|this|that [${picture}] as [my|the] {name} ${look}`,
      `${remember} this|that|the|my [current|present] ${look} [of] [this|it] [${picture}] [for] [later] ${under}`,
      `keep this|that|the|my [current|present] ${look} as|under|called|named {name}`,
      `keep this|that|the|my [current|present] ${look} for later`,
      `remember|memorise|memorize it|this|that [${picture}] as|under {name}`,
      `call|name this|that ${look} {name}`,
    ],
    // "save this look as a png" is an export.
    mean: ({ name }) =>
      name !== undefined && exportFormats.has(name.toLowerCase())
        ? undefined
        : one({ op: 'keep', ...(name === undefined ? {} : { words: name }) }),
  },
  {
    // Who likes one asks for nothing yet.
    say: known.map(one => `i|we [really|quite|do|also] like|love ${one}`),
    mean: () => ({ edits: [] }),
  },
  {
    say: known.flatMap(likened),
    mean: ({ things, name }) => likeOf(things, name),
  },
  {
    say: [
      `give {things} the ${feature} of|from|in the|my {name} one`,
      `match|copy|use|apply the ${feature} of|from|in the|my {name} one`,
      `make|have|get ${it} [to] [look|be|feel] [more] like the|my {name} one`,
    ],
    mean: ({ things, name = '' }) => (isCalledOne(name) ? likeOf(things, name) : undefined),
  },
  {
    say: [...known, 'this|that one'].flatMap(one => [
      `make|have|let|get|do ${it} [to] [look|be|feel|appear] [a] [bit|little|lot] [more] like ${one}`,
      `make|get ${it} [to] [look|be] [more] similar to ${one}`,
      `make|have|let|get ${it} [to] match|resemble [the] ${features} [of] ${one}`,
      `make|get ${it} [look] the same as ${one}`,
      `give ${it} the same ${look}|mood as ${one}`,
      ...wished(`${it} [to] look|be|feel [more] like ${one}`, `${it} to match|resemble ${one}`),
      `match|copy|mimic|imitate|follow ${it} [to|with] [the|its] ${features} [of|from|in|to|with] ${one}`,
      `give|apply|use|borrow|try ${it} the look of ${one}`,
    ]),
    mean: ({ name }) => liked(name),
  },
  {
    say: known.flatMap(one => [
      `use|apply|try|take ${one} [again] [here] [for|on|to] [it|this|that|the|my] [${picture}]`,
      `give ${it} ${one}`,
      `like ${one}`,
    ]),
    mean: ({ name }) => liked(name),
  },
  {
    say: [
      `give ${it} the look of {name}`,
      'use|apply|borrow|try|take|match|copy the look of {name}',
      `match ${it} to the look of {name}`,
    ],
    // "the look of a painting" is a style.
    mean: ({ name }) => (name === undefined || isStyle(name) ? undefined : liked(name)),
  },
];
