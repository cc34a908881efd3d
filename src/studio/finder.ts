/** What is meant is marked: pointed at, drawn a box around, or spoken of. What goes wrong is said. */
import type { Target } from '../../core/contract/plan.ts';
import type { Version } from '../../core/contract/version.ts';
import { isEmpty, type Box } from '../../core/pixels/box.ts';
import { damageIn } from '../../core/sight/damage/names.ts';
import type { Place } from '../../core/intent/order.ts';
import { readPicture } from '../data/assets.ts';
import type { Shown } from '../workers/protocol.ts';
import type { Marks, Point } from './marks.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { Showing } from './showing.ts';
import type { Sight } from './sight.svelte.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is looked at, and until when. */
export interface Room {
  readonly marks: Marks;
  readonly sight: Sight;
  readonly head: Version | undefined;
  readonly closed: AbortSignal;
}

export class Finder {
  readonly #room: Room;
  readonly #parts: Parts;
  readonly #notices: Notices;
  readonly #showing: Showing;

  constructor(room: Room, parts: Parts, notices: Notices) {
    this.#room = room;
    this.#parts = parts;
    this.#notices = notices;
    this.#showing = new Showing(room.marks);
  }

  /** Marks (or, with 0, unmarks) what is like the pixel at `at` and joined to it. */
  async tap(at: Point, value: 0 | 255): Promise<void> {
    const { marks, closed } = this.#room;
    const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
    const head = this.#headAt(at);
    if (!head) return;
    await this.#notices.saying(async () => {
      const picture = await readPicture(this.#parts.database, head.picture);
      const like = await this.#parts.viewer.select(picture, x, y, marks.tolerance, closed);
      if (this.#isShown(head)) this.#join(like, value);
    });
  }

  /** Marks the thing at `at`, or adds it to what is shown of one, or takes it away. */
  async point(at: Point, adds: boolean): Promise<void> {
    const head = this.#headAt(at);
    if (!head) return;
    await this.#notices.saying(() => this.#showing.click(at.x, at.y, adds, shown => this.#cut(head, shown)));
  }

  /** What is shown now, and what would be after a click at `at`; see `Showing`. */
  next({ x, y }: Point, adds: boolean): ReturnType<Showing['next']> {
    return this.#showing.next(x, y, adds);
  }

  /** What of `on` differs between what is shown now and then. */
  hover(on: Version, now: Shown, then: Shown): ReturnType<Sight['hover']> {
    return this.#room.sight.hover(now, then, on, this.#room.closed);
  }

  /** Marks the thing within a box. */
  async encircle(box: Box): Promise<void> {
    const { head } = this.#room;
    if (!head || isEmpty(box)) return;
    await this.#notices.saying(() => this.#showing.within(box, shown => this.#cut(head, shown)));
  }

  /** Begins to look at what is shown: something in it is spoken of. */
  look(): void {
    const { head, marks, sight } = this.#room;
    if (head && !marks.any) sight.prepare(head);
  }

  /**
   * Looks for what a step is asked of, and where that `isAwaited` still by then, marks it. What must be asked first, where it
   * is not clear; else nothing.
   */
  async find(
    { operation, target, mask, where }: Place & { readonly operation?: string },
    isAwaited: () => boolean,
  ): Promise<string | undefined> {
    const { head, sight, closed } = this.#room;
    if (head && operation === 'background' && (!target || (await this.#isLone(target, head)))) {
      const ask = await this.#people(head, isAwaited, where);
      if (!target || ask === undefined || !isAwaited()) return ask;
    }
    if (!head || !target || target.pronoun === true) return where;
    let ask: string | undefined = where;
    await this.#notices.saying(async () => {
      // A red eye is to become dark, not to go.
      if (damageIn(target.text).some(kind => kind !== 'red eyes')) {
        const found = await sight.damage(target.text, head, closed);
        if (!isAwaited() || !this.#isShown(head)) return;
        ask = found ? undefined : `I see no ${target.noun ?? 'damage'} here. Brush over what you mean.`;
        if (found) this.#join(found);
        return;
      }
      const found = await sight.find(target, head, mask === 'rest');
      if (!isAwaited() || !this.#isShown(head)) return;
      if (found.kind === 'ask') {
        sight.ask(found.candidates);
        ask = whichOf(found.candidates.length);
      } else if (found.kind === 'found') {
        await this.#mark(found.regions, head, isAwaited);
        ask = undefined;
      }
    });
    return ask;
  }

  async markRegion(id: number): Promise<void> {
    const { head } = this.#room;
    if (head) await this.#notices.saying(() => this.#mark([id], head));
  }

  /** Whether who is named need not be told from others: whoever finds people cuts them out finer than what is seen here. */
  async #isLone({ noun = '' }: Target, on: Version): Promise<boolean> {
    let isLone = false;
    await this.#notices.saying(async () => {
      const { nameFit } = await import('../../core/sight/names.ts');
      if (nameFit(noun, 'person') === 0) return;
      const { scene } = await this.#room.sight.seen(on);
      isLone = scene.regions.filter(({ label }) => label === 'person').length < 2;
    });
    return isLone;
  }

  /** Marks who stands before a background that is to change, where that can be seen. */
  async #people(on: Version, isAwaited: () => boolean, where?: string): Promise<string | undefined> {
    let found = false;
    await this.#notices.saying(async () => {
      const people = await this.#room.sight.outline('people', on, this.#room.closed);
      found = people !== undefined && isAwaited() && this.#isShown(on);
      if (people && found) this.#join(people);
    });
    return found ? undefined : where;
  }

  /** Marks the candidates of these numbers. */
  async choose(numbers: readonly number[]): Promise<void> {
    const { head, sight } = this.#room;
    const ids = sight.candidates.flatMap(({ number, region }) => (numbers.includes(number) ? region.id : []));
    if (!head || ids.length === 0) return;
    await this.#notices.saying(() => this.#mark(ids, head));
  }

  #headAt({ x, y }: Point): Version | undefined {
    const { head } = this.#room;
    return head && x >= 0 && y >= 0 && x < head.width && y < head.height ? head : undefined;
  }

  #isShown({ id }: Version): boolean {
    return this.#room.head?.id === id;
  }

  async #cut(on: Version, shown: Shown): Promise<Bytes> {
    const { sight, closed } = this.#room;
    const outlined = await sight.outline(shown, on, closed);
    if (outlined) return outlined;
    const picture = await readPicture(this.#parts.database, on.picture);
    return this.#parts.viewer.cut(picture, shown, closed);
  }

  async #mark(ids: readonly number[], on: Version, isAwaited = (): boolean => true): Promise<void> {
    const { sight, closed } = this.#room;
    const mask = await sight.maskOf(ids, on, closed);
    if (!isAwaited() || !this.#isShown(on)) return;
    sight.settle();
    this.#join(mask);
  }

  #join(mask: Bytes, value: 0 | 255 = 255): void {
    const { marks } = this.#room;
    marks.begin();
    marks.join(mask, value);
    marks.end();
  }
}

function whichOf(count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => `${i + 1}`);
  const last = numbers.pop();
  return `Which is it: ${numbers.join(', ')} or ${last}? Tap its number, say “number two”, or mark it yourself.`;
}
