/** The closed classes of English words that tell a thing from what is said about it. */
import { setPhrases } from './set-phrases.ts';

const set = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.join(' ').split(' '));

export const determiners = set(
  'the a an this that these those my your his her its our their some any no',
  "another other each's",
);

export const quantifiers = set(
  'all both every each everything everyone everybody any anything anyone half none',
);

export const pronouns = set('it that this them those these him her they one both all ones');

export const sizes = set(
  'big bigger biggest large larger largest small smaller smallest tiny tiniest huge giant gigantic massive enormous little tall',
  'taller tallest short shorter shortest wide wider widest narrow narrower narrowest thin thinner thinnest thick thicker thickest',
  'long longer longest medium medium-sized mini miniature oversized great',
);

/** Said of a thing without naming which kind of thing it is. */
export const adjectives = set(
  'bad good old older oldest new newer newest ugly uglier ugliest wooden broken dirty messy annoying distracting weird nice pretty horrible',
  'random empty shiny round square stray unwanted strange fluffy striped stripy floral patterned stupid damn damned bloody awful whole entire',
  'terrible hideous beautiful lovely dark darker darkest bright brighter brightest lightest lighter plain fancy cheap antique modern',
  'rusty dusty cracked torn faded crumpled wrinkled wrinkly odd silly creepy gross nasty tacky cheesy soft hard heavy rough smooth blurry',
  'shabby dead fallen leaning overflowing extra spare single metallic fuzzy cute happy sad angry funny same other actual parked',
  'rectangular oval curved closed open sleeping framed hanging standing naked nude',
);

export const sides = set(
  'left right top bottom middle center centre front back rear foreground background upper lower topmost bottommost',
  'leftmost rightmost left-hand right-hand far near nearest closest furthest farthest',
);

/** A side and a thing that are the name of another thing. */
export const sideNamed =
  /^(?:(?:front|back) (?:doors?|yards?|gardens?|porch|seats?|gates?|lawns?)|side (?:tables?|boards?|mirrors?|walks?)|corner (?:sofa|shop|shelf)|top hats?)$/;

/** Before a place: what follows is part of where the thing is. */
export const placings = set(
  'on in at by near next beside besides behind between under underneath beneath below above over inside against around opposite',
  'along alongside outside within across atop amid among amongst close left right beyond upon past',
);

/** Before something that the thing has, wears or comes from: said of the thing, but no place. */
export const bindings = set(
  'with without wearing holding carrying from off of who which that made called playing riding using reading looking facing',
);

/** The one that has least, or most, between itself and something else: "the chair closest to the window". */
export const distances = set('nearest closest furthest farthest');

/** A posture before a place: "standing next to the car". */
export const postures = set(
  'standing sitting lying hanging leaning parked placed resting laying walking running floating sleeping sat stood mounted stuck growing',
);

/** Words that never stand in the name of a thing: what holds them is a clause, not a thing. */
export const functionWords = set(
  'is are was were am be been being do does did done has have had having will would should could can may might must shall not no',
  'i you we he she they me us myself yourself what why how when where whose whom if because so than too very more less most least much many',
  'enough to for as but or and nor then also please thanks thank yes yeah yep nope hello hi hey bye the a an my your his her its our their',
  'make makes making made get gets got want wants wanted need needs like likes love hate think know see let lets go goes going went come came',
  'looks seems feels really quite rather pretty slightly bit lot way somewhat it them him there here this these those again now just only even',
  'still already never always actually instead except minus plus percent into onto up down away into by removed wait sorry oops mean',
  'slightly gently softly lightly mildly subtly faintly marginally heavily strongly considerably significantly drastically dramatically massively hugely extremely completely totally entirely fully',
  'nobody nothing someone something appear appears look seem feel maybe about some any every each all both everything everyone bothers ruins annoys',
);

/** Words of an order or a wish: no thing's name and nothing said of it holds one. */
export const orderly = set(
  'i we would could should will shall want wants make makes remove erase delete brighten darken sharpen replace recolour recolor repaint then rid',
);

/** Calls and thanks: a thing's name by their shape, never one that is meant. */
export const addresses = set(
  'darling mate buddy dude honey dear love cool great perfect nice good awesome lol haha sir thanks cheers bro pal friend wow amazing brilliant super sweet excellent fine right sure beautiful lovely yay done bye well',
);

/** What stands for the whole picture, where a thing could stand. */
export const wholes = set(
  'picture image photo photograph shot pic scene canvas snap snapshot selfie frame whole thing',
);

/** Pairs that are one thing, though "and" stands in them. The words before "and" → the word after. */
export const pairs: ReadonlySet<string> = new Set(
  setPhrases(`
    salt and pepper | bread and butter | bow and arrow | bow and arrows | cup and saucer | cups and saucers | pots and
    pans | fish and chips | mac and cheese | macaroni and cheese | gin and tonic | knife and fork | knives and forks |
    mortar and pestle | pestle and mortar | ball and chain | bed and breakfast | bride and groom | rock and roll | ham
    and eggs | bacon and eggs | peanut butter and jelly | odds and ends | hammer and sickle | needle and thread | lock
    and key | mum and dad | mom and dad | milk and cookies | oil and vinegar | paper and pen | pen and paper | hide and
    seek | dustpan and brush | hook and eye | nuts and bolts | horse and cart | horse and carriage | surf and turf |
    bits and bobs | bits and pieces | washer and dryer | cheese and wine | chips and salsa | arts and crafts | pen and
    ink | black and tan | bucket and spade | bucket and mop | mop and bucket | bat and ball | cap and gown | suit and
    tie | hat and scarf | stars and stripes | lost and found | biscuits and gravy | cookies and cream | strawberries
    and cream | tea and coffee | coffee and tea | toast and jam | cut and paste | drum and bass | skull and crossbones
    | yin and yang | park and ride | table and chairs | rack and pinion
  `).map(words => words.join(' ')),
);

/** Before what is spared of a whole. */
export const exceptions = setPhrases(
  'except for | except | apart from | other than | besides | excluding | aside from | save for | but not | but | bar | not',
);

/** Verbs that begin an order: before one, a new clause may start without "and". */
export const verbs = set(
  'remove erase delete eliminate ditch lose get take cut clear wipe edit hide replace swap exchange substitute switch change turn transform convert make',
  'add put place insert hang draw select mark pick choose highlight paint colour color recolour recolor repaint dye tint pixelate censor blur soften smooth isolate',
  'brighten lighten darken sharpen saturate desaturate warm cool increase raise boost crank bump lift enhance improve reduce decrease lower drop tone dial set adjust fix',
  'crop trim rotate straighten level tilt flip mirror resize scale rescale shrink enlarge upscale double halve extend outpaint uncrop expand widen stylise stylize apply give',
  'zoom stretch undo redo revert reset start go compare show save export download keep leave don-t',
);
