/** Parts of the rules' patterns. Written for plain words; `onMarked` makes them fit a marked text. */
import { anyOf } from './marks.ts';

export const person = anyOf('person');
export const intimate = anyOf('intimate');
export const covering = anyOf('covering');
export const sometimes = anyOf('sometimes');
export const madeOfGarments = anyOf('madeOfGarments');
export const takeAway = anyOf('takeAway');
export const undone = anyOf('undone');
export const hiding = anyOf('hiding');

/** Whose body it is: not the mannequin's, not the doll's. */
export const owner = `(?:her|his|their|my|your|our|someone 's|(?:the |this |that |my |your )?(?!(?:mannequin|dummy|doll|teddy|statue|sculpture|puppet|dog|cat|toy|figurine|snowman|bear|lamp|car|chair|table|scarecrow|robot|it|that|what|baby) )[a-z]+ 's)`;

export const garment = `(?:${intimate}|${covering}|${sometimes})`;

/** Where a garment lies that nobody wears. */
export const lyingAbout = anyOf('lyingAbout');

/** Beside people as beside anything: what lies there is not worn. */
export const beside =
  '(?:(?:hanging|hung|lying|draped|folded|piled|drying|thrown|spread) (?!(?:on|off|from|over) (?:the )?(?:her|him|them|me|us|woman|man|girl|boy|model|person)\\b)|behind |beside |near |next to |between )';

/** Words that may stand between a verb and its object. */
export const small = `(?:${anyOf('small')} )*`;
/** Up to three words said of a thing. */
export const described = `(?:(?!${anyOf('closing')}\\b)[a-z-]+ ){0,3}`;

export const head = `(?! ${madeOfGarments}\\b)(?! 's)(?!-)`;
export const onPerson = `(?:from|off|of|on) (?:the |this |that |my |those |these |all )?(?:[a-z]+ ){0,2}?${person}\\b`;
export const nowhere = `(?:${person}|${anyOf('nowhere')})`;
/** Not followed by a place where clothes lie: "from the chair", but not "from the woman" nor "in the picture". */
export const elsewhere = `(?! ${beside}[a-z])(?! ${lyingAbout} (?!(?:and|then|but|so|or) |(?:the |this |that |my |those |a |an |far |very )*(?:[a-z]+ ){0,2}?${nowhere}\\b)[a-z])`;
export const ends =
  '(?= (?:\\.|and|then|so|to|in|for|please|now|down|off|naked|bare|completely|fully|of|out|with|from|on|until|but|or|totally|right|nude|too|as|who|at|if|next|standing|sitting|behind)\\b| \\.|$)';
export const nakedness =
  '(?:naked|nudes?|nudity|noods?|nekkid|nakd|nakid|nekid|neked|topless|bottomless|braless|shirtless|pantsless|pantless|unclothed|undressed|clothesless|bare ?chested|bare-chested|bare breasts?|starkers|full[ -]frontal)';
export const parts =
  '(?:breasts?|boobs?|boobies|tits|titties|nipples?|cleavage|genitals?|genitalia|penis|dick|vagina|pussy|booty|buttocks|areolas?|side ?boob)';
export const softParts =
  '(?:chest|torso|midriff|bust|ass|arse|butt|bum|behind|backside|rear|hips|thighs?|crotch|curves|bulge|figure|body)';
export const more =
  '(?:bigger|larger|huge|enormous|massive|enlarge|increase|enhance|inflate|boost|rounder|perkier|fuller|firmer|curvier|juicier|expose|exposed|show|reveal|bare|emphasi[sz]e|accentuate|augment|plump|thicker|visible|sexier|hotter|jiggly|voluptuous|grow|tighter)';
export const face = '(?:faces?|heads?)';
