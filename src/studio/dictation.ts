/** What is said, written down by a machine that is not this device: where that was chosen, or nothing here can. No part of the first paint. */
import { Fault } from '../../core/contract/fault.ts';
import { JobId, ProviderId } from '../../core/contract/ids.ts';
import { v } from '../../core/contract/schema.ts';
import type { Machine, Wish } from '../../core/jobs/place.ts';
import type { World } from '../data/world.ts';
import { atWork, sends } from './going.ts';
import type { Known, Wanted } from './known.ts';
import type { Machines } from './machines.svelte.ts';
import { dictateOutside, type At } from './outside.ts';
import { fitsMemory, isSlow, listed, OWN, SLOW } from './listening-models.ts';
import type { Away, Aways, Voice } from './voice.svelte.ts';

const PART = 'what you say';

/** How it stands, before anything is said. */
export interface Dictated {
  /** "sends what you say to Engine on this network"; nothing where it stays here. */
  readonly to: string | undefined;
  /** Who could write it down instead of this device, and why it is offered. */
  readonly offer: Offer | undefined;
}

interface Offer {
  readonly machine: Pick<Machine, 'id' | 'name'>;
  readonly why: string;
  /** Whether it is said to who speaks: where this device is too slow, or did not make out what was said last. */
  readonly isDue: boolean;
}

export class Dictation implements Aways {
  readonly #voice: Voice;
  readonly #machines: Machines;
  readonly #world: Pick<World, 'id'>;

  constructor(voice: Voice, machines: Machines, world: Pick<World, 'id'>) {
    this.#voice = voice;
    this.#machines = machines;
    this.#world = world;
  }

  /** Those that could. */
  get able(): readonly Known[] {
    return this.#machines.list.filter(({ tools }) => tools.includes('transcribe'));
  }

  /** As it stands now; follows what it depends on. */
  said(): Dictated {
    const { chosen, deaf, lost } = this.#voice;
    const { list } = this.#machines;
    const wanted = this.#wanted();
    const { by, offer, why } = this.#machines.placed(wanted, list, this.#wish);
    const known = by !== 'device' && list.find(({ id }) => id === by?.id);
    // What nothing here can is offered too, until it is chosen.
    if (known && chosen.machine !== undefined) return { to: sends(known, PART), offer: undefined };
    const machine = known || offer;
    const isDue = deaf || lost || wanted.time !== undefined;
    return { to: undefined, offer: machine && { machine, why, isDue } };
  }

  /** From now on it writes down what is said, until another is chosen. */
  take(machine: ProviderId): void {
    this.#voice.choose({ machine, model: undefined });
  }

  async find(onAsk: () => void): Promise<Away | undefined> {
    const [wanted, now] = [this.#wanted(), this.#machines.list];
    // Whoever speaks is not kept waiting for an account's server to tell of others.
    const list = now.some(({ id }) => id === this.#wish) ? now : await this.#machines.all();
    const placed = this.#machines.placed(wanted, list, this.#wish);
    const { by } = placed;
    // Who listens because nothing here can was not chosen, though it may have been once.
    const asks = placed.asks || this.#voice.chosen.machine === undefined;
    const known = list.find(({ id }) => by !== 'device' && id === by?.id);
    if (!known) return undefined;
    if (asks) onAsk();
    const chosen = asks ? await this.#machines.ask(wanted, placed, known, list) : known;
    if (!chosen) throw new Fault('stopped', 'It was not to go there.');
    return {
      write: async (samples, signal, report) => {
        const tell = (at: At): void => report(atWork(chosen.name, at));
        try {
          const asked = this.#machines.asked(chosen);
          return await dictateOutside(this.#world.id(JobId), asked, samples, signal, tell);
        } catch (cause) {
          const { name, message } = Fault.from(cause);
          throw new Fault(name, name === 'stopped' ? message : `${message} ${otherwise}`, { cause });
        }
      },
    };
  }

  /** The machine that was chosen; what is wanted for pictures says nothing of it. */
  get #wish(): Wish {
    const { machine } = this.#voice.chosen;
    const known = v.safeParse(ProviderId, machine);
    return known.success ? known.output : 'automatic';
  }

  #wanted(): Wanted {
    const { deaf, chosen } = this.#voice;
    const base = { title: 'Writing down what you say', part: PART, width: 0, height: 0 } as const;
    if (deaf) return { ...base, tool: 'transcribe' };
    // Who chose a model of this device is offered nobody else.
    const limits = chosen.model === undefined ? this.#limits() : {};
    return { ...base, tool: undefined, instead: 'transcribe', patience: SLOW, ...limits };
  }

  /** What keeps this device from listening well, once it was looked what is here. */
  #limits(): Pick<Wanted, 'time' | 'lacks'> {
    const { here, chosen } = this.#voice;
    if (!here) return {};
    const [models, took] = [listed(here), chosen.took];
    const fitting = models.filter(fitsMemory);
    if (fitting.some(name => name !== OWN && !isSlow(name, took))) return {};
    const slow = fitting.filter(name => isSlow(name, took)).map(name => took?.[name] ?? 0);
    if (slow.length > 0) return { time: Math.min(...slow) };
    return { lacks: models.length > 1 ? small : none };
  }
}

/** What to do where the machine does not. */
const otherwise = 'To have this device listen instead, choose one of its models in Settings, under Voice.';
const none = 'Brushword’s own model listens here, which knows about two thousand words.';
const small =
  'This device has too little memory for the Whisper that is here, so Brushword’s own model listens.';
