/** Words as numbers, without a list of words: Weinberger, Dasgupta, Langford, Smola and Attenberg, "Feature Hashing for Large Scale Multitask Learning", 2009. */

/** Said of everything, and so of nothing. */
const empty = new Set(
  'a an and are as at be but by for from has have in is it its not of on one or so than that the their them there they this to was what which who will with you your make'.split(
    ' ',
  ),
);

/** What a run of three letters counts beside its word: "cushions" is near to "cushion". */
const ofRun = 0.35;

/** FNV-1a, and lowbias32's finish (Wellons, 2018), without which its low bits are alike for alike words. */
export function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => !empty.has(word));

/** Whether a text has one of these words, save for an ending: "poppy" and "poppies". */
export function sharesWord(words: string): (text: string) => boolean {
  const asked = wordsOf(words);
  return text => wordsOf(text).some(word => asked.some(one => sameStem(one, word)));
}

function sameStem(one: string, other: string): boolean {
  const least = Math.max(3, Math.min(one.length, other.length) - 2);
  return (
    one === other || (one.slice(0, least) === other.slice(0, least) && one.length >= 3 && other.length >= 3)
  );
}

/** The words of `text` and their runs of three letters, added to `into`, each at a place and with a sign of its own. */
export function hashWords(text: string, into: Float32Array): void {
  const add = (feature: string, weight: number): void => {
    const hash = hashOf(feature);
    const at = (hash >>> 1) % into.length;
    into[at] = into[at]! + (hash & 1 ? weight : -weight);
  };
  for (const word of wordsOf(text)) {
    add(word, 1);
    const framed = `_${word}_`;
    for (let i = 0; i + 3 <= framed.length; i++) add(framed.slice(i, i + 3), ofRun);
  }
}
