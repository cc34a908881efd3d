/** Huffman codes made for the picture at hand (ITU-T T.81, Annex K.2 and C). */

export interface HuffmanTable {
  /** How many codes have each length, 1 to 16. */
  readonly counts: readonly number[];
  /** Symbols, shortest code first. */
  readonly symbols: readonly number[];
  readonly codes: ReadonlyMap<number, { readonly code: number; readonly length: number }>;
}

/** The best table for symbols seen so many times each. No code is longer than 16 bits or all ones. */
export function huffmanTable(seen: ReadonlyMap<number, number>): HuffmanTable {
  const lengths = new Map<number, number>();
  // One more symbol, never sent, takes the code of all ones.
  const reserved = 256;
  let groups = [...seen, [reserved, 0] as const].map(([symbol, weight]) => ({
    weight,
    symbols: [symbol],
    least: symbol,
  }));
  for (const group of groups) lengths.set(group.least, 0);
  while (groups.length > 1) {
    // Ties fall to the reserved symbol first, then by number, so that the table is the same every time.
    groups.sort((a, b) => a.weight - b.weight || b.least - a.least);
    const [a, b] = [groups[0]!, groups[1]!];
    const symbols = [...a.symbols, ...b.symbols];
    for (const symbol of symbols) lengths.set(symbol, (lengths.get(symbol) ?? 0) + 1);
    groups = [
      { weight: a.weight + b.weight, symbols, least: Math.max(a.least, b.least) },
      ...groups.slice(2),
    ];
  }
  const counts = new Array<number>(64).fill(0);
  for (const length of lengths.values()) counts[length]! += 1;
  shorten(counts);
  // The reserved symbol has the longest code.
  counts[counts.findLastIndex(count => count > 0)]! -= 1;

  const symbols = [...lengths]
    .filter(([symbol]) => symbol !== reserved)
    .sort(([a, la], [b, lb]) => la - lb || a - b)
    .map(([symbol]) => symbol);
  const codes = new Map<number, { code: number; length: number }>();
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < counts[length]!; i++) codes.set(symbols[next++]!, { code: code++, length });
    code <<= 1;
  }
  return { counts: counts.slice(1, 17), symbols, codes };
}

/** Figure K.3: pairs of codes too long move up; a shorter code makes room by growing. */
function shorten(counts: number[]): void {
  for (let length = counts.length - 1; length > 16; length--) {
    while (counts[length]! > 0) {
      let shorter = length - 2;
      while (counts[shorter] === 0) shorter--;
      counts[length]! -= 2;
      counts[length - 1]! += 1;
      counts[shorter + 1]! += 2;
      counts[shorter]! -= 1;
    }
  }
}
