/**
 * What is refused: undressing people, nudity and sexualised pictures of them, and face swaps.
 *
 * Worn by a person, whatever would leave skin bare is refused when it is to be taken away or made to be seen through. Outermost layers (coats,
 * jackets), shoes and accessories are not: something is worn beneath. Clothes that lie, hang or are folded somewhere are things like any other, as
 * are those of dolls and statues. A garment of which nothing says where it is counts as worn, save where its name has another meaning (top, towel, suit). To
 * recolour or restyle what someone wears is an ordinary edit, and so is to hide nakedness.
 */
import { onMarked } from './marks.ts';
import {
  covering,
  described,
  elsewhere,
  ends,
  face,
  garment,
  head,
  hiding,
  intimate,
  lyingAbout,
  more,
  nakedness,
  onPerson,
  owner,
  parts,
  person,
  small,
  softParts,
  sometimes,
  takeAway,
  undone,
} from './patterns.ts';

export type Kind = 'undressing' | 'sexual' | 'faces';

export interface Rule {
  readonly kind: Kind;
  readonly asks: RegExp;
  /** What `asks` cannot do without, so that it need not be tried where there is none. */
  readonly needs?: keyof typeof spoken;
  /** Where the same words ask for something ordinary. Tested on what `asks` matched and what stands around it. */
  readonly unless?: RegExp;
}

/** Whether a text speaks of what most rules are about. */
export const spoken = {
  garment: onMarked(new RegExp(garment)),
  face: /\b(?:face|head)s?\b/,
  body: onMarked(new RegExp(`\\b(?:${parts}|${softParts})`)),
} as const;

const written: readonly Rule[] = [
  // Undressing.
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(`\\b${takeAway} ${small}${owner} ${described}${garment}\\b${head}${elsewhere}`),
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(`\\b${takeAway} ${small}${described}${garment}\\b${head} ${onPerson}`),
    unless: /\b(?:on|of) (?:the )?(?:chair|bed|floor|hanger|hook)/,
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(`\\b${takeAway} ${small}${described}(?:${intimate}|${covering})\\b${head}${elsewhere}`),
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(`\\b${undone} ${small}${described}${sometimes}\\b${head}${elsewhere}`),
    unless:
      /\b(?:strip|peel off|take off|pull off) (?:the|this|that) (?:top|tops|kit|bottoms|layers)\b(?! \.|$)/,
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:take|taking|pull|pulling|rip|tear|strip|get|slip|peel|whip|yank|cut) ${small}(?:${owner} )${described}${garment} (?:right )?(?:off|away|down|up|out)\\b${elsewhere}`,
    ),
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:take|taking|pull|pulling|rip|tear|strip|get|slip|peel) ${small}${described}(?:${intimate}|${covering}) (?:right )?(?:off|away|down)\\b${elsewhere}`,
    ),
    unless: new RegExp(`\\b(?:off|away|down) (?:of )?(?:the|a|that|its|this) (?!${person}\\b)[a-z]+`),
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:take|taking|pull|rip|tear|strip|get) ${small}${described}${garment} (?:right )?off (?:of )?(?:the |this |that |my )?(?:[a-z]+ ){0,2}?${person}\\b`,
    ),
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:strip|stripping|unclothe|denude|disrobe|unrobe|bare) (?:off |down )?(?:the |this |that |these |those |both |all |my )*(?:[a-z]+ ){0,2}?${person}${ends}`,
    ),
  },
  {
    kind: 'undressing',
    asks: /\b(?:und[a-z]?r[a-z]?ss(?:es|ed|ing)?|unclothe[sd]?|disrobe[sd]?|nudif(?:y|ied|ier|ying)|nudefy|deep ?nudes?|denude|unclothing|declothe)\b/,
    unless:
      /\b(?:undress|undressed) (?:the )?(?:mannequin|dummy|doll|statue|bed|window|windows|stone|salad|christmas tree)/,
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:take|strip|remove|get|tear|rip|erase|delete) (?:it |them |that |this )?(?:all|everything|it all|every ?thing|them|it) (?:off|from) (?:of )?(?:the |this |that |my )?(?:[a-z]+ ){0,2}?${person}${ends}`,
    ),
    unless: new RegExp(`off (?:the |my |her |his )(?!${person}\\b)[a-z]`),
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:what(?:ever)?|everything|all|anything|clothes|${garment}) (?:that )?(?:the |this )?(?:[a-z]+ )?${person} (?:is|are|was|has|have|got)? ?(?:wearing|got on|has on|have on|dressed in|on)\\b`,
    ),
    unless: /\b(?:colour|color|recolou?r|make|change|paint|brighten|darken|select|restyle)\b/,
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:${owner} ${described}|the ${described})${garment}(?: she| he| they)?(?: is| are)?(?: wearing)? ?[.]? ?(?:(?:should|must|can|needs to|has to|have to|need to) (?:go|come off|disappear|vanish|be removed|be gone|be off)|has got to go|off\\b(?! -?white)|gone\\b|removed\\b|(?:and )?(?:remove|erase|delete|lose|strip) (?:it|them)\\b|take (?:it|them) off)`,
    ),
    unless: new RegExp(`${lyingAbout} (?:the|a|my) (?!${person}\\b)`),
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:make|making|turn|render|have|let|see) ${small}(?:${owner} |the |that |this )?${described}${garment} (?:[a-z]+ ){0,3}?(?:disappear|vanish|invisible|transparent|see[ -]?through|sheer|translucent|fall off|come off|go away|slip off|gone|evaporate)\\b`,
    ),
    unless: /\b(?:on|in|from|hanging) (?:the|a) (?:chair|hook|hanger|bed|floor|door|rack)/,
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:transparent|see[ -]?through|sheer|translucent|invisible|wet) (?:[a-z]+ )?${garment}\\b${head}`,
    ),
    unless: /\b(?:remove|blur|delete|erase|on the (?:chair|hanger|hook))\b/,
  },
  {
    kind: 'undressing',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:x[ -]?ray(?: vision)? (?:on |of |at |through )?|(?:see|look|peek|peer|looking|seeing|view|vision) (?:right |straight )?(?:through|inside|into|under|underneath|beneath|up|down) )(?:${owner} |the (?:[a-z]+ )?${person} 's )${described}${garment}\\b`,
    ),
    unless: /\bsee (?:her|his|their|my|your) [a-z ]+ (?:in|as|with)\b/,
  },
  { kind: 'undressing', asks: new RegExp(`\\bx[ -]?ray (?:the )?(?:${person}|${covering}|${intimate})\\b`) },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:under|underneath|beneath|behind|below) ${small}(?:${owner} )?${described}(?:${covering}|${intimate})\\b`,
    ),
    unless:
      /\b(?:remove|blur|select|add|put|the (?:[a-z]+ )?(?:box|shoes|bag|chair|table)) .*(?:under|behind|beneath|below)/,
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:wearing|wear|wears|with|has|have|having|got|in|put) (?:absolutely |almost |literally )?nothing(?: on| but| underneath| at all| under)?${ends}`,
    ),
    unless: /\b(?:with|has|have|in) nothing (?:else|to|in|behind)/,
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:less|fewer|no|without(?: any)?|zero|skimpier|tinier|minimal) (?:clothes|clothing|clothings|garments|coverage)\\b${head}${elsewhere}`,
    ),
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:${takeAway}) ${small}(?:fabric|cloth|material|textile|wrap|covering|everything) (?:that is |that |which is )?(?:covering|on|over|around|hiding|covers|hides) (?:the |this |that )?(?:[a-z]+ )?(?:${person}|${owner} body)\\b`,
    ),
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `(?:^|\\. |and |with )${small}(?:${owner} )?(?:${covering}|${intimate}|top) (?:must |should |to )?(?:come |go )?off(?= \\.|$| please| now)`,
    ),
  },
  {
    kind: 'undressing',
    asks: new RegExp(
      `\\b(?:make|turn|leave|have|show|get) (?:the |this |that |my )?(?:[a-z]+ )?${person} (?:[a-z]+ )?bare(?= \\.|$| and| please| from| in)`,
    ),
  },
  // Nakedness.
  {
    kind: 'undressing',
    asks: new RegExp(`\\b${nakedness}\\b`),
    unless: new RegExp(
      `\\b${hiding} ${small}(?:[a-z]+ ){0,2}?${nakedness}\\b|\\b(?:statue|painting|sculpture|drawing|figurine|picture) of (?:the |a |an )?(?:[a-z]+ )?${nakedness}\\b|\\b(?:naked|nude|topless|bare|undressed) (?:[a-z]+ )?(?:lip|lips|lipsticks?|gloss|heels|shoes|nails?|polish|colou?rs?|shades?|tones?|palette|make ?up|beige|pink|bulbs?|flame|eye|trees?|branch|branches|walls?|wood|bricks?|statues?|sculptures?|figurines?|paintings?|drawings?|mannequins?|dress|dresses|sofa|cushions?|curtains?|rug|leather|tights|bus|paint|concrete|wire|wires|light|lights|plaster|stone|rock|cake|mole rat)\\b|\\b(?:make|paint|turn|change|recolou?r|colou?r|dye|tint|set) (?:the |her |his |my |their |all |these |those |that )*(?!${person} )(?:[a-z]+ ){0,2}(?:lips|nails|walls?|sofa|dress|shoes|heels|curtains?|cushions?|rug|door|doors|cabinets?|lipstick|polish|ceiling|bag|shirt|blouse|chairs?|car|sheets?|pillows?)(?: (?:to|in|a|into))* nude\\b`,
    ),
  },
  {
    kind: 'undressing',
    asks: /\b(?:birthday suit|in the (?:buff|raw|altogether)|au naturel|as god made|as nature intended|show(?:ing)?(?: [a-z]+)? (?:a (?:bit|lot|little) )?more skin|more skin|(?:only|just|but) (?:her|his|their|my)(?: own)? skin|bare skin|skin showing|get (?:her|him|them) (?:kit|clothes) off|kit off|striptease|strip ?tease|commando)\b/,
    unless: /\b(?:blur|cover|smooth|brighten|retouch)\b/,
  },
  // Sexualised pictures.
  {
    kind: 'sexual',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:put|dress|dressed|change|show|imagine|picture|see|draw|give|swap|replace|turn|transform|switch|have|clothe|exchange|generate|redress|outfit|squeeze) [a-z' -]*?(?:in|into|to|with|for|a|wear|wearing|wore|on) (?:(?:a|an|some|only|just|her|sexy|tiny|skimpy|little|nothing but|matching|black|red|white|pink|lace|lacy|leather|latex|string|micro|hot|sheer) )*${intimate}\\b`,
    ),
    unless: new RegExp(
      `\\b(?:with|to|into|for|in) (?:a |an |the )?(?:chair|drawer|${'basket'}|shelf|red|blue)|\\b(?:in|wearing|with) (?:the|a) (?:[a-z]+ )?${intimate} (?:with|to|for|into|brighter|darker)\\b|\\b(?:bikini|swimsuit|bra|underwear|thong) (?:in|on|to|into) (?:the |a )(?:chair|drawer|basket|shelf|bed)`,
    ),
  },
  {
    kind: 'sexual',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:wear|wearing|wore|put on) (?:(?:a|an|some|only|just|sexy|tiny|skimpy|little|nothing but) )*${intimate}\\b`,
    ),
    unless: new RegExp(
      `\\b(?:${hiding}|select|brighten|darken|crop|sharpen|recolou?r|paint|lighten|find|keep|mark)\\b[a-z ]*wearing`,
    ),
  },
  {
    kind: 'sexual',
    needs: 'garment',
    asks: new RegExp(
      `\\b(?:add|give|put) (?:(?:a|an|some|sexy|tiny|skimpy) )*(?:[a-z]+ )?${intimate} (?:to|on|onto|for) (?:the |this |that )?(?:[a-z]+ )?${person}\\b`,
    ),
  },
  {
    kind: 'sexual',
    needs: 'body',
    asks: new RegExp(`\\b${parts}\\b`),
    unless: new RegExp(
      `\\b${hiding} ${small}(?:${owner} )?(?:[a-z]+ )?${parts}\\b|\\b(?:chicken|turkey|duck|robin|red) (?:'s )?breasts?\\b|\\bbreast ?(?:pocket|stroke|feeding|plate)\\b|\\bblue ?tits?\\b|\\b(?:great|coal) tits?\\b`,
    ),
  },
  {
    kind: 'sexual',
    needs: 'body',
    asks: new RegExp(`\\b${more} (?:[a-z]+ )?(?:${owner} )(?:[a-z]+ )?${softParts}\\b`),
    unless:
      /\b(?:her|his|their|my) (?:[a-z]+ )?(?:chest|bust) of\b|\bshow (?:me )?(?:her|his|their|my|the)(?: whole| full| entire)? (?:body|figure)\b(?! naked)|\btattoo/,
  },
  {
    kind: 'sexual',
    needs: 'body',
    asks: new RegExp(`\\b${owner} (?:[a-z]+ )?${softParts} (?:[a-z]+ ){0,3}?${more}\\b`),
  },
  {
    kind: 'sexual',
    asks: new RegExp(
      `\\b(?:give|add|with|want|make) (?:[a-z]+ ){0,3}?(?:a |an )?${more} (?:ass|arse|butt|bum|bust|chest|booty|hips|bulge|backside|behind)\\b`,
    ),
  },
  {
    kind: 'sexual',
    asks: /\b(?:seductive|seductively|erotic|erotica|slutty|slut|whore|porn|porno|pornographic|pornstar|nsfw|xxx|hentai|only ?fans|playboy|kinky|horny|fetish|stripper|lewd|smutty|raunchy|risque|sensual|sultry|pin-?up|sexual|sexually|sexuali[sz]e|orgasm|sex|milf|thirst trap|bdsm|bondage|dominatrix|r-?rated|x-?rated|18 ?plus|curvier|bustier|busty|skimpier|skimpy|scantily|revealing|provocative|provocatively|upskirt|wet t-?shirt|low-?cut|plunging)\b/,
    unless: new RegExp(
      `\\b${hiding} ${small}(?:[a-z]+ ){0,2}?(?:porn|sex|stripper|erotic|playboy|lewd|pin-?up|seductive|nsfw|sexual|revealing)\\b`,
    ),
  },
  {
    kind: 'sexual',
    asks: new RegExp(`\\b(?:sexy|sexier|sexiest|sexily)\\b`),
    unless: new RegExp(
      `^(?!.*\\b${person}\\b)(?=.*\\b(?:car|room|sofa|kitchen|bike|motorbike|logo|lamp|shoes|font|colou?rs?|lighting|chair|house|building|boat|watch)\\b)`,
    ),
  },
  {
    kind: 'sexual',
    asks: new RegExp(
      `\\b(?:make|making|turn) (?:the |this |that |my )?(?:[a-z]+ )?${person} (?:look )?(?:[a-z]+ )?(?:hot|hotter|hottest|attractive to men|bustier|thicc)\\b`,
    ),
  },
  {
    kind: 'sexual',
    asks: new RegExp(
      `\\b(?:make|shorten|tighten|shrink|raise|turn|cut) ${small}(?:${owner} )(?:[a-z]+ )?(?:skirt|dress|top|shirt|blouse|shorts|miniskirt|outfit|clothes|gown|neckline|hem|hemline)(?: [a-z]+)*? (?:shorter|tighter|smaller|tiny|tinier|much shorter|clingy|clingier|up)\\b`,
    ),
    unless: /\b(?:sleeves|collar)\b|\bturn\b.*\bup\b|\bthe (?:dress|shirt|top|outfit) (?:on|in)\b/,
  },
  {
    kind: 'sexual',
    asks: new RegExp(
      `\\b(?:lower|drop|deepen|plunge|open|open up) (?:${owner} |the )(?:[a-z]+ )?(?:neckline|collar|v-?neck|cleavage|shirt|blouse|top|dress)\\b`,
    ),
    unless:
      /\b(?:lower|drop) the (?:top|dress|shirt) (?:drawer|shelf|on|half)|\blower the top\b|\bopen (?:up )?the top\b/,
  },
  // Faces.
  {
    kind: 'faces',
    asks: /\b(?:face|head)[ -]?(?:swap|swop|swapping|swapped|switch|swaps|replace(?:ment)?|transplant|morph)\b|\bfaceswap|\bdeep ?fakes?\b|\bdeep ?faked\b/,
    unless: /\b(?:clock|watch|dial) face (?:swap|switch|replacement)/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:swap|swop|switch|exchange|trade|interchange|swapping|mix|swap round|swap around) ${small}(?:${owner} )?(?:two |both )?${face}\\b`,
    ),
    unless:
      /\b(?:clock|watch|dice|lamp|shower|statue|drill|tap|clocks|cards?|pump|bolt|sprinkler|screw|hammer|brush)\b/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:swap|switch|exchange|trade) (?:[a-z' ]+ )?${face} (?:with|for|between|and|around|over|of)\\b`,
    ),
    unless:
      /\b(?:clock|watch|dice|lamp|shower|statue|drill|cards?|cube|sprinkler|hammer)\b|\bfor (?:a |an )?(?:emoji|mask|smiley)/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:replace|swap|change|switch|turn|substitute|exchange|transform|morph|make) ${small}(?:${owner} |(?:the )?(?:[a-z]+ )?${person} 's )(?:whole |entire )?${face} (?:out )?(?:with|for|to|into|by|look like|be|match) (?!(?:a |an |some |the )?(?:[a-z]+ )?(?:emojis?|smileys?|smiley face|smile|mask|masks|blur|blurred|blurry|sticker|stickers|box|circle|square|pumpkin|cat|dog|animal|balloon|flower|flowers|mosaic|pixels|pixelated|black|white|bar|cartoon|brighter|darker|lighter|tanned|less|more|warmer|cooler|the camera|the left|the right|green|blue|red|pale|one|oval|heart|star|question mark|left|right|sun)\\b)`,
    ),
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:replace|swap|change|substitute) (?:the |this |that )?${face}(?: of [a-z ]+?)? (?:with|for|to|by) (?:(?:my|his|her|their|your|our|someone|another|a different|mine|hers|his own|that of|the one of)\\b|[a-z]+ 's\\b|(?:the |a )?(?:[a-z]+ )?${person}\\b)`,
    ),
    unless: /\b(?:clock|watch|hammer|shower|lamp|drill)\b/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:put|paste|place|stick|superimpose|graft|transplant|attach|photoshop|copy|transfer|map|overlay|insert|move|glue|add|merge|blend|swap in|edit|slap|project|fit|mount|set) ${small}(?:my|his|her|their|your|our|another|someone else 's|a different|(?:[a-z]+ ){0,2}[a-z]+ 's|(?:the )?(?:[a-z]+ )?${person} 's) (?:own )?${face} (?:on|onto|over|in|into|to|there|instead|upon|here|with|where|across)\\b`,
    ),
    unless: /\b(?:clock|watch|emoji|smiley|lamp|dog|cat|shower) (?:'s )?(?:face|head)/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:give|giving|lend) (?:the |this |that )?(?:[a-z]+ )?(?:${person}|[a-z]+) (?:my|his|her|their|your|someone else 's|another|a different|a new|[a-z]+ 's) ${face}\\b`,
    ),
    unless: /\b(?:her|his|their|my|your) face (?:a|some|more|less)\b/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:use|using|with) (?:my|his|her|their|[a-z]+ 's|another) ${face} (?:instead|for|on|in place|as)\\b`,
    ),
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b${face} (?:of [a-z ]+ )?(?:on|onto) (?:his|her|their|my|your|that|this|the|another|someone 's|[a-z]+ 's) (?:[a-z]+ )?(?:body|shoulders|neck|torso|head|face)\\b`,
    ),
    unless: /\b(?:clock|tattoo|remove|blur|spot)\b/,
  },
  {
    kind: 'faces',
    asks: new RegExp(
      `\\b(?:make|turn) (?:it|this|that|him|her|them|the [a-z]+) (?:look like |seem like |into )?(?:someone else|another person|somebody else|a different person|a celebrity|a famous person|me\\b(?! happy)|my (?:${person}|face))\\b`,
    ),
    unless: /\bmake (?:it|this|that) me\b/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:${person}) (?:to )?(?:have|get|wear|has|having|wearing|with) (?:my|someone else 's|another ${person} 's) ${face}\\b`,
    ),
  },
  {
    kind: 'faces',
    asks: new RegExp(
      `\\b(?:make|turn|change) (?:${owner} |the )${face} (?:into |to |be )?(?:[a-z]+ ){0,2}[a-z]+ 's(?: ${face})?(?= \\.|$| and| please)`,
    ),
    unless: /\b(?:clock|watch|hammer|bed)\b/,
  },
  {
    kind: 'faces',
    asks: new RegExp(`\\breplac(?:e|ing) (?:${owner} |the )face(?= \\.|$| and| please)`),
    unless: /\b(?:clock|watch|dial|rock|cliff)\b/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:take|cut|copy|crop|get|grab|cut out|lift|use|select) (?:${owner} |the |that |this )(?:[a-z]+ )?${face} [a-z ]*?(?:and )?(?:put|paste|place|stick|add|move|drop) (?:it|that|them) (?:on|onto|over|to)\\b`,
    ),
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:use|apply|put|take|paste) (?:the |that |this |a )${face} (?:from|of|in) (?:[a-z]+ ){1,5}?(?:on|onto|for|over) (?:the |this |that |my )?(?:[a-z]+ )?${person}\\b`,
    ),
    unless: /\b(?:clock|watch|statue|emoji)\b/,
  },
  {
    kind: 'faces',
    needs: 'face',
    asks: new RegExp(
      `\\b(?:make|turn|have|let) (?:[a-z]+ ){1,6}?(?:has|have|had|with|get|gets|got|wear|wears) (?!(?:her|his|their|its) )(?:[a-z]+ ){0,2}[a-z]+ 's ${face}\\b`,
    ),
  },
];

/** All of them, for a marked text. */
export const rules: readonly Rule[] = written.map(({ asks, unless, ...rule }) => ({
  ...rule,
  asks: onMarked(asks),
  ...(unless === undefined ? {} : { unless: onMarked(unless) }),
}));

/** Requests so plain that they are found with every space taken out, wherever the words were torn. */
export const torn =
  /undress(?:her|him|them|me|thewoman|theman|thegirl|thelady|thispe)|nudify|deepnude|deepfake|faceswap|(?:make|turn)(?:her|him|them|thewoman|theman|thegirl)(?:look)?(?:completely|totally)?(?:naked|nude|topless)|takeoff(?:her|his|their)clothes|remove(?:her|his|their)(?:clothes|clothing|underwear)(?!from|on|rack|line|hang)/;
