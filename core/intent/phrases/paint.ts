/** Colour, blur and style. */
import { isAlsoThing } from '../colour-words.ts';
import { adjusted, each, isMonochrome, type Phrase, type Reading } from '../reading.ts';
import type { Target } from '../../contract/plan.ts';
import { isWhole } from '../target.ts';
import { background, onColour } from './background.ts';
import { keeping } from '../stays.ts';
import { dreamt, wished } from './wishes.ts';

/** Ways for a picture to look that people name without saying "style". */
const styles = new Set(
  'vintage retro cinematic cartoon cartoonish anime manga comic watercolour watercolor painterly impressionist expressionist cubist surreal futuristic cyberpunk steampunk noir gothic minimalist abstract photorealistic dreamy moody polaroid lomo sepia-toned psychedelic baroque renaissance pixelart hand-drawn old-fashioned old-timey steampunk claymation lego origami ukiyo-e vaporwave grunge'.split(
    ' ',
  ),
);
const artworks =
  /\b(watercolou?r|painting|sketch|drawing|cartoon|comic|anime|manga|etching|engraving|mosaic|illustration|poster|pop art|pixel art|line art|art|print|polaroid|collage|woodcut|fresco|sculpture|claymation|film still|movie still|film|render|stencil|pastel|doodle|caricature|stained glass)$/;

export const isStyle = (words: string): boolean => styles.has(words) || artworks.test(words);

const painted = (things: readonly Target[] | undefined, colour: string | undefined) =>
  each(things, thing => ({ op: 'recolor', ...thing, ...(colour === undefined ? {} : { color: colour }) }));

/** "everything behind her" is the background. */
const isBehind = ({ all, noun, position = '' }: Target): boolean =>
  all === true && noun === undefined && position.startsWith('behind ');

const drained = (things: readonly Target[] | undefined): Reading => ({
  edits: things
    ? things.map(thing => adjusted('saturation', -1, thing))
    : [adjusted('saturation', -1, undefined)],
});

const whole = '[it|this|that] [the|my] [whole|entire] [picture|image|photo|photograph|shot|scene]';

/** Colours that are things first: "change the orange into a lemon". */
const thingsFirst =
  /^(orange|lemon|lime|peach|plum|apricot|cherry|strawberry|raspberry|mulberry|tangerine|pumpkin|olive|melon|watermelon|aubergine|tomato|rose|salmon|flamingo|canary|peacock|camel|fawn|cardinal|orchid|iris|poppy|sunflower|pear|apple|coconut)$/;

export const paint: readonly Phrase[] = [
  ...onColour,
  {
    say: [...dreamt('{things} was|were {style}')],
    mean: ({ things, style }) =>
      style !== undefined && isStyle(style) && things?.every(isWhole) === true
        ? each(things, thing => ({ op: 'style', style, ...thing }))
        : undefined,
  },
  {
    say: ['swap {things} to {colour}'],
    mean: ({ things, colour }) => painted(things, colour),
  },
  {
    say: ['swap {things} for|into|with {colour}'],
    mean: ({ things, colour }) =>
      colour === undefined || isAlsoThing(colour) ? undefined : painted(things, colour),
  },
  {
    say: [
      'turn|change|transform|convert|make|swap {things} into|for a|an {what}',
      ...dreamt('{things} was|were a|an {what}'),
    ],
    mean: ({ things, what }) =>
      what !== undefined && thingsFirst.test(what)
        ? each(things, thing => ({ op: 'replace', ...thing, with: what }))
        : undefined,
  },
  {
    say: [
      'make|turn|convert|change|switch|render|set|put|show|have {things} [in] [to] [into] [a] {mono}',
      ...wished('{things} [in] [to] [be] [in] {mono}'),
      '[in] {mono}',
      'do it in {mono}',
      '{things} in {mono}',
      '{things} goes|go|turns|becomes [in] {mono}',
      'desaturate|decolourise|decolorize {things} completely|fully|totally|entirely',
      'grayscale|greyscale {things}',
    ],
    mean: ({ things }) => drained(things),
  },
  {
    say: [
      'drain|remove|take|strip|suck all the colour|color out of|from {things}',
      'drain|remove|take|strip|suck the colour|color out of|from {things}',
    ],
    mean: ({ things }) => drained(things),
  },
  {
    say: [
      'make|turn|paint|colour|color|recolour|recolor|dye|tint|spray|stain|change|switch|render|set|wash|spray-paint|repaint|colorize|colourise {things} [to|in|into|with|as] [be] {colour}',
      'make {things} look {colour}',
      'change|switch|set|make|turn [the] colour|color of|on|for {things} to|into|in|as|be|from {colour}',
      'change|switch|set|turn {things} colour|color to|into {colour}',
      'change|switch|set|make|turn|paint|recolour|recolor {things} from {words} to|into {colour}',
      ...wished(
        '{things} [to] [be] [in|painted] {colour}',
        '{things} [to] [be] {colour} instead|rather of|than {words}',
      ),
      'make|turn|paint|colour|color|dye {things} {colour} instead|rather of|than {words}',
      '{things} [should|could|must|might|can] be [in|painted|a] {colour}',
      '{things} would look|be [better|nicer|good|great|nice|best|lovely] [in|as|if] {colour}',
      '{things} in {colour}',
      'do|have|redo|finish|cover|show|put|get|try|see [me] {things} [in|with] {colour}',
      'give {things} a coat|splash|touch|lick|layer|hint of {colour} [paint]',
      'give {things} {colour} [colour|color|paint]',
      '[what] if {things} was|were|is|are {colour}',
      ...dreamt('{things} was|were|is|are [painted] {colour}', '{things} could be [painted] {colour}'),
      'can|could {things} be [in|a] {colour}',
      '{things} needs|need to be [in] {colour}',
      'apply|use {colour} [paint] on|to|for {things}',
      'how|what would|does|do {things} look [like] in|painted {colour}',
      'see how|what {things} looks|look [like] in|painted {colour}',
      'paint over {things} in|with {colour}',
      'paint|dye|colour|color in {colour} {things}',
      'splash|slap some|a {colour} [paint] on {things}',
      '{things} {colour}',
      'change|turn {things} for {colour}',
      'go {colour} with|on|for {things}',
      'try {colour} on|for {things}',
    ],
    mean: ({ things, colour }) => {
      if (colour === undefined || things === undefined) return undefined;
      // "the biggest pumpkin" is one thing, and not painted.
      if (
        thingsFirst.test(colour) &&
        things.some(
          ({ noun, pronoun, text }) => noun === undefined && pronoun !== true && !/\bones?\b/.test(text),
        )
      )
        return undefined;
      return isMonochrome(colour) ? drained(things) : painted(things, colour);
    },
  },
  {
    say: [
      'paint|dye|recolour|recolor|repaint|colour|color|stain {things} in|to {what}',
      'change|switch|set [the] colour|color of {things} to|into {what}',
    ],
    mean: ({ things, what }) => (what === undefined ? undefined : painted(things, what)),
  },
  {
    say: [
      'recolour|recolor|repaint|colour|color|paint|dye|colorize|colourise {things}',
      'change|switch [the] colour|color of|on|for {things}',
      'change|switch {things} colour|color',
      'give {things} another|different colour|color',
      'give {things} a new|different colour|color',
      'recolour|recolor|repaint',
      'make {things} a different|new|another colour|color',
      'make {things} another colour|color',
    ],
    mean: ({ things }) => painted(things, undefined),
  },
  {
    say: [
      'pixelate|pixellate|pixelize|censor|mosaic|anonymise|anonymize|bleep|redact [out] {things}',
      'hide|cover|obscure|mask|blur {things} with|by|using [a] mosaic|pixelation|pixels|pixelating|squares',
      'put|apply|add [a] [some] pixels|mosaic|pixelation [effect] on|over|to {things}',
      'make {things} pixelated|pixellated',
      '{things} [should|to] [be] pixelated|pixellated|censored',
      'pixelate|censor|pixellate',
    ],
    mean: ({ things }) => each(things, thing => ({ op: 'blur', kind: 'pixelate', ...thing })),
  },
  {
    say: ['blur|defocus [out] whatever|what|all [that] is behind {others}'],
    mean: ({ others }) => ({ edits: [keeping({ op: 'background', action: 'blur' }, others)] }),
  },
  {
    say: [
      'hide|cover|obscure|mask {things} with|using [a] blur',
      'blur|obscure|defocus|smudge|unfocus [out|away] {things} [out] [even] [more|further|harder|stronger]',
      'make|have|turn {things} [look] [more] blurry|blurred|unreadable|unrecognisable|unrecognizable|illegible|blurrier',
      'put|throw|take {things} out of focus',
      'add|put|apply [a|some] [bit|of|gaussian|soft|strong] [of] blur on|to|over {things}',
      'blur',
      'give {things} a blur',
      ...wished('{things} [to] [be] blurred|blurry', '{things} [to] [be] out of focus'),
      'get {things} blurred|blurry',
      'gaussian blur',
      'gaussian blur [on] {things}',
      '{things} should|needs [to] be blurred|blurry',
      '{things} should be more|less blurred|blurry',
    ],
    mean: ({ things }) =>
      things?.some(isBehind) === true
        ? { edits: [{ op: 'background', action: 'blur' }] }
        : each(things, thing => ({ op: 'blur', kind: 'gaussian', ...thing })),
  },
  ...background,
  {
    say: [
      'make|have|let|get {things} [to] look|appear|feel like {style}',
      'in the style of {style}',
      'style|stylise|stylize|restyle|redo|render|draw|paint|do|make|turn|show|change {things} [in] the style of {style}',
      'give {things} the look|feel|appearance of {style}',
      'give {things} {style} look|style|effect|feel|vibe|filter|treatment|touch|aesthetic|atmosphere|mood',
      'apply|add|use|put|try {style} look|style|effect|filter|treatment|vibe|aesthetic [on] [to] [it|this]',
      'go for {style} look|style|effect|feel|vibe',
      'make {things} in {style} style',
      '{style} style',
      'turn|make|convert|transform|change {things} in {style} style',
      ...wished('{style} look|style|effect|feel|vibe', '{things} to look|be|feel like {style}'),
    ],
    mean: ({ things, style }) =>
      style === undefined ? undefined : each(things, thing => ({ op: 'style', style, ...thing })),
  },
  {
    say: [
      'make|turn|convert|transform|change|render {things} [in] [into|to] {style}',
      'make|have|let {things} look|feel|appear [more] {style}',
      'style|stylise|stylize|restyle|redo|render|draw|show|paint {things} as|like|in {style}',
      `make ${whole} {style}`,
    ],
    mean: ({ things, style }) =>
      style === undefined ||
      /^(disappear|vanish|invisible|gone|go|go away)$/.test(style) ||
      !(things?.every(isWhole) === true || isStyle(style))
        ? undefined
        : each(things, thing => ({ op: 'style', style, ...thing })),
  },
  {
    say: ['cartoonify|cartoonise|cartoonize [it|this|the] [picture|photo|image]'],
    mean: () => ({ edits: [{ op: 'style', style: 'cartoon' }] }),
  },
];
