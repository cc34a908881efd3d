/** Back and forth, saving, help. */
import { one, type Phrase } from '../reading.ts';
import { measureNamed } from '../tone.ts';

const it =
  '[it|this|that|the|a|my] [finished|final|edited|full] [result|picture|photo|image|file|work|edit|copy]';
const formats = 'jpeg|png|webp|avif|tiff|gif|bmp|pdf|heic|svg';
const back = 'undo|reverse|revert|cancel';
const ideas = 'ideas|idea|suggestions|suggestion|recommendations|recommendation|inspiration|thoughts';
const some = '[some|any|a|an|few|more|new|your|other] [few|more|new|good|other]';
/** For the picture that is open. */
const here =
  '[here|next|differently] [to|with|for|about|on|in] [it|this|that|here|me|us] [the|my] [picture|photo|image|shot|one]';

export const session: readonly Phrase[] = [
  {
    say: [
      'undo|revert|cancel|reverse|discard|reset everything|all',
      'undo|revert|cancel|discard|remove|reverse|drop|clear|scrap|delete|lose|ditch|throw|bin|chuck|toss [away|out] all|every [of] [the|my] changes|edits|change|edit|steps',
      'undo|revert|cancel|discard|scrap|bin|throw|chuck|toss [away|out] the|my changes|edits',
      'throw|chuck|bin|scrap|undo|discard [out|away] everything|all [that] i|we have done|made|changed|edited [so] [far]',
      'return|give|get|bring|have|want|hand [to] [me] [back] the|my original [picture|photo|image|version|one] [back]',
      'want|need|like [to] [have] [the|my] original [picture|photo|image|version] back',
      'start|begin [all] over|again|afresh|anew|fresh [again] [from|with] [the|my] [original|start|beginning|scratch] [picture|photo|image|version]',
      'start [all|it] over [again]',
      'start again|over [again] from scratch|zero|the [beginning|start]',
      'start from scratch|zero|the|beginning [beginning]',
      'reset',
      'reset it|this|everything|all|the|picture [picture|photo|image|all]',
      'go|take|get|bring|revert|return|restore|change|put|turn|switch [it|me|us|this|everything] [all] [the] [way] [back] to [the|my|its] original|beginning|start|scratch|unedited|square [state|picture|photo|image|version|one]',
      'back to [the] original|start|scratch|beginning|square [picture|photo|image|version|one]',
      'revert|restore [to] [the|my] original|picture|photo|image [picture|photo|image|version]',
      'discard [all] [my|the] changes|edits',
      'from scratch',
      'restore it',
      'put|bring|take|change|set everything|it|all|things [all] [back] [to] how|what|as|like|where|the [way] it|they|things was|were [at] [the] [very] start|beginning|originally|first|initially',
      'put|bring|take|change|set everything|all [back] [to] how|what|as|like|where|the [way] it|they|things was|were [before]',
      'wipe|scrap|scratch everything',
    ],
    mean: () => one({ op: 'reset' }),
  },
  {
    say: [
      `${back}|take|put [back] {number} [more] times|steps|edits|changes|things`,
      `${back}|scrap|drop|ditch|discard|bin [the|my] last|previous|past {number} [steps|edits|changes|things|ones|operations]`,
      `go|step|move|take|jump|roll [me|us] back [by] {number} [steps|step|edits|times|versions|changes]`,
      'take|go {number} steps|step back|backwards|backward',
      '{number} steps|step back|backwards',
      `${back} {number}`,
      `${back} it|that {number} [times]`,
      'back {number} [steps|step]',
      'take|go back the last {number} [steps|edits|changes]',
      'take|go|move a step back|backwards|backward',
      'back a step',
    ],
    mean: ({ number }) =>
      one({
        op: 'undo',
        ...(number === undefined ? { count: 1 } : { count: Math.max(1, Math.round(number)) }),
      }),
  },
  {
    say: [
      `${back} [it|that|this]`,
      `${back} [the|my|that|this] last|previous|latest|final|change|edit|one|step|thing|action [change|edit|one|step|thing|action|operation]`,
      'go|step|take|roll|move it|that|this|me|us back',
      'go|step|roll|move back|backwards',
      'take|put|bring that|it|this|them|everything back',
      'back',
      'previous [version|step|one|picture]',
      'go back to [the|how] previous|last|it|earlier|before [version|one|step|was|picture] [before]',
      'put it|that|things back [how|the|as|like|where] [it|way|they] [it] [was|were] [before]',
      'bring|put back {things}',
      'scratch|strike|forget that',
      'i did not mean|want|like that|it',
      'that was a mistake',
      'i made a mistake',
      'it was better before',
      'undo what you [just] did',
      'i preferred it before',
      'that is|was worse|wrong',
      'i do not like that|it|this',
    ],
    mean: ({ things }) =>
      things?.some(({ noun = '' }) => measureNamed(noun)) ? undefined : one({ op: 'undo' }),
  },
  {
    say: [
      'redo [it|that|this] {number} [times|steps|changes|edits]',
      'redo [it|that|this|the|my|last] [last|one|step|change|edit|again] [change|edit|step]',
      'step|go|move|skip forward|forwards|ahead [again|one|a] [step]',
      'forward|forwards',
      'do it|that over|again',
      'reapply|re-apply it|that|the [last] [change|edit]',
      'redo|reapply|restore|put|bring [back] [what|the|that] [thing|edit|change|step|one] [that] [i|you|we] [have] [just] undid|undone',
      'undo the|my|that undo',
      'bring it|that back again',
      'put it|that back in',
      'next version|step',
      'one step forward',
      'forward|forwards {number} [step|steps|times]',
      'go|step|move forward|forwards {number} [step|steps|times]',
      'a step forward',
      'repeat that|it',
      'unundo [that]',
    ],
    mean: () => one({ op: 'redo' }),
  },
  {
    say: [
      'compare [it|this|that|them|the] [with|to|and|against] [the|before|original|versions|two|both] [original|after|and|before|versions] [after]',
      '[show|see|view|give|toggle] [me|us] [the|a] before and|slash|versus [the] after [view|comparison|slider|picture]',
      'before after',
      '[show] [me] [the] before',
      'show|see|view|let [me|us] [see] [the|what|how] original|unedited|difference|start|beginning [one|picture|photo|image|version]',
      '[show|see|view|tell] [me|us] [what|how] [did] [it|this] look|looked [like] before|originally',
      'what is|has the|been|changed difference|changed',
      'what changed',
      'side by side',
      'show|see it|them|both|this side by side [with|to|and|against] [the] [original|before]',
      'what was it like before',
      'show|see [me] [the] comparison',
      'split view',
      'show [me] [the] changes',
      'show [me] how it was [before]',
      'show [me] what it was [like] [before]',
    ],
    mean: () => one({ op: 'compare' }),
  },
  {
    say: [
      '[try|do|show|give|let] [me|us] [see] [it|that] [in] another|alternative|different way|version|option|take|attempt|try|go|fill|result|one',
      '[try|do|show|give|let] [me|us] [see] [it|that] [in] a different way|version|option|take|attempt|try|go|fill|result|one',
      'try|do [it|that] [again|over] differently|[in] another way',
      'try something else|different',
      'try [it|that] again',
      '[have] another go|try|attempt [at it]',
    ],
    mean: () => one({ op: 'another' }),
  },
  {
    say: [
      'save|export|download|write|output|store|get|give|keep|spit',
      'convert|turn|render|send|have|want|share',
    ]
      .flatMap((verbs, strong) => [
        ...(strong === 0
          ? [
              `${verbs.replace('|get|give|keep', '')} [me] ${it} [as|in|to|into|at|with|for] {part} [quality|jpeg]`,
              `${verbs.replace('|get|give|keep', '')} ${it} [as|in|to|into] [a|an] {format} [at|with|and|in] [a|the] [quality] [of|at|to] {part} [quality]`,
            ]
          : []),
        `${verbs} [me] ${it} [as|in|to|into] [a|an|the] [high|highest|best|full|good|top|max|maximum|low] [quality|resolution] {format} [file|format|image|picture|please|version]`,
        `${verbs} [me] ${it} [as|in|to|into] [a|an] [{part}] [quality] {format} [file|format|image]`,
        `${verbs} ${it} [as|in|to|into] [a|an] {format} [file|format] [at|with|and|in|,] [a|the] [quality] [of|at|to] {part} [quality]`,
      ])
      .concat(
        'spit|churn|pump|print out|me [out] [a|an] {format} [file] [at|with|in] [a|the] [quality] [of|at] {part} [quality]',
        `save|export|download ${it} [at|with|in] [a|the] [quality] [of|at|to] {part} [quality] as|in|to [a|an] {format}`,
        'give|send|hand [it|this|that] [to] [me] [back] [as|in] [a|an] {format} [file|format|image|please]',
        '{format}',
        'as [a|an] {format}',
      ),
    mean: ({ format, part }) =>
      format === undefined
        ? undefined
        : one({ op: 'export', format, ...(part === undefined ? {} : { quality: part }) }),
  },
  {
    say: [`save|export|download|output ${it} [at|with|in] [a|the] [quality] [of|at|to] {part} [quality]`],
    mean: ({ part }) => (part === undefined ? undefined : one({ op: 'export', quality: part })),
  },
  {
    say: [
      `save|export|download ${it} [at|in|with] [the] full|maximum|max|best|highest|top [possible] quality`,
    ],
    mean: () => one({ op: 'export', quality: 1 }),
  },
  {
    say: [
      `save|export|download|output ${it} [to|on|onto|as] [my|the|a] [computer|phone|desktop|disk|device|laptop|drive|gallery|file|copy]`,
      'where|how is|do|can [the|i] download|save|export [button|it|this]',
      'give|send me the file|picture|photo|image|result',
      'save|download [a|the] copy [of] [it|this]',
      'save|export|download the finished|final|full|edited picture|photo|image|version|result|size',
      'save my work|picture|photo|image|changes',
    ],
    mean: () => one({ op: 'export' }),
  },
  {
    say: [
      `suggest|recommend|propose [me|us] [something|anything|what|${ideas}] ${some} [edits|edit|changes|change|improvements|improvement|${ideas}|things|thing] [to] [do|change|try|improve] ${here}`,
      `make|offer ${some} suggestions|suggestion|recommendations|proposal ${here}`,
      `[do] [you] [have|got|give|show|tell|need|want] [me|us] ${some} ${ideas} ${here}`,
      `what would|should|shall you|i|we do|change|improve|fix|try|edit|suggest|recommend ${here}`,
      `what could|might i|we do|change|improve|fix|try|edit ${here}`,
      `what do you suggest|recommend|advise|propose [that] [i|we] [do|change|try] ${here}`,
      'what do you think [that] it|this|that|the|my [picture|photo|image|shot] needs|lacks|wants|misses',
      `what do you think [that] i|we could|should|can|would do|change|improve|try ${here}`,
      'what do you think is missing|lacking|wrong',
      `what do you think could|should be better|improved|changed|done ${here}`,
      'what does it|this|that|the|my [picture|photo|image|shot] need|lack|want',
      `what is missing|lacking|wrong ${here} [from] [it|this|the|my] [picture|photo|image|shot]`,
      'what would|could make it|this|that|the|my [picture|photo|image|shot] [look] better|nicer|prettier',
      'how would|could|can|should|might you|i|we improve|enhance|better it|this|that|the|my [picture|photo|image|shot]',
      'how would|could|can|should|might you|i|we make|get it|this|that|the|my [picture|photo|image|shot] [to] [look|be] better|nicer|prettier',
      'how would|could|can|should|might it|this|that|the|my [picture|photo|image|shot] be|look better|nicer|improved',
      'surprise|inspire|amaze me|us [with] [something]',
      `tell me what you would do|change|improve|try|edit ${here}`,
      'tell me what it|this|the|my [picture|photo|image|shot] needs|lacks',
      'what would|could look good|better|nice|nicer|great [here] [on|in] [it|this|here]',
      `what should|could|can be changed|improved|done|fixed ${here}`,
      `what needs changing|improving|doing|fixing ${here}`,
      `could use|do [with] ${some} ${ideas} ${here}`,
    ],
    mean: () => one({ op: 'suggest' }),
  },
  {
    say: [
      'help [me|out|please|with|us] [out|with|this|it]',
      'what [kind|kinds|sort|sorts|type|types] [of] [things|edits|stuff|commands] can|could|do you|i|we|this|it do|say|ask|try|change|edit [here|with|for] [you|this|it|me]',
      'what are you able to do',
      'what commands|things|edits are there|available|can [i|you] [say|use|do|make]',
      'how does|do this|it|that|i|you work|start|begin|use [this|it]',
      'how do i|you {words}',
      'how can|should i|you {words}',
      'how i|you can|should {words}',
      'what is this|possible',
      'show me what you can do',
      'need [some] help',
      'give me [some] help|examples|tips',
      'i am stuck|lost',
      'i do not know what to do|say',
      'show [me] [the] help|commands|options|examples|instructions|menu',
      'what should i say',
      'instructions|commands|manual|tutorial',
      'how to {words}',
      'what should|do|must|can i|you do to {words}',
      'what else can you|i do|say',
      'tell me what you can do',
      'what are my|the options|commands',
      'explain how this|it works',
      'teach me',
      'what [kind|kinds|sort|sorts|type|types] [of] [things|edits|stuff] can|could|should|may i|we ask [you] [to|for] [do]',
      'what do you understand|know',
    ],
    mean: () => one({ op: 'help' }),
  },
];

export const exportFormats = new Set(formats.split('|'));
