/** How the rules are written: what a rule is, and what its patterns are made of besides the lists of words. */
import type { Parts } from './pattern.ts';

/** A way of asking, as its patterns. */
export interface Way {
  readonly asks: readonly string[];
  /** Where the same words ask for something ordinary. Looked for in what `asks` found and in the clause around it. */
  readonly unless?: readonly string[];
}

export const parts: Parts = {
  /** Whose body it is: not the mannequin's, not the doll's. */
  owner: [
    'her|his|their|my|your|our',
    "someone|somebody|everyone|everybody 's",
    "[the|this|that|my|your|mr|mrs|ms|miss|dr] [{said}] !{lifeless} _ 's",
  ],
  someone: ['the|this|that|my|those|these|all|both|every|each* [_] [_] {person}'],
  /** Words said of a thing. */
  said: ["!{closing} !{lifeless} !'s _"],
  garment: ['{intimate|covering|sometimes}'],
  clothing: ['{intimate|covering}'],
  /** What is worn, where nothing says that it lies somewhere. */
  worn: ['{owner} {said}*3 {garment} {itself}', '{said}*3 {clothing} {itself}'],
  itself: ["!{madeOfGarments} !{garment} !'s"],
  onSomeone: ['from|off|of|on {someone}'],
  lying: [
    '{astray} !{onThem} _',
    'behind|beside|near|between _',
    'next to _',
    '{lyingAbout} !and|then|but|so|or !{nobodysPlace} _',
  ],
  astray: ['hanging|hung|lying|draped|folded|piled|drying|thrown|spread'],
  onThem: ['on|off|from|over [the] her|him|them|me|us|woman|man|girl|boy|model|person'],
  nobodysPlace: ['the|this|that|my|those|a|an|far|very* [_] [_] {person|nowhere}'],
  furniture: ['on|in|from|of|hanging [the|a] chair|bed|floor|hanger|hook|door|rack|drawer|basket|shelf'],
  /** Nothing more is said of it. */
  end: [
    '$',
    'so|to|in|for|down|off|naked|bare|completely|fully|of|out|with|from|on|until|or|totally|right|nude|too|as|who|at|if|next|standing|sitting|behind',
  ],
  goesAway: [
    'should|must|can|needs|has|have|need [to] go|disappear|vanish|off',
    'should|must|can|needs|has|have|need [to] be removed|gone|off',
    'should|must|can|needs|has|have|need [to] come off',
    'has got to go',
    'off !white',
    'gone|removed',
    '[and] {takeAway} it|them',
    '[and] {pull} it|them off',
  ],
  wearer: ['[the|this|that] [_] {person}', '{owner} [_] body'],
  ownersOrThe: ['{owner}', 'the'],
  someBody: ['{owner}', 'the|this|that|another'],
  skimpy: [
    'a|an|some|only|just|her|his|their|my|sexy|tiny|skimpy|little|matching|black|red|white|pink|lace|lacy|leather|latex|string|micro|hot|sheer',
    'nothing but',
  ],
  hemmed: ['skirt|dress|top|shirt|blouse|shorts|miniskirt|outfit|clothes|gown|neckline|hem|hemline'],
  openable: ['neckline|collar|cleavage|shirt|blouse|top|dress', 'v neck'],
  /** In a face's place: what hides it, or how it is to look. */
  harmless: ['[a|an|some|the] [_] {faceCovers}'],
  otherPerson: [
    'my|his|her|their|your|our|someone|another|mine|hers',
    'a different',
    "_ 's",
    '[the|a] [_] {person}',
    'that of',
  ],
  someoneElse: [
    'someone|somebody else',
    'another person',
    'a different|famous person',
    'a celebrity',
    'me',
    'my {person|face}',
  ],
  thing: ['[the|a|an] {facedThings}'],
  /** What has a face or a head, and is nobody. */
  ofAThing: ['of the|a|an|this|that|these|those !{someone} _'],
  applying: ['use|apply|take', '{putting}'],
  anyFace: [
    "every|each|all|both|everyone|everybody ['s] [of] [the] {face}",
    '{owner} [_] {face}',
    "[the] [_] {person} 's [_] {face}",
  ],
  theirFace: [
    'my|his|her|their|your|our|another [own] {face}',
    'a|some different|new {face}',
    "[the|this|that] [_] [_] _ 's {face}",
  ],
};
