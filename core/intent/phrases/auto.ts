/** To be mended by what the picture itself tells: "fix it", "auto levels", "fix the white balance". */
import { autoParts, type Edit } from '../../contract/plan.ts';
import { isWhole } from '../target.ts';
import type { Degree, Slots } from '../template.ts';
import { isRedEye, type Phrase, type Reading } from '../reading.ts';

type Part = Extract<Edit, { op: 'auto' }>['part'];

/** Whoever asks for "a bit" wants half of what is missing. */
const half = 0.5;

function mend(parts: readonly Part[], { things }: Slots, degree: Degree | undefined): Reading | undefined {
  if (things?.every(isWhole) === false) return undefined;
  const amount = degree && (degree.exact ? degree.amount : degree.amount < 0.3 ? half : undefined);
  const strength = amount !== undefined && amount > 0 && amount < 1 ? { strength: amount } : {};
  return { edits: parts.map(part => ({ op: 'auto', part, ...strength })) };
}

const redEye: Reading = { edits: [{ op: 'redeye' }] };

const all: readonly Part[] = [...autoParts, 'straighten'];

const parts: readonly (readonly [words: string, parts: readonly Part[]])[] = [
  ['light|lighting|exposure|brightness', ['exposure']],
  ['contrast', ['contrast']],
  ['levels|tone|tones', ['contrast', 'exposure']],
  ['white balance', ['white-balance']],
  ['colours|colors|colour|color', ['white-balance', 'vibrance']],
];

const put = 'fix|correct|mend|repair|sort|optimise|optimize';
const by = 'auto|automatic|automatically|magic';

export const auto: readonly Phrase[] = [
  {
    say: [
      'fix|correct|mend|repair|reduce|neutralise|neutralize|cure|sort|retouch|lose|lessen [out] {things}',
      'red-eye|red-eyes [removal|correction|reduction|fix|repair]',
      'red eye|eyes [removal|correction|reduction|fix|repair]',
    ],
    mean: ({ things }) => (things?.every(isRedEye) === false ? undefined : redEye),
  },
  {
    say: [
      '{things} is|are|look|looks|came|turned|went [out] [too|so|all|very|bright] red',
      'take|get|remove the red|redness out of|from|in {things}',
      'fix|correct the red|redness of|in|from {things}',
    ],
    mean: ({ things }) =>
      things?.every(({ noun = '' }) => /^(eyes?|pupils?)$/.test(noun)) ? redEye : undefined,
  },
  {
    say: [
      `fix|mend|enhance|improve|beautify|optimise|optimize|perfect|retouch {things}`,
      'make|get {things} [to] [look|be] better|nicer|good|great|prettier',
      `[${by}] enhance|fix|correct|retouch|adjust|improve|tune [it|everything|all]`,
      `${by} enhance|fix|correct|retouch|adjust|improve|tune {things}`,
      'enhance|enhancement|auto|magic',
    ],
    mean: (slots, degree) => mend(all, slots, degree),
  },
  ...parts.map(([words, named]): Phrase => ({
    say: [
      `${by} [fix|correct|adjust|balance|enhance|set] [the] ${words}`,
      `[${by}] ${put} [out] [the|its|my] ${words} [${by}]`,
      `[${by}] ${put} [out] [the] ${words} of|in|on {things}`,
    ],
    mean: (slots, degree) => mend(named, slots, degree),
  })),
];
