/** The ways in which people ask for someone to be undressed or shown naked. */
import type { Way } from './parts.ts';

export const undressing: Readonly<Record<string, Way>> = {
  'to take off what is worn': {
    asks: ['{takeAway} {small}* {worn} !{lying}', '{takeAway} _*6 and|or [the|all] {worn} !{lying}'],
  },
  'to pull off what is worn': {
    asks: ['{pull} {small}* {worn} [right] off|away|down|up|out !{lying}'],
    unless: ['off|away|down|out [of] the|a|that|its|this !{someone} _'],
  },
  'to take something to wear off someone': {
    asks: ['{takeAway|pull} {small}* {said}*3 {garment} {itself} [right] {onSomeone}'],
    unless: ['on|of [the] chair|bed|floor|hanger|hook'],
  },
  'to take off what only a wearer has': {
    asks: ['{undone} {small}* {said}*3 {sometimes} {itself} !{lying}'],
    unless: ['strip|peel|take|pull [off] the|this|that top|tops|kit|bottoms|layers !$'],
  },
  'to open what is worn': {
    asks: [
      'open|undo|unbutton|unfasten|pop|loosen|unhook _*3 button|buttons|zip|zipper|clasp|straps|laces [of|on|from] {owner} _',
    ],
    unless: ['bag|coat|jacket|shoe|shoes|boot|boots|backpack|case|suitcase|purse'],
  },
  'to strip someone': { asks: ['{strip} [off|down] {someone} & {end}'] },
  'to undress': { asks: ['{undress}'], unless: ['{undress} [the|a|this] {lifeless}'] },
  'to take all off someone': {
    asks: [
      'take|strip|remove|get|tear|rip|erase|delete [it|them|that|this] all|everything|it|them off|from [of] {someone} & {end}',
    ],
    unless: ['off the|my|her|his !{person} _'],
  },
  'what someone wears': {
    asks: [
      'what|whatever|everything|all|anything|clothes [that] {someone} [is|are|was|were|has|have|got] wearing|on',
      'what|whatever|everything|all|anything|clothes [that] {someone} [is|are|was|were|has|have|got] got|dressed|has|have on|in',
      '{garment} [that] [the|this] [_] {person} [is|are|was|were|has|have|got] wearing|on',
    ],
    unless: [
      '^ what is|are|was',
      'colour|color|recolour|recolor|make|change|paint|brighten|darken|select|restyle',
    ],
  },
  'what is worn is to go': {
    asks: [
      '{owner} {said}*3 {garment} [she|he|they] [is|are] [wearing] [.] {goesAway}',
      'the {said}*3 {clothing} [she|he|they] [is|are] [wearing] [.] {goesAway}',
    ],
    unless: ['{lyingAbout} the|a|my !{person} _'],
  },
  'clothes off': {
    asks: [
      '^ [with] {small}* [{owner}] {clothing} [must|should|to] [come|go] off $',
      '^ [with] {small}* {owner} top [must|should|to] [come|go] off $',
    ],
  },
  'to make what is worn vanish': {
    asks: [
      'make|making|turn|render|have|let|see {small}* [{owner}] {said}*3 {garment} _*3 {gone}',
      '{clothing} be|become|go|were|was _*4 {gone}',
    ],
    unless: ['{furniture}'],
  },
  'to put skin in its place': { asks: ['{garment} _*5 skin !tone|colour|color|coloured|colored|tones'] },
  'clothes that are seen through': {
    asks: ['{sheer} [_] {garment} {itself}'],
    unless: ['remove|blur|delete|erase', '{furniture}'],
  },
  'to help someone out of it': {
    asks: [
      'get|help|take|let|bring|have|coax|free {someone} [slip|climb|step|change|wriggle|shimmy] out of _*3 {clothing|wrap}',
    ],
    unless: ['{clothing|wrap} shop|store|rail|rack|section|department|fort|picture|photo|shot'],
  },
  'forgotten to dress': {
    asks: [
      '{someone} [had|has|have] forgot|forgets|forgotten|skipped|skips|omitted|neglected|refused [to] [get|getting] dressed|dressing',
      '{someone} [had|has|have] forgot|forgets|forgotten|skipped|skips [to] [put|wear] [on] [{owner}] {clothing}',
      '{someone} did|does|do|has|had not bother|bothered [to] [get|getting|with] dressed|dressing',
      '{someone} did|does|do not put|wear any {clothing}',
      '{someone} did|does|do not get dressed',
    ],
    unless: ['{clothing} at|in|from|on the|a|her|his|my _'],
  },
  'to look through what is worn': {
    asks: ['{lookingThrough} [on|of|at|through|into] {worn}', 'xray|x [ray] [the] {person|clothing}'],
    unless: ['see {owner} _*3 in|as|with', 'a|an|the|some [_] {lookingThrough}'],
  },
  'to look under what is worn': {
    asks: [
      '{revealing} _*6 under|underneath|beneath|behind|below {small}* [{owner}] {said}*3 {clothing}',
      '{revealing} _*6 under|underneath|beneath|behind|below all|everything [of] [that|this|it] $',
    ],
  },
  'nothing on': {
    asks: [
      'wearing|wear|wears|with|has|have|having|got|in|put [absolutely|almost|literally|basically|next] [to] nothing [on|but|underneath|at] [all] & {end}',
      'in|wear|wears|wearing|with much|far* less [on] $',
      'not|never wearing|wear|have|has|having anything|much|a [thing|stitch] [on] [at] [all] $',
      'wearing|wear only|just|merely _',
      'look|looks like without $',
      '{someone} _*4 without anything|all|everything [it|that|this|on|of] $',
    ],
    unless: [
      'nothing else|to|in|behind',
      '{hiding|marking} _*6 wearing',
      'without anything|all|everything _',
    ],
  },
  'less to wear': {
    asks: [
      'less|fewer|no|without|zero|skimpier|tinier|minimal [any] clothes|clothing|clothings|garments|coverage|fabric|cloth {itself} !{lying}',
      'less|barely|hardly|scarcely dressed|covered|clothed [up]',
    ],
  },
  'to uncover someone': {
    asks: [
      '{takeAway} {small}* {cover} [that|which] [is] covering|on|over|around|hiding|covers|hides {wearer}',
      'make|turn|leave|have|show|get {someone} [_] bare & {end}',
      'show|showing|see|expose|reveal|bare|baring some|more|a|little|bit|lot|of|much|extra|her|his|their|bare* skin',
      'show|showing|expose|reveal|bare [a] [lot|bit] more|extra leg|legs|thigh|thighs|chest|shoulder|tummy|stomach|belly',
      'make|let|have|leave _*3 {clothing} [be|to|fall|hang|stay]* open|unbuttoned|undone|unzipped',
      '{person} flash|flashing the|us|me [camera|viewer|viewers|crowd|audience]',
    ],
    unless: ['blur|cover|smooth|brighten|retouch', 'skin tone|tones|texture|colour|color'],
  },
  'naked people': {
    asks: ['{naked}'],
    unless: [
      '{hiding} {small}* [_] [_] {naked}',
      'statue|painting|sculpture|drawing|figurine|picture of [the|a|an] [_] {naked}',
      '{naked} [_] {nakedThings}',
      '{nakedThings} from nude to|into _',
      'make|paint|turn|change|recolour|recolor|colour|color|dye|tint|set {small|owner}* !{person} [_] [_] {nakedThings} [to|in|a|into] nude',
    ],
  },
  'other words for naked': {
    asks: ['{nakedly}', 'only|just|but her|his|their|my [own] skin'],
    unless: ['blur|cover|smooth|brighten|retouch', 'skin tone|tones|texture|detail|details|colour|color'],
  },
};
