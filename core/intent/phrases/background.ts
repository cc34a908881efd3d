/** What is behind the things of a picture: blurred, taken away, or another. */
import { colourNamed } from '../../colour/names.ts';
import { isAlsoThing } from '../colour-words.ts';
import { plain } from '../degree.ts';
import type { Target } from '../../contract/plan.ts';
import { adjusted, type Phrase, type Reading } from '../reading.ts';
import { keeping } from '../stays.ts';
import { wished } from './wishes.ts';

/** Onto which a thing is put, though it stands there already. */
const stand = 'put|set|place|have|show|get|stand|move|photograph';
const who = 'it|this|that|her|him|them|us|me|everything|everyone';
const whom = `[${who}]`;
const upon = 'on|onto|upon|in|against|before|with [front] [of]';
const definite = /^(the|my|our|your|his|her|its|their|this|that|these|those|both|all)\b|'s\b/;

/** No more than that it is to be another. */
const unsaid = /^(plain|solid|new|different|other|another|better|nicer)$/;

const behind = (what: string, things?: readonly Target[]): Reading => {
  const to = what.replace(/ (background|backdrop)$/, '');
  const colour = to.replace(/^(clean|simple|nice|flat|even|uniform|neutral|seamless) (?=.)/, '');
  const said = colourNamed(colour) === undefined ? to : colour;
  const edit = { op: 'background', action: 'replace', ...(unsaid.test(to) ? {} : { with: said }) } as const;
  return { edits: [keeping(edit, things)] };
};

const without = (things?: readonly Target[]): Reading => ({
  edits: [keeping({ op: 'background', action: 'remove' }, things)],
});

/** Nothing that stands on anything: "put the lights on white" turns them on. */
const groundless =
  /^(lights?|lighting|walls?|ceiling|floor|room|sky|focus|emphasis|filter|effect|colou?rs?|tones?|shadows?|highlights?|contrast|brightness|exposure|temperature|mood|volume|heating|tv)$/;
const onto = 'on|onto|upon|against';

/** Where no more is said than a colour: "put it on white". What is also a stuff may be meant as one: "on marble". */
export const onColour: readonly Phrase[] = [
  {
    // Nothing is to change; or a look, or a ground, and it is not clear which.
    say: [
      `leave|keep {things} ${onto} {colour}`,
      `${stand} ${who} ${onto} {mono}`,
      `${stand} {things} ${onto} {mono}`,
    ],
    mean: () => ({ edits: [] }),
  },
  {
    say: [
      `${stand}|shoot|lay|display|present {things} ${onto} {colour}`,
      `${stand}|make|shoot ${who} ${onto} {colour}`,
      `{things} should|must|could|can be ${onto} {colour}`,
      `cut|clip {things} out ${onto} {colour} [background|backdrop]`,
      `cut|clip out {things} ${onto} {colour} [background|backdrop]`,
      `isolate|extract {things} ${onto} {colour} [background|backdrop]`,
      `on|against {colour}`,
      ...wished(`{things} ${onto} {colour}`, `${who} ${onto} {colour}`),
    ],
    mean: ({ colour, things = [] }) =>
      colour !== undefined &&
      !isAlsoThing(colour) &&
      !/ (and|&) /.test(colour) &&
      things.every(
        ({ text, noun = '', pronoun }) => pronoun === true || (definite.test(text) && !groundless.test(noun)),
      )
        ? behind(colour, things)
        : undefined,
  },
];

export const background: readonly Phrase[] = [
  {
    say: [
      'soften|smooth [out] {things}',
      'bokeh',
      'background blur|blurred|blurry',
      'blurred|blurry background',
      'bokeh background',
      'give it|me [a|some] bokeh',
      'add|want [a|some] bokeh',
      'add [a] background blur',
      'portrait mode',
      'shallow depth of field',
    ],
    mean: ({ things }, degree) => {
      const thing = things?.[0];
      if (!thing || /^(background|backdrop)$/.test(thing.noun ?? ''))
        return { edits: [{ op: 'background', action: 'blur' }] };
      return /^(shadows|highlights|contrast|light|lighting|colou?rs)$/.test(thing.noun ?? '')
        ? undefined
        : { edits: things?.map(target => adjusted('sharpness', -(degree?.amount ?? plain), target)) ?? [] };
    },
  },
  {
    say: [
      'make|turn {things} transparent|see-through',
      'isolate {things}',
      'cut out|around {things}',
      'transparent background',
      'background gone|removed|off|away|out',
      'background removal',
      'give it|me a transparent background',
      'put {things} on [a] transparent [background]',
      'no background',
      'remove everything behind {others}',
      'extract {others}',
      ...wished(
        '[it|this|that|the|my] [picture|photo|image] with no background',
        '[it|this|that|the|my] [picture|photo|image] without [a|any|the] background',
        '[a] transparent background',
        '[a] transparent background for|behind|around {others}',
      ),
    ],
    mean: ({ things, others }) => {
      const thing = things?.[0];
      return thing === undefined || /^(background|backdrop)$/.test(thing.noun ?? '')
        ? without(others)
        : undefined;
    },
  },
  {
    say: ['isolate {things}', 'extract {things}'],
    mean: ({ things }) => without(things),
  },
  {
    say: [
      `${stand} {things} ${upon} a|an {what} background|backdrop`,
      `${stand}|make ${whom} ${upon} [a|an] {what} background|backdrop`,
      `${upon} a|an {what} background|backdrop`,
      'give {things} a|an {what} background|backdrop',
      'make|turn it|this a|an {what} background|backdrop',
      'make it|this have a|an {what} background|backdrop',
      'change|switch it|this to|for a|an {what} background|backdrop',
      ...wished(
        `{things} ${upon} a|an {what} background|backdrop`,
        `${whom} ${upon} a|an {what} background|backdrop`,
        'a|an {what} background|backdrop behind|for|around {things}',
      ),
    ],
    // "a vase on a white background" is not there yet.
    mean: ({ what, things = [] }) =>
      what !== undefined && things.every(({ text, pronoun }) => pronoun === true || definite.test(text))
        ? behind(what, things)
        : undefined,
  },
  {
    say: [
      '[a|the] {colour} background|backdrop',
      ...wished('{what} background|backdrop'),
      'give|add|use|put [it|me|us] {what} background|backdrop',
      'use|put|set|have {what} as|for [the|a|my] background|backdrop',
      '{what} as [the|a] background|backdrop',
      ...wished('{what} as|for [the|a] background|backdrop'),
      'put {what} behind {things}',
      '{things} should be on|against {what} background',
      'the background should|could be {what}',
      'put|place|stand {things} in front of a|an {what}',
    ],
    mean: ({ colour, what = colour, things }) =>
      what === undefined ||
      / (on|onto|in front of|against) an? /.test(what) ||
      things?.some(
        thing =>
          thing.pronoun !== true &&
          !/(me|us|person|man|woman|dog|cat|subject|people|couple|model|girl|boy|car|product)$/.test(
            thing.text,
          ),
      )
        ? undefined
        : behind(what, things),
  },
];
