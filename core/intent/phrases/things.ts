/** Taking away, putting in, changing for another, marking. */
import { each, one, type Phrase } from '../reading.ts';
import type { Target } from '../../contract/plan.ts';
import { dreamt, wished } from './wishes.ts';

/** Disliked, but nothing one could take away. */
const intangible =
  /^(photo|picture|image|shot|room|colou?rs?|light|lighting|weather|look|idea|result|edits?|changes?|version|filter|way|mood|style|vibe|background|job|thing|app|tool|button|quality|mind|subject|topic|size|shape|plan|tone|exposure|contrast|brightness|everything|position|angle|name|language|settings?)$/;
/** Cleared, it is still there: of what stands on it. */
const surface =
  /\b(table|tables|tabletop|desk|worktop|counter|countertop|shelf|shelves|bench|sink|floor|wall|walls|room|kitchen|garden|lawn|yard|beach|street|road|path|pavement|driveway|sky|water|sea|pool|scene|view|area|space|bed|sofa|windowsill|mantelpiece|screen|mirror|window|windows|lens|face|skin|carpet|rug)$/;
/** What one cleans away. */
const dirt =
  /\b(spots?|stains?|dirt|dust|smudges?|smears?|marks?|mud|muck|grime|grease|graffiti|scratch|scratches|blemish|blemishes|crumbs?|spills?|fingerprints?|footprints?|tags?|mould|mold|rust|rubbish|litter|trash|mess|sweat|splashes|drips?|streaks?|ink|paint|writing|watermarks?|logos?|text|lint|hairs?|fur|cobwebs?|webs?|snow|leaves|ice|frost|acne|pimples?|spot)$/i;
/** Where a thing is put, and no more need be said. */
const setting = /^(photo|picture|image|shot|room|background)$/;
/** Needed, but nothing one could put in. */
const care =
  /^(bit|lot|touch|little|boost|lift|trim|clean|wash|haircut|crop|fix|retouch|coat|break|rest|hand|change|makeover|blur|new|different|paint|good|nice|fresh|more|less)\b/;
/** No place: all that is seen is in the picture. */
const from =
  'from the|this|that|my|our [whole|entire] picture|photo|photograph|image|shot|scene|frame|view|snap|pic';
const taken = (things: readonly Target[] | undefined) =>
  things?.some(thing => thing.pronoun === true || intangible.test(thing.noun ?? ''))
    ? undefined
    : each(things, thing => ({ op: 'remove', ...thing }));

export const things: readonly Phrase[] = [
  {
    say: [
      `remove|erase|delete|eliminate|ditch|lose|drop|cut|clear|take|get|edit|wipe|crop|photoshop|rub|scrub|airbrush|strip|clean|exclude|clone {things} ${from}`,
      `get rid of|out {things} ${from}`,
      `take|cut|edit|wipe|clear|crop|photoshop|airbrush|get out|away {things} ${from}`,
    ],
    mean: ({ things }) => each(things, thing => ({ op: 'remove', ...thing })),
  },
  {
    say: [
      'clear|clean [up|off|out|down] {things} [up|off|out|down]',
      'wipe|scrub|brush|sweep|rub|dust [up|off|down] {things} [up|off|down]',
    ],
    mean: ({ things }) =>
      things?.some(({ noun = '' }) => surface.test(noun)) === true ? { edits: [] } : undefined,
  },
  {
    say: [
      'clone|heal|inpaint|retouch|remove|erase|delete|eliminate|ditch|lose|drop|zap|kill|scrap|exclude|bin|nuke|discard|vanish|rid|axe|scratch {things}',
      'remove|erase|delete|cut|clear|take|get|edit|wipe|crop|photoshop|paint|rub|scrub|airbrush|leave|pull|clean|knock|chop|strip|brush|rip|clone {things} out|away|off',
      'cut|take|edit|wipe|crop|photoshop|rub|scrub|airbrush|clear|clean|move|throw|chop|pull|brush|toss {things} out of the|this|my picture|photo|image|shot|scene|frame|view|way|here',
      'get {things} out [of] [the|this|my] [picture|photo|image|shot|scene|frame|view|way|here]',
      'take|edit|wipe|cut|clear|clean|crop|photoshop|paint|rub|scrub|airbrush|leave|chop|strip|throw|brush|erase|get|pull|toss|chuck|clone|heal|knock|whisk|spirit|magic|wish out|away|off|up|down {things}',
      'take|get out of {things}',
      'put out {things}',
      'get rid|shot|quit of {things}',
      'see the back of {things}',
      ...dreamt(
        '{things} was|were gone|removed|away|invisible',
        '{things} was|were not there|here|visible|in [it|the] [picture|photo|image|shot]',
        '{things} would go|disappear|vanish [away]',
        'there was|were no|not {things}',
      ),
      'dispose of {things}',
      'do away with {things}',
      'say goodbye to {things}',
      'do without {things}',
      'make disappear|vanish {things}',
      'make {things} disappear|vanish|invisible|gone',
      'make {things} go [away]',
      ...wished(
        '{things} was|were gone|removed|away|invisible|not',
        '{things} gone|removed|erased|deleted|out [of] [there|here]',
        '{things} to go|disappear|vanish [away]',
        '{things} to be gone|removed|erased|deleted',
      ),
      'have|get {things} removed|erased|deleted|gone',
      'hide|conceal|clear {things}',
      'strip|peel {things}',
      '{others} would|looks|look|is|are [look|be] [much|so] better|nicer|cleaner|good|great|nice without {things}',
      'show|have it without {things}',
      'make it without {things}',
      'without {things}',
      'no more {things}',
      '{things} should|must|can|could go|disappear|vanish [away]',
      'can|could|should|must {things} go|disappear|vanish [away]',
      '[can|could|should] {things} [should|must] be removed|erased|deleted|gone',
      '{things} needs|need|has|have to|got [to] go|disappear|vanish [away]',
      '{things} needs|need to be removed|erased|deleted|gone',
      '{things} [to] [be] gone|removed|erased|deleted|out|away',
      'remove|erase|delete',
    ],
    mean: ({ things }) => each(things, thing => ({ op: 'remove', ...thing })),
  },
  {
    say: ['wash|clean|wipe|scrub {things}'],
    // What is clean is still there.
    mean: ({ things }) =>
      things?.every(({ noun = '' }) => dirt.test(noun)) === true
        ? each(things, thing => ({ op: 'remove', ...thing }))
        : undefined,
  },
  {
    say: ['remove|erase|delete {things} {colour}'],
    mean: ({ things, colour }) =>
      colour === undefined ||
      things?.some(({ color, pronoun }) => color !== undefined || pronoun === true) === true
        ? undefined
        : each(
            things?.map(thing => ({ ...thing, color: colour })),
            thing => ({ op: 'remove', ...thing }),
          ),
  },
  {
    say: ['take|lift|grab|pull|get|wipe|clean|wash|scrub|brush|rub {things}'],
    mean: ({ things }) =>
      things?.some(({ text }) => / (off|from|out of) /.test(text)) === true
        ? each(things, thing => ({ op: 'remove', ...thing }))
        : undefined,
  },
  {
    say: [
      '[i|we] do|does not want|need|like {things} [to] [be] [there|here|anymore] [in] [the|this|my] [picture|photo|image|shot|frame]',
      'i|we hate|dislike {things}',
      'i|we do not want to see {things}',
      'i|we would rather|prefer not [to] see|have|show {things}',
      'i|we can not stand {things}',
      'nobody needs {things}',
      '{things} [really|so|kind|always|totally] [of] bothers|bother|annoys|annoy|distracts|distract|irritates|irritate|bugs|bug me',
      '{things} [kind|sort|really|totally|completely|just] [of] ruins|ruin|spoils|spoil|destroys|kills|clutters|wrecks the|this|my [whole] picture|photo|image|shot|view|scene|composition|frame|room|mood|skyline|sky|street|landscape|background|symmetry|atmosphere|look',
      '{things} is|are ruining|spoiling|blocking|cluttering the|this|my picture|photo|image|shot|view|scene|composition|frame|room|mood',
      '{things} should|could not be [there|here|visible] [in] [the|this|my] [picture|photo|image|shot|frame]',
      '{things} does|do not belong [there|here] [in] [the|this|my] [picture|photo|image|shot|frame]',
      '{things} is|are|looks|look [so|too|very|really|quite|rather|just|a] [bit|little] distracting|annoying|ugly|unnecessary|unwanted|horrible|hideous|awful|terrible',
      '{things} is|are in the|my way',
      '{things} is|are an eyesore',
      '{things} is|are out of place',
      '{things} is|are not supposed|meant to be there|here',
      '{things} is|are not needed|wanted',
      'there should not be {things}',
      'there should|must be no {things}',
      'what is|are {things} doing there|here',
    ],
    mean: ({ things }) => taken(things),
  },
  {
    say: ['substitute {what} for {things}', 'swap in {what} for {things}'],
    // "the chair for a lamp" is said the other way round.
    mean: ({ things, what }) =>
      what === undefined || things?.some(({ text }) => /^an? /.test(text))
        ? undefined
        : each(things, thing => ({ op: 'replace', ...thing, with: what })),
  },
  {
    say: [
      'replace|swap|swop|sub|exchange|substitute|switch|trade|change {things} with|for|by {what}',
      'replace|swap|exchange|switch|trade|change out {things} with|for|by {what}',
      'replace|swap|swop|sub|exchange|switch|trade|change {things} out with|for|by {what}',
      'turn|change|transform|convert|make|morph {things} into {what}',
      'change|transform|convert|swap {things} to {what}',
      'turn|change|transform|convert {things} in to {what}',
      'put|have|add|use {what} instead of {things}',
      'put|have|use|add {what} in place of {things}',
      'put|have {what} where {things} is|are|was|were',
      ...wished(
        '{what} instead of|than {things}',
        '{what} rather than {things}',
        '{what} in place of {things}',
      ),
      'instead of {things} put|add|have|use {what}',
      'instead of {things} i [would] like|want|need|prefer {what}',
      'instead of {things} {what}',
      'make {things} a|an|some {what}',
      'can|could|should|might {things} be a|an|some {what}',
      ...dreamt('{things} was|were|became a|an|some {what}'),
    ],
    mean: ({ things, what }) => {
      // "the lamp with a plant and the rug with a carpet" is two exchanges.
      const several = things && things.length > 1 && things.some(({ text }) => / (with|for|by) /.test(text));
      return what === undefined || several === true
        ? undefined
        : each(things, thing => ({ op: 'replace', ...thing, with: what }));
    },
  },
  {
    say: ['replace|swap|exchange|substitute {things}', 'change out {things}', 'swap out {things}'],
    mean: ({ things }) =>
      things?.length !== 1 || things.some(({ text }) => / (with|for|by) /.test(text))
        ? undefined
        : each(things, thing => ({ op: 'replace', ...thing })),
  },
  {
    say: [
      'add|put|place|insert|hang|draw|include|stick|drop|pop|throw|chuck|toss|set|lay|stand|mount|bring|plonk [in] {what} [in] {where}',
      'add|insert|include|draw|throw [in] {what} [in]',
      'put|place|stick|pop|throw in {what}',
      'put|place {what} in|there|here',
      ...wished('{what} {where}'),
      ...dreamt('there was|were {what} {where}', 'there was|were {what}'),
      'how|what about {what} {where}',
      'there should|could be {what} {where}',
      'could|can|should there be {what} {where}',
      'there should be {what}',
      'could do with {what} {where}',
      'could use {what} {where}',
      'needs|need {what} {where}',
      'put|place|hang|add {where} {what}',
      'fill {where} with {what}',
      '{what} {where} would be|look [really|so] nice|great|good|lovely|cool|perfect|better|amazing',
      '{what} would be|look [really|so] nice|great|good|lovely|cool|perfect|better {where}',
      'give {thing} {what}',
    ],
    mean: ({ what, where, thing }) => {
      if (what === undefined || /^(selection|mask)$/.test(what)) return undefined;
      const place = thing ? `on ${thing.text}` : where;
      return one({ op: 'add', what, ...(place === undefined ? {} : { where: place }) });
    },
  },
  {
    say: [
      '{thing} needs|need|wants|want a|an|another|some {what}',
      '{thing} could use|do [with] a|an|another|some {what}',
    ],
    mean: ({ thing, what }) =>
      what === undefined || !thing || thing.pronoun === true || care.test(what)
        ? undefined
        : intangible.test(thing.noun ?? '')
          ? one(setting.test(thing.noun ?? '') ? { op: 'add', what } : undefined)
          : one({ op: 'add', what, where: `on ${thing.text}` }),
  },
  {
    // To exchange two places is nothing that is done yet: better nothing than two halves of it.
    say: ['swap|switch|exchange {things} [around|places|positions|over]'],
    mean: ({ things }) => (things?.length === 2 ? { edits: [] } : undefined),
  },
  {
    say: ['change|switch {things}'],
    mean: ({ things }) =>
      things?.length === 1 && !intangible.test(things[0]?.noun ?? '') && things[0]?.pronoun !== true
        ? each(things, thing => ({ op: 'replace', ...thing }))
        : undefined,
  },
  {
    say: [
      'select|mark|pick|choose|highlight|outline|mask {things}',
      'pick|mark|single out {things}',
      'find|click|tap|focus [on] {things}',
      'select|mask',
      'make a selection of {things}',
      'put a mask on|over {things}',
      'put|make|draw|create [a] selection around|on|of|over {things}',
    ],
    mean: ({ things }) => each(things, thing => ({ op: 'select', ...thing })),
  },
  {
    say: [
      'see|notice|look|consider|know|spot|take|get {things}',
      'look at {things}',
      '{things}',
      '{things} is|are {where}',
      '{things} is|are|was|looks|look|seems|has|have {remark}',
      'about {things}',
      'regarding {things}',
      'as for {things}',
      'with {things}',
      'there is|are {things}',
      'you see|know {things}',
      'do you see {things}',
      'i|we do not [really] like|love|want [the] colour|color of|on {things}',
      'i|we [really] hate|dislike the colour|color of|on {things}',
      'here is {things}',
      'i see {things}',
      'for {things}',
    ],
    mean: ({ things }) => (things ? { edits: [], topic: things } : undefined),
  },
  {
    say: [
      'keep|leave {things} alone|in|there|be|untouched|unchanged|intact|same',
      'keep|spare|preserve|save|leave {things}',
      'keep|leave {things} as|how|where|the|in [it|they] [is|are|same|place]',
      'touch|change|alter|affect {things}',
      'leave alone {things}',
      'hold on to {things}',
      '{things} can|should|must|may stay|remain [as] [it|they] [is|are]',
      '{things} stays|stay|remains|remain',
    ],
    mean: ({ things }) => (things ? { edits: [], keep: things } : undefined),
  },
];
