/** What people say around a request: politeness, hedges, connectives. It is taken off a word or a phrase at a time, and only where a request is left. */
import { setPhrases, type SetPhrase } from './set-phrases.ts';
import { isPunctuation, type Token } from './tokens.ts';
import { verbs } from './words.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/**
 * Words that ask, wish, doubt or greet: "i was wondering if it would be possible for you to …". Any run of them may stand before a request.
 * None denies, and none says by itself what is to be done.
 */
const leading = set(`
  i we you it be being would could can will shall should may might must have has got to if whether that for of as and then
  but or like love want need wish hope prefer think guess suppose feel feels believe find reckon consider try wonder
  wondering thinking hoping looking trying going able possible kind good great nice better cool lovely grateful appreciate
  enough any how why what about us me honestly personally awfully terribly mind proceed sure remember help start begin go
  ahead now next also well right alright yeah yes yep hey ugh yikes argh eww gosh damn hi hello hiya dear thanks listen look
  see sorry computer brushword still anyway actually no nope nah wait first firstly second secondly third thirdly finally
  lastly last later afterwards additionally plus furthermore meanwhile instead wow super awesome excellent perfect because
  again really definitely only yo dude mate man buddy friend ideally hopefully obviously clearly quickly somehow since both
  seeing seems by with on
`);

/** Openings with a word that elsewhere is part of a request. */
const leads = setPhrases(`
  i was wondering | i was hoping | i was thinking | we were wondering | we were thinking | we were hoping | is it possible | is possible | is it ok | is it okay | is there | are you able | are we able | i am afraid | i am
  trying | i am going | you are going | we are going | it is just | it is possible | it is better | make sure | do you think | do me a favour and | do me a favor and | do not forget to | do you mind | let us | let me see | let me
  think | give me a hand and | come on | let me | hang on | hold on | all right | oh dear | thank you | excuse me | good morning |
  good afternoon | good evening | feel free to | have a go at | take a moment to | once that is done | when that is done |
  when you are done | when done | while you are at it | one more thing | another thing | guess what | not bad but | not sure
  but | what i want is | is there any | why not | why do not you | why do not we | if you do not mind | you know what | your
  task is to | the next step is to | attempt to | is to | for some reason | in the picture |
  in this picture | in the photo | in this photo | in the image | in this image | for this one | on this one | in my
  opinion | any chance | any way | a way | at the same time | at all | at least | the problem is | the issue is | the thing is | it is
  time | time to | to be honest | my friend | while we are at it | before that | after that
`);
const byFirst = Map.groupBy(leads, ([first]) => first ?? '');

const closings = setPhrases(`
  thanks | thank you | thanks a lot | thank you very much | thank you so much | many thanks | cheers | for me | for us
  | for now | now | right now | right away | straight away | immediately | quickly | real quick | quick | if you can |
  if you could | if possible | if you would | if you do not mind | if that is ok | if that is possible | if it is
  possible | if you please | would you | will you | could you | can you | can we | then | too | as well | also | again
  | though | or something | or something like that | or so | or whatever | if you like | and that is it | that is it |
  that is all | is what i want | to me | in my opinion | i think | i guess | i suppose | i would say | would be great
  | would be nice | would be good | would be lovely | would be better | would be cool | would be perfect | is fine |
  is enough | will do | mate | buddy | dude | man | darling | dear | love | bro | in the picture | in the photo | in
  the image | in this picture | in this photo | in this image | in the shot | from the picture | from the photo | from
  the image | from this picture | from this photo | from this image | from the shot | from the scene | from here |
  from it | in it | in there | in here | inside | there | here | overall | all over | all around | everywhere | of it
  | honestly | and thanks | and thank you | for a change | for once | while you are at it | at all | somehow |
  together | both | entirely | completely | altogether | all together | like that | like this | looks better | my
  friend | lol | haha | ha | yeah | indeed | first | next | last | already | today | from now on | hello | do you
  think | you know | ok | alright | i beg you | in general | when you get a chance | when you can | when you have time
  | for instagram | for facebook | for twitter | for tiktok | for youtube | for linkedin | for pinterest | for whatsapp |
  for social media | for print | for printing | for the web | for insta | for the gram | in one go | at once | one more time | once more | for privacy | for safety | for clarity | for fun | like | maybe a bit | even | you see | asap | permanently |
  forever | for good | digitally | carefully | nicely | properly | cleanly | seamlessly | i am afraid | is too much |
  next please | for the whole picture | in places | no need to rush | sort of | kind of | instead | for comparison
`);

/** How many words may be taken off the front as manners, the most first. */
export function openings(words: readonly Token[]): number[] {
  const ends = new Set([0]);
  for (const at of ends) {
    const low = words[at]?.low ?? '';
    if (leading.has(low) || (at > 0 && isPunctuation(low))) ends.add(at + 1);
    for (const phrase of byFirst.get(low) ?? [])
      if (phrase.every((word, offset) => words[at + offset]?.low === word)) ends.add(at + phrase.length);
  }
  return [...ends].filter(end => end > 0 && end < words.length).sort((one, other) => other - one);
}

/** What the picture is for: "for my Etsy shop", "for the school newsletter". */
const uses =
  /^(shop|store|listing|blog|website|site|webpage|page|profile|feed|story|stories|post|portfolio|cv|resume|newsletter|presentation|slides|slideshow|poster|flyer|leaflet|brochure|catalogue|catalog|invitation|wallpaper|screensaver|thumbnail|cover|header|passport|calendar|album|ad|advert|magazine|menu|linkedin|insta|client|clients|boss|print|printer|tv|phone|desktop)$/;

function purposeAt(words: readonly Token[]): number | undefined {
  if (!uses.test(words.at(-1)?.low ?? '')) return undefined;
  const at = words.findLastIndex(({ low }) => low === 'for');
  const owner = /^(my|our|the|a|an|his|her|their|your)$/.test(words[at + 1]?.low ?? '');
  return at > 0 && owner && words.length - at <= 5 ? at : undefined;
}

/** Where the words end without their last piece of manners; the length where there is none. */
export function trimEnd(words: readonly Token[]): number {
  const purpose = purposeAt(words);
  if (purpose !== undefined) return purpose;
  const found = closings.find((phrase: SetPhrase) =>
    phrase.every((word, at) => words[words.length - phrase.length + at]?.low === word),
  );
  return words.length - (found?.length ?? 0);
}

/** What may follow a participle that asks: nothing that it could belong to. */
const measure =
  /^(\d.*|to|by|at|in|as|into|from|down|up|out|on|for|a|one|two|three|four|five|nine|ten|sixteen|ninety|clockwise|horizontally|vertically|square|left|right|upside)$/;

/** "this cropped to three by two" as "crop this to three by two": what stands after "I need". */
export function reordered(words: readonly Token[]): readonly Token[] | undefined {
  for (let at = 1; at < Math.min(words.length, 7); at++) {
    const low = words[at]?.low ?? '';
    if (!low.endsWith('ed')) continue;
    const after = words[at + 1]?.low;
    const verb = after === undefined || measure.test(after) ? verbOf(low.slice(0, -2)) : undefined;
    if (verb) return [verb, ...words.slice(0, at), ...words.slice(at + 1)];
  }
  return undefined;
}

/** The order that "remov" or "cropp" is the stem of. */
function verbOf(stem: string): Token | undefined {
  const verb = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1')].find(form => verbs.has(form));
  return verb === undefined ? undefined : { text: verb, low: verb };
}

/** "removing the lamp" as "remove the lamp": what stands after "would you mind". */
export function bare(words: readonly Token[]): readonly Token[] {
  const [first, ...rest] = words;
  const stem = /^([a-z]{2,})ing$/.exec(first?.low ?? '')?.[1];
  if (stem === undefined) return words;
  const verb = verbOf(stem);
  return verb ? [verb, ...rest] : words;
}
