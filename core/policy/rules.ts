/**
 * What is refused: undressing people, nudity and sexualised pictures of them, and face swaps.
 *
 * Worn by a person, whatever would leave skin bare is refused when it is to be taken away or made to be seen through. Outermost layers (coats,
 * jackets), shoes and accessories are not: something is worn beneath. Clothes that lie, hang or are folded somewhere are things like any other, as
 * are those of dolls and statues. A garment of which nothing says where it is counts as worn, save where its name has another meaning (top, towel,
 * suit). To recolour or restyle what someone wears is an ordinary edit, and so is to hide nakedness.
 */
import { patternReader, type Parts, type Pattern } from './pattern.ts';

export type Kind = 'undressing' | 'sexual' | 'faces';

export interface Rule {
  readonly kind: Kind;
  readonly asks: readonly Pattern[];
  /** Where the same words ask for something ordinary. Looked for in what `asks` found and in the clause around it. */
  readonly unless: readonly Pattern[];
}

const parts: Parts = {
  /** Whose body it is: not the mannequin's, not the doll's. */
  owner: [
    'her|his|their|my|your|our',
    "someone|somebody|everyone|everybody 's",
    "[the|this|that|my|your] !{lifeless} _ 's",
  ],
  someone: ['the|this|that|my|those|these|all|both|every|each* [_] [_] {person}'],
  /** Words said of a thing. */
  said: ["!{closing} !'s _"],
  garment: ['{intimate|covering|sometimes}'],
  clothing: ['{intimate|covering}'],
  /** What is worn, where nothing says that it lies somewhere. */
  worn: ['{owner} {said}*3 {garment} {itself}', '{said}*3 {clothing} {itself}'],
  itself: ["!{madeOfGarments} !'s"],
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
    'and|then|so|to|in|for|please|now|down|off|naked|bare|completely|fully|of|out|with|from|on|until|but|or|totally|right|nude|too|as|who|at|if|next|standing|sitting|behind',
  ],
  goesAway: [
    'should|must|can|needs|has|have|need [to] go|disappear|vanish|off',
    'should|must|can|needs|has|have|need [to] be removed|gone|off',
    'should|must|can|needs|has|have|need [to] come off',
    'has got to go',
    'off !white',
    'gone|removed',
    '[and] remove|erase|delete|lose|strip it|them',
    'take it|them off',
  ],
  offNow: ['^', 'and|with'],
  ownersOrThe: ['{owner}', 'the'],
  someBody: ['{owner}', 'the|this|that|another'],
  skimpy: [
    'a|an|some|only|just|her|sexy|tiny|skimpy|little|matching|black|red|white|pink|lace|lacy|leather|latex|string|micro|hot|sheer',
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
  anyFace: ['{owner} [_] {face}', "[the] [_] {person} 's [_] {face}"],
  theirFace: [
    'my|his|her|their|your|our|another [own] {face}',
    'a|some different|new {face}',
    "[the|this|that] [_] [_] _ 's {face}",
  ],
};

interface Written {
  readonly asks: readonly string[];
  readonly unless?: readonly string[];
}

const undressing: readonly Written[] = [
  // Taking off what is worn.
  { asks: ['{takeAway} {small}* {worn} !{lying}'] },
  {
    asks: ['{pull} {small}* {worn} [right] off|away|down|up|out !{lying}'],
    unless: ['off|away|down|out [of] the|a|that|its|this !{someone} _'],
  },
  {
    asks: ['{takeAway|pull} {small}* {said}*3 {garment} {itself} [right] {onSomeone}'],
    unless: ['on|of [the] chair|bed|floor|hanger|hook'],
  },
  {
    asks: ['{undone} {small}* {said}*3 {sometimes} {itself} !{lying}'],
    unless: ['strip|peel|take|pull [off] the|this|that top|tops|kit|bottoms|layers !$'],
  },
  {
    asks: ['strip|stripping|unclothe|denude|disrobe|unrobe|bare [off|down] {someone} {end}'],
  },
  { asks: ['{undress}'], unless: ['undress|undressed [the] {lifeless}'] },
  {
    asks: [
      'take|strip|remove|get|tear|rip|erase|delete [it|them|that|this] all|everything|it|them off|from [of] {someone} {end}',
    ],
    unless: ['off the|my|her|his !{person} _'],
  },
  {
    asks: [
      'what|whatever|everything|all|anything|clothes [that] {someone} [is|are|was|were|has|have|got] wearing|on',
      'what|whatever|everything|all|anything|clothes [that] {someone} [is|are|was|were|has|have|got] got|dressed|has|have on|in',
      '{garment} [that] [the|this] [_] {person} [is|are|was|were|has|have|got] wearing|on',
    ],
    unless: ['colour|color|recolour|recolor|make|change|paint|brighten|darken|select|restyle'],
  },
  {
    asks: ['{ownersOrThe} {said}*3 {garment} [she|he|they] [is|are] [wearing] [.] {goesAway}'],
    unless: ['{lyingAbout} the|a|my !{person} _'],
  },
  {
    asks: ['make|making|turn|render|have|let|see {small}* [{owner}] {said}*3 {garment} _*3 {gone}'],
    unless: ['{furniture}'],
  },
  { asks: ['{sheer} [_] {garment} {itself}'], unless: ['remove|blur|delete|erase', '{furniture}'] },
  {
    asks: ['{lookingThrough} [on|of|at|through|into] {worn}', 'xray|x [ray] [the] {person|clothing}'],
    unless: ['see {owner} _*3 in|as|with'],
  },
  {
    asks: ['under|underneath|beneath|behind|below {small}* [{owner}] {said}*3 {clothing}'],
    unless: [
      'remove|blur|select|add|put _*9 under|behind|beneath|below',
      'the [_] box|shoes|bag|chair|table _*9 under|behind',
    ],
  },
  {
    asks: [
      'wearing|wear|wears|with|has|have|having|got|in|put [absolutely|almost|literally|basically|next] [to] nothing [on|but|underneath|at] [all] {end}',
    ],
    unless: ['nothing else|to|in|behind'],
  },
  {
    asks: [
      'less|fewer|no|without|zero|skimpier|tinier|minimal [any] clothes|clothing|clothings|garments|coverage {itself} !{lying}',
    ],
  },
  {
    asks: [
      '{takeAway} {small}* fabric|cloth|material|textile|wrap|covering|everything [that|which] [is] covering|on|over|around|hiding|covers|hides [the|this|that] [_] {person}',
      '{takeAway} {small}* fabric|cloth|material|textile|wrap|covering|everything [that|which] [is] covering|on|over|around|hiding|covers|hides {owner} body',
    ],
  },
  {
    asks: [
      '{offNow} {small}* [{owner}] {clothing} [must|should|to] [come|go] off [please|now] $',
      '{offNow} {small}* {owner} top [must|should|to] [come|go] off [please|now] $',
    ],
  },
  { asks: ['make|turn|leave|have|show|get {someone} [_] bare [and|please|from|in] [$]'] },
  // Nakedness.
  {
    asks: ['{naked}'],
    unless: [
      '{hiding} {small}* [_] [_] {naked}',
      'statue|painting|sculpture|drawing|figurine|picture of [the|a|an] [_] {naked}',
      '{naked} [_] {nakedThings}',
      'make|paint|turn|change|recolour|recolor|colour|color|dye|tint|set {small|owner}* !{person} [_] [_] {nakedThings} [to|in|a|into] nude',
    ],
  },
  {
    asks: ['{nakedly}', 'only|just|but her|his|their|my [own] skin'],
    unless: ['blur|cover|smooth|brighten|retouch'],
  },
];

const sexual: readonly Written[] = [
  // Dressing someone in what shows.
  {
    asks: [
      'put|dress|dressed|change|show|imagine|picture|see|draw|give|swap|replace|turn|transform|switch|have|clothe|exchange|generate|redress|outfit|squeeze _*9 in|into|to|with|for|a|wear|wearing|wore|on {skimpy}* {intimate}',
      'wear|wearing|wore [on] {skimpy}* {intimate}',
      'put on {skimpy}* {intimate}',
      'add|give|put {skimpy}* [_] {intimate} to|on|onto|for {someone}',
      'put|dress|change|give|swap|make|have|turn|squeeze|imagine|show {someone} _*6 {skimpy}* {sexyOutfits}',
      'put|dress|change|replace|swap {owner} {said}*3 {garment} _*3 {sexyOutfits}',
    ],
    unless: [
      'with|to|into|for|in [a|an|the] chair|drawer|basket|shelf|red|blue',
      'in|wearing|with the|a [_] {intimate} with|to|for|into|brighter|darker',
      'bikini|swimsuit|bra|underwear|thong in|on|to|into [the|a] chair|drawer|basket|shelf|bed',
      '{hiding} _*6 wearing',
      'select|brighten|darken|crop|sharpen|recolour|recolor|paint|lighten|find|keep|mark _*6 wearing',
    ],
  },
  // Bodies.
  {
    asks: ['{bodyParts}'],
    unless: [
      '{hiding} {small}* [{owner}] [_] {bodyParts}',
      "chicken|turkey|duck|robin|red ['s] breast|breasts",
      'breast pocket|stroke|feeding|plate',
      'blue|great|coal tit|tits',
      'milk|water|wine jugs',
      'train|locomotive|engine hooters',
    ],
  },
  {
    asks: [
      '{enlarge} [_] {owner} [_] {curves}',
      '{owner} [_] {curves} _*3 {enlarge}',
      'give|add|with|want|make _*3 {enlarge} {curves}',
    ],
    unless: [
      'her|his|their|my [_] chest|bust of',
      'show [me] her|his|their|my|the [whole|full|entire] body|figure !naked',
      'tattoo|suitcase|car',
    ],
  },
  {
    asks: ['{sexual}'],
    unless: ['{hiding} {small}* [_] [_] {sexual}'],
  },
  {
    asks: ['{sexy} _*6 {person}', '{person} _*6 {sexy}', '{sexy}'],
    unless: [
      '{sexy} [_] [_] car|room|sofa|kitchen|bike|motorbike|logo|lamp|shoes|font|colour|color|colours|lighting|chair|house|building|boat|watch',
      'car|room|sofa|kitchen|bike|motorbike|logo|lamp|shoes|font|colour|color|colours|lighting|chair|house|building|boat|watch [look] {sexy}',
    ],
  },
  {
    asks: [
      'make|making|turn {someone} [look] [_] hot|hotter|hottest|bustier|thicc',
      'make|making {someone} [look] attractive to men',
    ],
    unless: ['hot dog|drink|air|chocolate|tub|tea|coffee'],
  },
  {
    asks: [
      'make|shorten|tighten|shrink|raise|turn|cut {small}* {owner} [_] {hemmed} _*5 shorter|tighter|smaller|tiny|tinier|clingy|clingier|up',
      'lower|drop|deepen|plunge|open [up] {ownersOrThe} [_] {openable}',
    ],
    unless: [
      'sleeves|collar',
      'turn _*5 up',
      'the dress|shirt|top|outfit on|in',
      'lower|drop the top|dress|shirt drawer|shelf|on|half',
      'lower the top',
      'open [up] the top',
    ],
  },
];

const faces: readonly Written[] = [
  { asks: ['{faceSwap}'], unless: ['{facedThings} {faceSwap}'] },
  {
    asks: [
      '{swap} {small}* [{owner}] [two|both] {face}',
      '{swap} _*6 {face} with|for|between|and|around|over|of',
      "{swap} _*3 's [and] _*3 ['s] {face}",
    ],
    unless: ['{facedThings}', 'for [a|an] emoji|mask|smiley', 'next to|near|behind|beside'],
  },
  {
    asks: [
      'replace|swap|change|switch|turn|substitute|exchange|transform|morph|make {small}* {anyFace} [out] with|for|to|into|by|be|match !{harmless} _',
      'replace|swap|change|switch|turn|substitute|exchange|transform|morph|make {small}* {anyFace} look like !{harmless} _',
      'replace|swap|change|substitute [the|this|that] {face} [of] _*4 with|for|to|by {otherPerson}',
      "make|turn|change {ownersOrThe} {face} [into|to|be] _*3 's [{face}] $",
      'replace|replacing {ownersOrThe} face [please] $',
    ],
    unless: ['{facedThings}'],
  },
  {
    asks: [
      '{putting} {small}* {theirFace} on|onto|over|in|into|to|there|instead|upon|here|with|where|across',
      'give|giving|lend _*4 {theirFace}',
      'use|using|with {theirFace} instead|for|on|in|as',
      '{theirFace} on|onto|over [the|this|that] [_] [_] {person}',
      '{face} [of] _*3 on|onto {someBody} [_] body|shoulders|neck|torso|head|face',
      '{person} [to] have|get|wear|has|having|wearing|with {theirFace}',
      "make|turn|have|let _*6 has|have|had|with|get|gets|got|wear|wears !her|his|their|its _*3 's {face}",
      'take|cut|copy|crop|get|grab|lift|use|select [out] {theirFace} _*5 [and] put|paste|place|stick|add|move|drop it|that|them on|onto|over|to',
      'use|apply|put|take|paste the|that|this|a {face} from|of|in _*5 on|onto|for|over [the|this|that|my] [_] {person}',
    ],
    unless: ["{facedThings|lifeless} ['s] {face}", 'remove|blur|spot|delete|erase', 'face a|some|more|less'],
  },
  {
    asks: ['make|turn it|this|that|him|her|them|the [_] [look|seem] [like|into] {someoneElse}'],
    unless: ['make it|this|that me', 'me happy'],
  },
];

const read = patternReader(parts);
const rulesOf = (kind: Kind, written: readonly Written[]): Rule[] =>
  written.map(({ asks, unless = [] }) => ({ kind, asks: asks.map(read), unless: unless.map(read) }));

export const rules: readonly Rule[] = [
  ...rulesOf('undressing', undressing),
  ...rulesOf('sexual', sexual),
  ...rulesOf('faces', faces),
];

/** Requests so plain that they are found with every space taken out, wherever the words were torn. */
export const torn =
  /undress(?:her|him|them|me|thewoman|theman|thegirl|thelady|thispe)|nudify|deepnude|deepfake|faceswap|(?:make|turn)(?:her|him|them|thewoman|theman|thegirl)(?:look)?(?:completely|totally)?(?:naked|nude|topless)|takeoff(?:her|his|their)clothes|remove(?:her|his|their)(?:clothes|clothing|underwear)(?!from|on|rack|line|hang)/;
