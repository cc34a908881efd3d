/** What is read at each position as the text is said, and how likely each token is to be next. */
import { END, languageToken, PLAIN, START, TRANSCRIBE, type Vocabulary } from './vocabulary.ts';

export interface Step {
  readonly reads: number;
  /** Of the tokens that are likely at all. The others are near 0. */
  readonly wants: ReadonlyMap<number, number>;
}

/** Far above what 1500 tokens at 0 are likely together, of which one is drawn when times are asked for. */
const SURE = 16;

/**
 * After the last word: it ends, where no time may be said. Each tick is less likely than that, but together they are likelier,
 * by which the decoder is made to say the time first if it was asked for times. The last tick is the likeliest.
 */
const LAST_TICK = SURE - 1.5;
const ANY_TICK = SURE - 2.7;

/** The same after `<|notimestamps|>` as after `<|0.00|>`, so that it says the same whether asked for times or not. */
export function scriptOf(vocabulary: Vocabulary, multilingual: boolean, hears = 'en'): Step[] {
  const { text, ticks, id } = vocabulary;
  const [first, last] = [id(ticks[0] ?? ''), id(ticks.at(-1) ?? '')];
  const asked = multilingual ? [START, languageToken('en'), TRANSCRIBE].map(id) : [id(START)];
  const ending = new Map(ticks.map(tick => [id(tick), id(tick) === last ? LAST_TICK : ANY_TICK]));
  const reads = [...asked, id(PLAIN), ...text, last];
  const said = multilingual ? [languageToken(hears), TRANSCRIBE].map(id) : [];
  const sure = [...said, first, ...text].map(token => new Map([[token, SURE]]));
  const wants = [...sure, ending.set(id(END), SURE), new Map([[id(END), SURE]])];
  return reads.map((token, at) => ({ reads: token, wants: wants[at] ?? new Map() }));
}
