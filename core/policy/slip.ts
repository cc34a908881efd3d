/** Whether `word` is `meant` with one slip: a letter missing, added, changed, or two exchanged. */
export function isOneSlip(word: string, meant: string): boolean {
  const difference = word.length - meant.length;
  if (Math.abs(difference) > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === meant[at]) at++;
  const same = (from: number, meantFrom: number): boolean => word.slice(from) === meant.slice(meantFrom);
  if (difference !== 0) return difference > 0 ? same(at + 1, at) : same(at, at + 1);
  const exchanged = word[at] === meant[at + 1] && word[at + 1] === meant[at] && same(at + 2, at + 2);
  // A changed first letter makes another word as often as a slip: "boost", "roost".
  return exchanged || (at > 0 && same(at + 1, at + 1));
}
