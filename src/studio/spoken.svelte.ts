/** What was said, on its way to being done: shown first, and asked about where it may be wrong. One sentence after another. */
import type { Mishearing } from '../../core/intent/mishearing.ts';
import type { Heard } from '../workers/speech-protocol.ts';
import type { Desk } from './edit.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Say } from './say.svelte.ts';
import type { Hearer } from './voice.svelte.ts';

/** Milliseconds for which it can be read before it is done. */
const SHOWN = 700;

type Sayable = Pick<Say, 'text' | 'before' | 'prepare' | 'changed' | 'kindOf' | 'chosen' | 'choose' | 'go'>;

export class Spoken implements Hearer {
  /** What is being said, as far as it is understood yet. */
  partly = $state('');
  /** What was heard is not sure, and waits for a yes. */
  asking = $state(false);
  /** The language that it was said in, in its English name, where that was another. */
  language = $state('');
  /** What was taken for something else than was heard. */
  mishearings = $state.raw<readonly Mishearing[]>([]);
  readonly #say: Sayable;
  readonly #desk: Pick<Desk, 'stop'>;
  readonly #notices: Pick<Notices, 'tell' | 'fault'>;
  #sentence = '';
  #heard = '';
  /** When the sentence was last changed by hand: what was said before does not write over that, however late it comes. */
  #typed = -Infinity;
  /** When the last that was said ended, at the latest. */
  #closed = Infinity;
  #last: Promise<void> = Promise.resolve();

  constructor(say: Sayable, desk: Pick<Desk, 'stop'>, notices: Pick<Notices, 'tell' | 'fault'>) {
    this.#say = say;
    this.#desk = desk;
    this.#notices = notices;
  }

  open(isOpen: boolean): void {
    this.#closed = isOpen ? Infinity : performance.now();
  }

  hearing(text: string): void {
    this.partly = text;
  }

  heard(heard: Heard, offered: boolean): void {
    this.partly = '';
    const ended = Math.min(performance.now() - heard.ms, this.#closed);
    // Whatever goes on is to end now, not after it.
    if (!offered && this.#say.kindOf(heard.text) === 'stop') this.#desk.stop();
    this.#last = this.#last
      .then(() => this.#take(heard, offered, ended))
      .catch((thrown: unknown) => this.#notices.fault(thrown));
  }

  /** Called where the sentence was changed by hand: it is the person's own then. */
  changed(): void {
    this.#typed = performance.now();
    if (this.#say.text === this.#sentence) return;
    this.#sentence = '';
    this.#forget();
  }

  /** What was heard, as it was heard. */
  takeBack(): void {
    this.#say.text = this.#heard;
    this.#say.changed();
    this.changed();
  }

  async #take(
    { spoke, text, others, trust, language = 'en' }: Heard,
    offered: boolean,
    ended: number,
  ): Promise<void> {
    if (!spoke)
      return this.#notices.tell('I heard nobody. Hold the button, or the space bar, while you speak.');
    if (trust === 'lost') return this.#notices.tell('I could not make that out. Say it again, or type it.');
    if (text === '') {
      return this.#notices.tell(
        'I heard you, but no command that I know. Say it in other words, or type it.',
      );
    }
    await this.#say.prepare();
    const chosen = this.#say.chosen(text);
    if (chosen) return this.#say.choose(chosen);
    const { meantBy } = await import('../../core/intent/heard.ts');
    const { sentence, mishearings } = meantBy([text, ...others], this.#say.before);
    const kind = this.#say.kindOf(sentence);
    const isWaiting = this.#say.text.trim() !== '';
    if (kind === 'stop') return;
    if (isWaiting && kind === 'yes') return this.#go(this.#say.text);
    if (isWaiting && kind === 'no') return this.#clear();
    if (isWaiting && this.#typed > ended)
      return this.#notices.tell(`You typed meanwhile, so “${text}” was left.`);
    this.#heard = text;
    this.#sentence = sentence;
    this.mishearings = mishearings;
    this.language = language === 'en' ? '' : nameOf(language);
    this.#say.text = sentence;
    this.#say.changed();
    this.asking = offered || mishearings.length > 0 || trust === 'ask';
    if (this.asking) return;
    await new Promise(resolve => setTimeout(resolve, SHOWN));
    await this.#go(sentence);
  }

  /** Where it still stands there as it was heard. */
  async #go(sentence: string): Promise<void> {
    if (this.#say.text !== sentence) return;
    this.asking = false;
    await this.#say.go();
    if (this.#say.text === '') this.#forget();
  }

  #clear(): void {
    this.#say.text = '';
    this.#say.changed();
    this.#forget();
  }

  #forget(): void {
    this.asking = false;
    this.language = '';
    this.mishearings = [];
  }
}

const nameOf = (language: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
