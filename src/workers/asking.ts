/** Asks the networks that look at pictures, one of them open at a time. */
import { Fault } from '../../core/contract/fault.ts';
import type { Looker, Open } from '../models/sight/looker.ts';
import type { Weights } from '../models/weights/kept.ts';
import type { Places } from './protocol.ts';
import { lost, othersOf, processors } from './tools.ts';

/** What a network made, or nothing where none is here or it could not; and what went otherwise than wished for. */
interface Tried<T> {
  readonly made?: T;
  readonly notes: string[];
  readonly failed?: true;
}

export class Asking {
  readonly #weights: Weights;
  #open: { readonly by: string; readonly opened: Open } | undefined;
  /** Who could not, and is not asked again by this worker: that was told once. */
  readonly #failed = new Set<string>();

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  /** Says whether the weights of one are on this device. */
  async here(): Promise<(looker: Pick<Looker<Open>, 'name'>) => boolean> {
    const kept = await this.#weights.kept();
    return ({ name }) => kept.includes(name);
  }

  /** Asks one of them, on each processor that it may have until one can. `asked` and `otherwise` are what the sentence says where none could. */
  async ask<T extends Open, R>(
    looker: Looker<T>,
    places: Places,
    work: (opened: T) => Promise<R | undefined>,
    otherwise: string,
    asked = 'look at this picture',
  ): Promise<Tried<R>> {
    if (!(await this.here())(looker)) return { notes: [] };
    if (this.#failed.has(looker.name)) return { notes: [], failed: true };
    const wish = { processors: places };
    let [why, broke] = ['', false];
    for (const processor of processors(wish, looker)) {
      try {
        const made = await work(await this.#opened(looker, processor, othersOf(wish)));
        const notes = broke
          ? ['The graphics processor broke off, so the processor did it: the same, but slower.']
          : [];
        return { ...(made !== undefined && { made }), notes };
      } catch (thrown) {
        const fault = Fault.from(thrown);
        if (fault.name !== 'no-maker' && fault.name !== 'offline') throw fault;
        why = fault.message;
        broke = true;
        await this.#close();
        if (processor === 'webgpu') lost.add(processor);
      }
    }
    this.#failed.add(looker.name);
    return { notes: [`${looker.title} could not ${asked}, ${otherwise}. ${why}`], failed: true };
  }

  /** One at a time: the memory of the one before goes back first. */
  async #opened<T extends Open>(
    looker: Looker<T>,
    ...[on, others]: Parameters<Looker<T>['open']>
  ): Promise<T> {
    const by = `${looker.name} on ${on}`;
    const known = this.#open;
    // Only its own looker ever opens what has its name.
    if (known?.by === by) return known.opened as T;
    await this.#close();
    const opened = await looker.open(on, others);
    this.#open = { by, opened };
    return opened;
  }

  async #close(): Promise<void> {
    const before = this.#open;
    this.#open = undefined;
    await before?.opened.close();
  }
}

/** As what it made is signed. */
export const nameOf = ({ name, edition }: Pick<Looker<Open>, 'name' | 'edition'>): string =>
  `${name}@${edition}`;
