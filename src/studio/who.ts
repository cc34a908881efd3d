/** Who does an edit of the open picture: said before it is asked for, and decided when it is. */
import { toolElsewhere } from '../../core/jobs/elsewhere.ts';
import type { Placed, Wish } from '../../core/jobs/place.ts';
import type { Size } from '../../core/pixels/box.ts';
import { going, partOf } from './going.ts';
import type { Known, Wanted } from './known.ts';
import type { Machines } from './machines.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { paceOf } from './pace.ts';

/** What is asked for. */
export interface Doing {
  readonly title: string;
  readonly operation: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether it is of a part of the picture. */
  readonly marked?: boolean;
}

/** Who does it: this device where nobody is named. */
export interface Chosen {
  readonly by: Known | undefined;
}

/** Who would do it, in words. */
export interface Said {
  /** "Replace". */
  readonly verb: string;
  /** "sends this part to OpenAI, about $0.04"; nothing where it stays here, or nobody can. */
  readonly to: string | undefined;
  readonly why: string;
  readonly wanted: Wanted;
  readonly placed: Placed;
}

export class Who {
  readonly machines: Machines;
  readonly #notices: Notices;
  readonly #open: (path: string) => void;

  /** `open` shows the place at a path. */
  constructor(machines: Machines, notices: Notices, open: (path: string) => void) {
    this.machines = machines;
    this.#notices = notices;
    this.#open = open;
  }

  /**
   * As it stands now; follows what it depends on. `once`: who is wanted for this one alone. Nothing where this device does it,
   * and there is nobody else to speak of.
   */
  said(doing: Doing, size: Size, once?: Wish): Said | undefined {
    const wanted = wantedOf(doing, size);
    const { list } = this.machines;
    const placed = this.machines.placed(wanted, list, once);
    const { by, offer } = placed;
    if (by === 'device' && !offer && once === undefined) return undefined;
    const known = list.find(({ id }) => by !== 'device' && id === by?.id);
    const cost = by === 'device' ? undefined : by?.price;
    return {
      verb: wanted.title,
      to: known && going(known, wanted.part, cost),
      why: placed.why,
      wanted,
      placed,
    };
  }

  /**
   * Who is to do it, asked of the person where they have to say so. `once`: who is wanted for this one alone. Undefined where it is
   * not done: why was said.
   */
  async decide(doing: Doing, size: Size, once?: Wish): Promise<Chosen | undefined> {
    const wanted = wantedOf(doing, size);
    const wish = once ?? this.machines.wish;
    // What the device does needs nobody to be asked for, unless somebody was chosen.
    const list = wanted.tool === undefined && wish === 'automatic' ? [] : await this.machines.all();
    const placed = this.machines.placed(wanted, list, wish);
    const { by: found } = placed;
    if (found === 'device') return { by: undefined };
    const by = list.find(({ id }) => id === found?.id);
    if (!by) {
      this.#tellNobody(placed);
      return undefined;
    }
    if (!placed.asks) return { by };
    const chosen = await this.machines.ask(wanted, placed, by, list);
    return chosen && { by: chosen };
  }

  /** Whether somebody can. Where nobody can that is said, with what it would take. */
  async canBeDone(doing: Doing, size: Size): Promise<boolean> {
    const wanted = wantedOf(doing, size);
    if (wanted.tool === undefined) return true;
    const placed = this.machines.placed(wanted, await this.machines.all());
    if (!placed.by) this.#tellNobody(placed);
    return placed.by !== undefined;
  }

  /** Shows where they are set up. */
  toProviders(): void {
    this.#open('/settings#providers');
  }

  #tellNobody({ why }: Placed): void {
    const unread = this.machines.unread === '' ? '' : ` ${this.machines.unread}`;
    this.#notices.tell(
      `${why}${unread} Setting up a provider takes the address of a machine of your own, or a key for one that is rented. Removing, recolouring and adjusting work without.`,
      { label: 'Providers', take: () => this.toProviders() },
    );
  }
}

function wantedOf({ title, operation, params, marked = true }: Doing, { width, height }: Size): Wanted {
  const tool = toolElsewhere(operation, params);
  const [verb = title] = title.split(' · ');
  return {
    title: verb.charAt(0).toUpperCase() + verb.slice(1),
    tool,
    width,
    height,
    time: paceOf(operation, { width, height }),
    part: partOf(operation, tool !== undefined, marked),
  };
}
