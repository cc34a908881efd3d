/** Which language is spoken. */
import { LogitsProcessor, type Tensor } from '@huggingface/transformers';
import { numbersOf } from './numbers.ts';
import type { Settings } from './settings.ts';

export const taskFor = (language: string): 'transcribe' | 'translate' =>
  language === 'en' ? 'transcribe' : 'translate';

/**
 * The tokens before the first word, where it is open which language is spoken: the likeliest one's, what is to be done with that, and
 * that no times are wanted (Radford et al., 2022, figure 1). The library takes English where it is told none.
 */
export class Tongues extends LogitsProcessor {
  readonly start: number[];
  /** Of those that were asked for, the ones that it knows; English, where it knows none. */
  readonly all: readonly string[];
  readonly #ids: ReadonlyMap<number, string>;
  readonly #tasks: Readonly<Record<string, number>>;
  readonly #plain: readonly number[];
  readonly #notFirst: readonly number[];

  constructor(settings: Settings, languages: readonly string[]) {
    super();
    const { lang_to_id, task_to_id, decoder_start_token_id, no_timestamps_token_id, begin_suppress_tokens } =
      settings;
    const idOf = (language: string): number | undefined => lang_to_id?.[`<|${language}|>`];
    const known = [...new Set(languages)].filter(language => idOf(language) !== undefined);
    this.all = known.length > 0 ? known : ['en'];
    this.start = [decoder_start_token_id];
    this.#ids = new Map(this.all.map(language => [idOf(language) ?? -1, language]));
    this.#tasks = task_to_id ?? {};
    this.#plain = no_timestamps_token_id ? [no_timestamps_token_id] : [];
    this.#notFirst = begin_suppress_tokens ?? [];
  }

  /** How many tokens there are before the first word. */
  get count(): number {
    return this.start.length + 2 + this.#plain.length;
  }

  heard(id: number): string | undefined {
    return this.#ids.get(id);
  }

  override _call([ids = []]: bigint[][], logits: Tensor): Tensor {
    const data = numbersOf(logits);
    const spoken = this.heard(Number(ids[1])) ?? 'en';
    const wanted = [[...this.#ids.keys()], [this.#tasks[taskFor(spoken)]], this.#plain][ids.length - 1];
    if (wanted && ids.length < this.count) {
      data.forEach((_, id) => !wanted.includes(id) && (data[id] = -Infinity));
      for (const id of wanted) if (id !== undefined) data[id] = Math.max(data[id]!, -1e4);
    } else if (ids.length === this.count) {
      for (const id of this.#notFirst) data[id] = -Infinity;
    }
    return logits;
  }
}
