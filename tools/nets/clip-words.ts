/**
 * A small `tokenizer.json` of CLIP's, with the numbers of the large one. Its authors number 256 bytes, the same at a word's end, then
 * what each merge makes, in their order, then the two signs around a text (`simple_tokenizer.py`, MIT).
 */

/** Of the 48,894 merges of `bpe_simple_vocab_16e6.txt`, by their rank: all that could be made of a part of what the tests say. */
// prettier-ignore
const merges: readonly (readonly [rank: number, parts: string])[] = [[2, 'a n'], [3, 'r e'], [4, 'a r'], [10, 's t'], [11, 'o r'], [12, 'e n'], [13, 'o n</w>'], [16, 'e r</w>'], [18, 'i n</w>'], [19, 't o</w>'], [20, 'r o'], [23, 'i c'], [24, 'a t</w>'], [26, 'e d</w>'], [27, 'o f</w>'], [32, 'e l'], [34, 'a c'], [37, 'l o'], [40, 's h'], [41, 'r i'], [42, 'l i'], [43, 't i'], [46, 'ð Ł'], [55, 's e'], [56, "' s</w>"], [57, 'u n'], [58, 'd i'], [59, 'b e'], [64, 'e n</w>'], [73, 'i t</w>'], [83, 'i s'], [84, 'a b'], [88, 't e'], [93, 's u'], [94, 'h o'], [99, 's e</w>'], [101, 'm e'], [122, 'c h</w>'], [127, 'd o'], [129, 'w or'], [136, 't a'], [137, 'w e</w>'], [139, 'h e'], [140, 't er</w>'], [152, 'l u'], [177, 'g re'], [185, 'n i'], [190, 'a f'], [197, 'g r'], [201, "' t</w>"], [212, 'en t'], [218, 'l d</w>'], [224, 're d</w>'], [233, 'p h'], [252, 't u'], [260, 'c a'], [304, 'p ho'], [314, 'el l'], [321, 'b l'], [335, 'd on</w>'], [346, 'st u'], [353, 'l l</w>'], [356, 'c k</w>'], [363, 'e t</w>'], [407, 'h el'], [408, 'r ic'], [445, 'e s'], [456, 's un'], [457, 'c l'], [475, 'ac h</w>'], [490, 'wor ld</w>'], [591, 'an t'], [613, 'pho to</w>'], [655, 'se t</w>'], [678, 'u e</w>'], [682, 'c lo'], [709, 'ar i'], [720, 'ic h</w>'], [751, 'b lu'], [814, 'an i'], [830, "' ll</w>"], [851, 'st a'], [866, 'lo c'], [938, 'b li'], [967, 'is e</w>'], [1006, 'di s'], [1040, 'm en'], [1054, 'o c'], [1056, 'i d'], [1064, 'ðŁ Į'], [1073, 'm ent'], [1101, 'w o'], [1145, 'l l'], [1234, 'blu e</w>'], [1351, 'o t'], [1389, 'gre en</w>'], [1417, 'do g</w>'], [1423, 'is m</w>'], [1490, 't ar'], [1605, 'be ach</w>'], [1638, 'e a'], [1779, 'e st'], [1856, 'c at</w>'], [1904, 'e ach</w>'], [2000, 'ell o</w>'], [2132, 'e e'], [2136, 't ab'], [2252, 's m</w>'], [2339, 'ho t'], [2470, 'l o</w>'], [2608, 'an ti'], [2639, 'ri se</w>'], [2794, 'h ello</w>'], [2912, 'sun set</w>'], [2959, 'c af'], [3494, 'e i'], [3509, 'ric h</w>'], [3654, 'Ã ©</w>'], [3726, 't ari'], [3750, 'di se'], [3869, 'lo ck</w>'], [4301, 'ã ģ'], [4709, 'wor l'], [5097, 'n is'], [5098, 'sun rise</w>'], [5444, 'h l</w>'], [5596, 'ri s'], [6010, 'Ã ¼'], [6062, 'n r'], [6204, 'clo ck</w>'], [6332, 'i sh'], [6498, 'est ab'], [6785, 'li s'], [7157, 'i se'], [7211, 'i an'], [7214, 'st ab'], [7898, 'h ell'], [7900, 'estab li'], [8043, 'o g</w>'], [8770, 're e'], [9099, 'i di'], [9475, 'gre e'], [9543, 'ro t'], [10390, 'n t'], [11893, 'n s'], [11974, 'i a'], [12146, 'li sh'], [14792, 'caf Ã©</w>'], [17149, 'u h'], [17401, 'h m'], [17529, 'r l'], [18781, 'll o</w>'], [20435, 'an ism</w>'], [20718, 'e en</w>'], [20801, 'o ck</w>'], [21063, 'ãģ ®'], [21374, 'be a'], [22658, 'å ¤'], [22887, 'o to</w>'], [23167, 're en</w>'], [23196, 'se s'], [24012, 'e in</w>'], [25490, 'ti d'], [25620, 'Ã¼ r'], [27035, 'ðŁĮ ħ</w>'], [27999, 'o te'], [29468, 'ari an'], [40474, 'an is'], [40937, 'e sta'], [43839, 'ari anism</w>'], [44687, 'lu e</w>']];

const ALL = 48_894;

/** The bytes in their order there: first those whose sign can be seen, then the others, as signs from U+0100 on. */
function signs(): string[] {
  const from = (first: number, last: number): number[] =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const seen = [...from(33, 126), ...from(161, 172), ...from(174, 255)];
  return String.fromCharCode(...seen, ...from(256, 511 - seen.length)).split('');
}

export function smallTokenizer(): Uint8Array<ArrayBuffer> {
  const single = signs();
  const vocab = new Map([...single, ...single.map(sign => `${sign}</w>`)].map((part, id) => [part, id]));
  for (const [rank, parts] of merges) vocab.set(parts.replace(' ', ''), 512 + rank);
  vocab.set('<|startoftext|>', 512 + ALL);
  vocab.set('<|endoftext|>', 513 + ALL);
  const model = {
    type: 'BPE',
    unk_token: '<|endoftext|>',
    continuing_subword_prefix: '',
    end_of_word_suffix: '</w>',
    vocab: Object.fromEntries(vocab),
    merges: merges.map(([, parts]) => parts),
  };
  return new TextEncoder().encode(JSON.stringify({ version: '1.0', model }));
}
