/** What is on the desk and the references: one is kept of it, or it is made like one. */
import { Fault } from '../../core/contract/fault.ts';
import type { Reference } from '../../core/contract/reference.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Place } from '../../core/intent/order.ts';
import type { Box } from '../../core/pixels/box.ts';
import { bounds } from '../../core/pixels/mask.ts';
import type { Marks } from './marks.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { References } from './references.svelte.ts';

/** By how much to adjust what is inside `box`, or where there is none the picture. */
export type Measure = (
  on: Version,
  box: Box | undefined,
  signal: AbortSignal,
) => Promise<Record<string, number>>;

/** Which part is adjusted. */
export type Part = Pick<Place, 'mask' | 'target'>;

/** What is looked at, and who works on it. */
export interface Workplace {
  readonly marks: Marks;
  readonly head: Version | undefined;
  readonly closed: AbortSignal;
  /** Opens the references, where one has to be chosen. */
  choose(): void;
  /** One step of adjusting, by as much as `measure` says of that part of the version that is there by then. */
  adjust(title: string, said: string | undefined, measure: Measure, part: Part): Promise<boolean>;
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

  /** Makes the picture, or what is marked, like the reference that is called so. `part` is said where a thing is to be like it. */
  async like(words?: string, said?: string, part?: Part): Promise<boolean> {
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
    return asked && reference !== undefined && this.follow(reference, said, part);
  }

  /** One step, in light and colour: of what is marked, or where nothing is of the picture. */
  async follow(reference: Reference, said?: string, part: Part = { mask: 'optional' }): Promise<boolean> {
    this.#references.choose(reference);
    const { words } = reference;
    const thing = part.target ? `${part.target.text} → ` : '';
    let isLike = false;
    const done = await this.#place.adjust(
      `match · ${thing}${words === '' ? 'the reference' : words}`,
      said,
      async (on, box, signal) => {
        const amounts = await this.#references.towards(reference, on, box, signal);
        isLike = Object.keys(amounts).length === 0;
        return amounts;
      },
      part,
    );
    if (done && isLike) {
      const name = words === '' ? 'the reference' : `“${words}”`;
      this.#notices.tell(`In light and colour ${part.target?.text ?? 'it'} is like ${name} already.`);
    }
    return done;
  }
}
