/** What is on the desk and the references: one is kept of it, or it is made like one. */
import { Fault } from '../../core/contract/fault.ts';
import type { Reference } from '../../core/contract/reference.ts';
import type { Version } from '../../core/contract/version.ts';
import { bounds } from '../../core/pixels/mask.ts';
import type { Marks } from './marks.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { References } from './references.svelte.ts';

type Measure = (on: Version, signal: AbortSignal) => Promise<Record<string, number>>;

/** What is looked at, and who works on it. */
export interface Workplace {
  readonly marks: Marks;
  readonly head: Version | undefined;
  readonly closed: AbortSignal;
  /** Opens the references, where one has to be chosen. */
  choose(): void;
  /** One step of adjusting, by as much as `measure` says of the version that is there by then. */
  adjust(title: string, said: string | undefined, measure: Measure): Promise<boolean>;
}

export class Likeness {
  readonly #place: Workplace;
  readonly #references: References;
  readonly #notices: Notices;

  constructor(place: Workplace, references: References, notices: Notices) {
    this.#place = place;
    this.#references = references;
    this.#notices = notices;
  }

  /** Keeps what is marked, or where nothing is the picture. */
  async keep(words = ''): Promise<boolean> {
    const { head, marks, closed } = this.#place;
    if (!head) return false;
    const box = marks.any ? bounds(marks.mask) : undefined;
    const kept = await this.#references.keep(head, words, box, closed);
    if (kept) {
      const what = box ? 'What is marked' : 'This picture';
      const show = { label: 'Show', take: () => this.#place.choose() };
      this.#notices.tell(`${what} is kept as a reference${words === '' ? '' : `, “${words}”`}.`, show);
    }
    return kept;
  }

  /** Makes the picture, or what is marked, like the reference that is called so. */
  async like(words?: string, said?: string): Promise<boolean> {
    let reference: Reference | undefined;
    const asked = await this.#notices.saying(async () => {
      reference = await this.#references.named(words);
      if (reference) return;
      this.#place.choose();
      throw new Fault(
        'not-found',
        words === undefined
          ? 'Like which one? Choose it among the references, or keep one first.'
          : `No reference is called “${words}”. Choose one among the references, or keep one first.`,
      );
    });
    return asked && reference !== undefined && this.follow(reference, said);
  }

  /** One step, in light and colour: of what is marked, or where nothing is of the picture. */
  async follow(reference: Reference, said?: string): Promise<boolean> {
    this.#references.choose(reference);
    const { words } = reference;
    let isLike = false;
    const done = await this.#place.adjust(
      `match · ${words === '' ? 'the reference' : words}`,
      said,
      async (on, signal) => {
        const { marks } = this.#place;
        const box = marks.any ? bounds(marks.mask) : undefined;
        const amounts = await this.#references.towards(reference, on, box, signal);
        isLike = Object.keys(amounts).length === 0;
        return amounts;
      },
    );
    if (done && isLike) {
      const name = words === '' ? 'the reference' : `“${words}”`;
      this.#notices.tell(`In light and colour it is like ${name} already.`);
    }
    return done;
  }
}
