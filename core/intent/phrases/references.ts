/** Pictures that are kept for their look, and looking like them. */
import { one, type Phrase, type Reading } from '../reading.ts';
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
const features = '[colours|colors|colour|color|light|lighting|look|mood|tones|tone|style|palette|grade|feel]';

const liked = (name: string | undefined): Reading | undefined =>
  one({ op: 'like', ...(name === undefined ? {} : { words: name }) });

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
