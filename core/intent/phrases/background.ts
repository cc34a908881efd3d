/** What is behind the things of a picture: blurred, taken away, or another. */
import { colourNamed } from '../../colour/names.ts';
import { plain } from '../degree.ts';
import { adjusted, type Phrase, type Reading } from '../reading.ts';
import { wished } from './wishes.ts';

/** Onto which a thing is put, though it stands there already. */
const stand = 'put|set|place|have|show|get|stand|move|photograph';
const whom = '[it|this|that|her|him|them|us|me|everything|everyone]';
const upon = 'on|onto|upon|in|against|before|with [front] [of]';
const definite = /^(the|my|our|your|his|her|its|their|this|that|these|those|both|all)\b|'s\b/;

/** No more than that it is to be another. */
const unsaid = /^(plain|solid|new|different|other|another|better|nicer)$/;

const behind = (what: string): Reading => {
  const to = what.replace(/ (background|backdrop)$/, '');
  const colour = to.replace(/^(clean|simple|nice|flat|even|uniform|neutral|seamless) (?=.)/, '');
  const said = colourNamed(colour) === undefined ? to : colour;
  return {
    edits: [{ op: 'background', action: 'replace', ...(unsaid.test(to) ? {} : { with: said }) }],
  };
};

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
    mean: ({ things }) => {
      const thing = things?.[0];
      return thing === undefined || /^(background|backdrop)$/.test(thing.noun ?? '')
        ? { edits: [{ op: 'background', action: 'remove' }] }
        : undefined;
    },
  },
  {
    say: ['isolate {things}', 'extract {things}'],
    mean: () => ({ edits: [{ op: 'background', action: 'remove' }] }),
  },
  {
    say: [
      `${stand}|make ${whom} ${upon} [a|an] {what} background|backdrop`,
      `${stand} {things} ${upon} a|an {what} background|backdrop`,
      `${upon} a|an {what} background|backdrop`,
      'give {things} a|an {what} background|backdrop',
      'make|turn it|this a|an {what} background|backdrop',
      'make it|this have a|an {what} background|backdrop',
      'change|switch it|this to|for a|an {what} background|backdrop',
      ...wished(
        `${whom} ${upon} a|an {what} background|backdrop`,
        `{things} ${upon} a|an {what} background|backdrop`,
        'a|an {what} background|backdrop behind|for|around {things}',
      ),
    ],
    // "a vase on a white background" is not there yet.
    mean: ({ what, things = [] }) =>
      what !== undefined && things.every(({ text, pronoun }) => pronoun === true || definite.test(text))
        ? behind(what)
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
        : behind(what),
  },
];
