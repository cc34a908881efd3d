/**
 * The machines that are not this device and may be asked: those of the person's own, which this browser calls itself, and those of
 * their account, which its server calls. Whom they trust with what, and whom they want.
 */
import { Fault } from '../../core/contract/fault.ts';
import {
  NewProvider,
  type Activity,
  type HostedProvider,
  type ProviderHealth,
  type ProviderKind,
} from '../../core/contract/hosted.ts';
import { ProviderId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { place, type Placed, type Wish } from '../../core/jobs/place.ts';
import { providerOf } from '../../core/providers/index.ts';
import { call } from '../data/api.ts';
import type { Consent, OwnProvider } from '../data/rows.ts';
import { hostedMaker } from '../data/hosted.ts';
import { jobNewsIn } from '../data/job-news.ts';
import {
  consentsIn,
  dropConsent,
  dropOwnProvider,
  keepConsent,
  keepOwnProvider,
  ownProvidersIn,
} from '../data/own.ts';
import { pause } from '../pause.ts';
import type { Carrier } from '../workers/carrier-host.ts';
import { addressOf, isSpeech, listOf, priceOf, toolOf, type Known, type Wanted } from './known.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Asked } from './outside.ts';
import type { Parts } from './parts.ts';
import { remembered } from './signed-in.ts';

/** What is typed of a machine. `secrets` that are left out stay as they are. */
export interface Typed {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly config: Record<string, string | number | boolean>;
  readonly secrets: Record<string, string>;
}

/** What a person is asked before something leaves the device. */
export interface Question {
  readonly wanted: Wanted;
  /** Why it is this one. */
  readonly why: string;
  readonly by: Known;
  /** Who else could. */
  readonly others: readonly Known[];
  /** Undefined: not now. */
  answer(by: Known | undefined, more?: Lasting): void;
}

/** What of an answer holds for later ones. */
interface Lasting {
  /** Not to be asked for this one again. */
  readonly always?: boolean;
  /** It is whom the person wants from now on. */
  readonly wanted?: boolean;
}

const KEY = 'brushword/who';

export class Machines {
  /** Whom the person wants for pictures: of this device alone. */
  wish = $state<Wish>(wishKept());
  /** The account's, as its server said last. */
  hosted = $state.raw<readonly HostedProvider[]>([]);
  /** Why the account's are not known. */
  unread = $state('');
  question = $state.raw<Question>();
  readonly #parts: Pick<Parts, 'database'>;
  readonly #carrier: Pick<Carrier, 'maker'>;
  readonly #own: Live<readonly OwnProvider[]>;
  readonly #trusted: Live<readonly Consent[]>;
  #read: Promise<void> | undefined;

  constructor(
    parts: Pick<Parts, 'database'>,
    carrier: Pick<Carrier, 'maker'>,
    notices: Pick<Notices, 'fault'>,
  ) {
    this.#parts = parts;
    this.#carrier = carrier;
    const fails = (thrown: unknown): void => notices.fault(thrown);
    this.#own = new Live<readonly OwnProvider[]>(() => ownProvidersIn(parts.database), [], { fails });
    this.#trusted = new Live<readonly Consent[]>(() => consentsIn(parts.database), [], { fails });
  }

  /** For what is shown: it changes as they do. */
  get list(): readonly Known[] {
    return listOf(this.#own.current, this.hosted, this.#trusted.current);
  }

  /** The same, asked of the database: also before anything of it is shown. */
  async all(): Promise<readonly Known[]> {
    const { database } = this.#parts;
    const [own, trusted] = await Promise.all([
      ownProvidersIn(database),
      consentsIn(database),
      this.readHosted(),
    ]);
    return listOf(own, this.hosted, trusted);
  }

  /** Asks the account's server once whom it may ask, where somebody is signed in. What goes wrong is told by `unread`. */
  readHosted(again = false): Promise<void> {
    if (again || !this.#read) this.#read = this.#readHosted();
    return this.#read;
  }

  want(wish: Wish): void {
    this.wish = wish;
    if (wish === 'automatic') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, wish);
  }

  /** Who would do it, as it stands; or where somebody is wanted for this one alone. */
  placed(wanted: Wanted, list = this.list, wish = this.wish): Placed {
    return place(
      wanted,
      list.map(known => {
        const trusted = isSpeech(wanted) ? known.hears : known.trusted;
        return { ...known, trusted, price: priceOf(known, wanted) };
      }),
      wish,
    );
  }

  /** Asks the person whether it may go to who was found for it. Undefined where it may not, now. */
  async ask(wanted: Wanted, placed: Placed, by: Known, list: readonly Known[]): Promise<Known | undefined> {
    const tool = toolOf(wanted);
    const priced = (known: Known): Known => ({ ...known, price: priceOf(known, wanted) });
    const others = list.filter(({ id, tools }) => id !== by.id && tools.includes(tool)).map(priced);
    const { promise, resolve } = Promise.withResolvers<Known | undefined>();
    this.question?.answer(undefined);
    const question: Question = {
      wanted,
      why: placed.why,
      by: priced(by),
      others,
      answer: (chosen, more = {}) => {
        // A dialog tells of its end also when it was answered before.
        if (this.question === question) this.question = undefined;
        const what = isSpeech(wanted) ? 'speech' : 'given';
        if (chosen && more.always === true) void keepConsent(this.#parts.database, chosen.id, what);
        if (chosen && more.wanted === true) this.want(chosen.id);
        resolve(chosen);
      },
    };
    this.question = question;
    return promise;
  }

  /** How it is asked, once it is chosen. */
  asked(known: Known): Asked {
    const { id, name, kind } = known;
    const { again } = providerOf(kind);
    const one = { id, name, by: kind };
    if (known.of === 'account')
      return { ...one, again: 'once', wait: this.#waitForNews, open: signal => hostedMaker(id, signal) };
    const { own } = known;
    return { ...one, again, wait: pause, open: signal => this.#carrier.maker(addressOf(own), signal) };
  }

  /** Keeps a new one, or what is typed of one there is. Throws what is wrong with what was typed. */
  async keep(typed: Typed, of: 'person' | 'account', before?: Known): Promise<void> {
    const { kind, name, config, secrets } = typed;
    const provider = providerOf(kind);
    const fresh = Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== ''));
    if (of === 'account') {
      const body = { name, config, secrets: fresh };
      const { signal } = new AbortController();
      if (before) await call('PATCH /providers/:id', { params: { id: before.id }, body }, signal);
      else await call('POST /providers', { body: { kind, ...body } }, signal);
      return this.readHosted(true);
    }
    const { database } = this.#parts;
    const known = before?.of === 'person' ? before.own : undefined;
    const all = { ...known?.secrets, ...fresh };
    parse(provider.config, { ...config, ...all });
    const { name: called } = parse(NewProvider, { kind, name, config });
    await keepOwnProvider(database, {
      id: known?.id ?? database.world.id(ProviderId),
      kind,
      name: called,
      config,
      secrets: all,
      made: known?.made ?? database.world.now(),
    });
  }

  async drop(known: Known): Promise<void> {
    if (this.wish === known.id) this.want('automatic');
    await dropOwnProvider(this.#parts.database, known.id);
    if (known.of === 'person') return;
    await call('DELETE /providers/:id', { params: { id: known.id } }, new AbortController().signal);
    await this.readHosted(true);
  }

  /** From now on it is asked each time before anything goes there. */
  async distrust({ id }: Known): Promise<void> {
    await dropConsent(this.#parts.database, id);
  }

  /** How it is, asked just now. */
  async test(known: Known, signal: AbortSignal): Promise<ProviderHealth> {
    const health = await this.asked(known).open(signal).health();
    const { tools } = health;
    if (tools && known.of === 'person') await keepOwnProvider(this.#parts.database, { ...known.own, tools });
    return health;
  }

  /** How what the account's machines were asked for went, of late. */
  activity(signal: AbortSignal): Promise<Activity> {
    return call('GET /activity', {}, signal);
  }

  /** What the account's server was asked to do is news when its desk says so; who does not answer is only given time. */
  readonly #waitForNews: Asked['wait'] = (milliseconds, signal, handle) =>
    handle === undefined
      ? pause(milliseconds, signal)
      : jobNewsIn(this.#parts.database.world).wait(handle, milliseconds, signal);

  async #readHosted(): Promise<void> {
    this.unread = '';
    if (!remembered()) {
      this.hosted = [];
      return;
    }
    try {
      this.hosted = await call('GET /providers', {}, new AbortController().signal);
    } catch (thrown) {
      const fault = Fault.from(thrown);
      this.hosted = [];
      // Who was signed out is told so where they sign in.
      if (fault.name !== 'signed-out') this.unread = fault.message;
      this.#read = undefined;
    }
  }
}

function wishKept(): Wish {
  const known = localStorage.getItem(KEY);
  if (known === null) return 'automatic';
  return known === 'ask' ? 'ask' : parse(ProviderId, known);
}
