/** What a click would take, or take away, outlined before it is made. It follows the pointer and never falls behind it. */
import type { VersionId } from '../../core/contract/ids.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Mask } from '../../core/pixels/pixels.ts';
import { maskOfRuns } from '../../core/pixels/runs.ts';
import type { Finder } from './finder.ts';
import type { Marks, Point } from './marks.svelte.ts';

interface Room {
  readonly marks: Marks;
  readonly head: Version | undefined;
}

/** A hard mask of a small copy of a version's picture. */
export interface Outlined {
  readonly of: VersionId;
  readonly mask: Mask;
}

interface Wanted {
  readonly at: Point;
  readonly adds: boolean;
  /** Of the marks: with others, a click means something else. */
  readonly edition: number;
  readonly head: Version;
}

export class Hover {
  outlined = $state.raw<Outlined>();
  /** The last that was asked for: what is answered after it is of no use. */
  #wanted: Wanted | undefined;
  #isAsking = false;
  readonly #room: Room;
  readonly #finder: Pick<Finder, 'next' | 'hover'>;

  constructor(room: Room, finder: Pick<Finder, 'next' | 'hover'>) {
    this.#room = room;
    this.#finder = finder;
  }

  /** Outlines what a click at `at`, in pixels of the picture, would take, or take away; nothing where there is no place. */
  follow(at: Point | undefined, adds = true): void {
    const { head, marks } = this.#room;
    const isInside = at && head && at.x >= 0 && at.y >= 0 && at.x < head.width && at.y < head.height;
    if (!isInside) return this.forget();
    const before = this.#wanted;
    this.#wanted = { at, adds, edition: marks.edition, head };
    // While the pointer stays on what is outlined, that stays, too, until more is known.
    const isOther = before?.adds !== adds || before.edition !== marks.edition || before.head.id !== head.id;
    if (isOther || !this.outlined || !holds(this.outlined.mask, at, head)) this.outlined = undefined;
    if (!this.#isAsking) void this.#ask();
  }

  forget(): void {
    this.#wanted = undefined;
    this.outlined = undefined;
  }

  /** One after the other, and of those that came meanwhile only the last. */
  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      for (let wanted = this.#wanted; wanted;) {
        const mask = await this.#hover(wanted);
        const now = this.#wanted;
        if (now === wanted || (now && isLike(now, wanted) && mask && holds(mask, now.at, now.head)))
          this.outlined = mask && { of: wanted.head.id, mask };
        wanted = now === wanted ? undefined : now;
      }
    } catch {
      // Nobody asked for more than a look: what goes wrong is said when it is clicked.
      this.forget();
    } finally {
      this.#isAsking = false;
    }
  }

  async #hover({ at, adds, head }: Wanted): Promise<Mask | undefined> {
    const { marks } = this.#room;
    const { now, then, isOfMarks } = this.#finder.next(at, adds);
    if (isOfMarks && !marks.any) return undefined;
    const { copy, runs } = await this.#finder.hover(head, now, then);
    const mask = maskOfRuns(runs, copy);
    return isOfMarks ? within(mask, marks.mask) : mask;
  }
}

const isLike = (one: Wanted, other: Wanted): boolean =>
  one.adds === other.adds && one.edition === other.edition && one.head.id === other.head.id;

/** Whether a place of the picture is in the mask of its copy. */
function holds({ width, height, data }: Mask, { x, y }: Point, picture: Version): boolean {
  const column = Math.min(width - 1, Math.floor((x * width) / picture.width));
  const row = Math.min(height - 1, Math.floor((y * height) / picture.height));
  return data[row * width + column] === 255;
}

/** What of the copy's mask is marked on the picture. */
function within({ width, height, data }: Mask, marked: Mask): Mask {
  const both = data.slice();
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * marked.height) / height) * marked.width;
    for (let x = 0; x < width; x++, i++)
      if (!marked.data[row + Math.floor(((x + 0.5) * marked.width) / width)]) both[i] = 0;
  }
  return { width, height, data: both };
}
