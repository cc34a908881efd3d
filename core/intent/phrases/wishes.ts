/** The ways to wish for something: "I want {things} gone", "we'd like {things} gone". */
export const wished = (...endings: readonly string[]): string[] =>
  endings.flatMap(ending => [
    `i|we want|need|prefer|wish|imagine|fancy [to] [have|see|get] ${ending}`,
    `i|we would like|love|prefer|want|rather [to] [have|see] ${ending}`,
    `can|could|may|let i|we|us have|get|see ${ending}`,
    `let us have|see|get|go|try ${ending}`,
  ]);

/** Ways to dream of something: "I wish {things} were gone", "what if {things} was gone". */
export const dreamt = (...endings: readonly string[]): string[] =>
  endings.flatMap(ending => [
    `i|we wish ${ending}`,
    `i|we wish that ${ending}`,
    `[what|how|imagine] if|about [only] ${ending}`,
    `it would be|look [much|so|really|a] [lot] nicer|better|nice|good|great|lovely|cool if ${ending}`,
  ]);
