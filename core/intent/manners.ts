/** What people say around a request: politeness, hedges, connectives. It is taken off a piece at a time, and only where a request is left. */
import { said, type Said } from './said.ts';
import type { Token } from './tokens.ts';
import { verbs } from './words.ts';

const leads = said(`
  i would like you to | i would love you to | i would love it if you could | i would love to | i would love for you to
  | i would like to | i would love | i would like | i would rather you | i would | i want you to | i want to | i want
  | i need you to | i need to | i need | i wish you would | i wish | i think we should | i think you should | i think
  you could | i think we could | i think i would like | i think i want | i think | i guess | i suppose | i feel like |
  i feel that | i feel | i was thinking we could | i was thinking | i was wondering if you could | i was wondering if
  we could | i wonder if you could | i wonder if we could | i was hoping you could | i was hoping to | i find that | i
  find | i believe | i am afraid | i prefer | i would prefer it if | i would prefer | in my opinion | to me | to be
  honest | honestly | imo | personally | could you | can you | would you | will you | can we | could we | shall we |
  should we | can i | could i | may i | might i | may we | let us | you can | you could | you should | you may | you
  need to | we can | we could | we should | we need to | we need | we want to | we want | we would like to | we would
  like | you have to | do you think you could | do you think you can | do you think we could | are you able to | are
  we able to | could we possibly | can you maybe | would you be able to | would you be so kind as to | be so kind as
  to | be so good as to | would you be kind enough to | would it be possible to | would it be possible for you to |
  would it be ok to | would it be ok if we | is it possible to | is it possible for you to | is there any way to | is
  there a way to | is there any chance you could | any chance you could | any chance of | any way to | it would be
  great if you could | it would be nice if you could | it would be good if you could | it would be lovely if you could
  | it would be great to | it would be nice to | it would be great if | it would be nice if | it would be better if |
  it would be good if | it would be good to | it would be cool to | it would be cool if | i would appreciate it if you
  could | i would be grateful if you could | if you could | if you would | if possible | if you can | if you do not
  mind | if we could | if it is possible | would you mind | do you mind | mind | how about we | how about | what about
  | what if we | what if you | what if | why not | why do not you | why do not we | why do we not | consider | try to
  | try | maybe try | start by | begin by | start with | go ahead and | go and | go on and | proceed to | make sure to
  | make sure you | make sure that | make sure | be sure to | do not forget to | remember to | feel free to | help me
  to | help me | you know what | you know | the next step is to | your task is to | you are going to | we are going to
  | i am going to need you to | i am going to want | i am trying to | i will need you to | i will have | i will take |
  time to | it is time to | have a go at | attempt to | do me a favour and | do me a favor and | quickly | while you
  are at it | while we are at it | seeing as | since | and then | and also | and | then | next | now | also | so |
  well | right | alright | all right | yeah | yes | yep | sure | hey | ugh | yikes | argh | eww | gosh | oh dear | oh
  no | oops | whoops | damn | hi | hi there | hello | hello there | hiya | good morning | good afternoon | good
  evening | dear | first | firstly | first of all | first off | second | secondly | third | thirdly | finally | lastly
  | last | after that | afterwards | later | once that is done | when that is done | when you are done | when done |
  before that | in addition | additionally | plus | furthermore | meanwhile | instead | but | or | nice | great |
  perfect | cool | thanks | thank you | good | lovely | excellent | awesome | super | wow | sorry | excuse me | listen
  | look | see | computer | brushword | still | anyway | actually | no | nope | nah | wait | hang on | hold on | let
  me see | let me think | let us see | for this one | in this picture | in this photo | in the picture | in the photo
  | on this one | for a start | to start with | to begin with | overall | like | i mean | because | again | really |
  definitely | only | at the same time | at least | both | one more thing | another thing | not bad but | the thing is
  | guess what | not sure but | yo | dude | mate | man | my friend | ideally | hopefully | obviously | clearly | for
  some reason | it is just that | it feels like | it seems like | it seems that | it seems | the problem is that | the
  problem is | the issue is | that
`);
const byFirst = Map.groupBy(leads, ([first]) => first ?? '');

const closings = said(`
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
  | in one go | at once | one more time | once more | like | maybe a bit | even | you see | asap | permanently |
  forever | for good | digitally | carefully | nicely | properly | cleanly | seamlessly | i am afraid | is too much |
  next please | for the whole picture | in places | no need to rush | sort of | kind of
`);

/** How many words may be taken off the front as manners, the most first. */
export function openings(words: readonly Token[]): number[] {
  const lists = byFirst.get(words[0]?.low ?? '') ?? [];
  return lists
    .filter(phrase => phrase.every((word, at) => words[at]?.low === word))
    .map(phrase => phrase.length);
}

/** Where the words end without their last piece of manners; the length where there is none. */
export function trimEnd(words: readonly Token[]): number {
  const found = closings.find((phrase: Said) =>
    phrase.every((word, at) => words[words.length - phrase.length + at]?.low === word),
  );
  return words.length - (found?.length ?? 0);
}

/** "removing the lamp" as "remove the lamp": what stands after "would you mind". */
export function bare(words: readonly Token[]): readonly Token[] {
  const [first, ...rest] = words;
  const stem = /^([a-z]{2,})ing$/.exec(first?.low ?? '')?.[1];
  if (stem === undefined) return words;
  const verb = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1')].find(form => verbs.has(form));
  return verb === undefined ? words : [{ text: verb, low: verb }, ...rest];
}
