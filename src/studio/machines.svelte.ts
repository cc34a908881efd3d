/**
 * The machines that are not this device and may be asked: those of the person's own, which this browser calls itself, and those of
 * their account, which its server calls. Whom they trust with what, and whom they want.
 */
import { Fault } from '../../core/contract/fault.ts';
import type { HostedTool } from '../../core/contract/ask.ts';
import {
  NewProvider,
  type HostedProvider,
  type ProviderHealth,
  type ProviderKind,
} from '../../core/contract/hosted.ts';
import { ProviderId } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { whereabouts } from '../../core/jobs/near.ts';
import { place, type Instead, type Machine, type Placed, type Wish } from '../../core/jobs/place.ts';
import { providerOf } from '../../core/providers/index.ts';
import { call } from '../data/api.ts';
import type { Consent, OwnProvider } from '../data/database.ts';
import { hostedMaker } from '../data/hosted.ts';
import {
  consentsIn,
  dropConsent,
  dropOwnProvider,
  keepConsent,
  keepOwnProvider,
  ownProvidersIn,
} from '../data/own.ts';
import type { Carrier } from '../workers/carrier-host.ts';
import type { Address } from '../workers/carrier-protocol.ts';
import type { Elsewhere } from '../workers/protocol.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Asked } from './outside.ts';
import type { Parts } from './parts.ts';
import { remembered } from './signed-in.ts';

/** Where something may be sent. */
export type Known = Machine & {
  /** Whether the person said that what they say may always go there, as `trusted` is of pictures. */
  readonly hears: boolean;
  readonly kind: ProviderKind;
  /** "on this network", "at api.openai.com". */
  readonly where: string;
  /** Whether it is the server's own, which nobody can change. */
  readonly fixed: boolean;
} & (
    | { readonly of: 'person'; readonly own: OwnProvider }
    | { readonly of: 'account'; readonly hosted: HostedProvider }
  );

/** What is to be done, as far as it matters who does it. */
export interface Wanted {
  readonly title: string;
  readonly tool: 'repaint' | 'generate' | 'transcribe' | undefined;
  /** As `Asked` of `core/jobs/place.ts` has these. */
  readonly instead?: Instead | undefined;
  readonly patience?: number | undefined;
  readonly lacks?: string | undefined;
  /** Of what is sent, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds that it takes here. */
  readonly time?: number | undefined;
  /** What is sent: "this part". */
  readonly part: string;
}

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
  /** Undefined: not now. `always`: not to be asked for this one again. */
  answer(by: Known | undefined, always?: boolean): void;
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

  /** Who would do it, as it stands. */
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
      answer: (chosen, always = false) => {
        // A dialog tells of its end also when it was answered before.
        if (this.question === question) this.question = undefined;
        const what = isSpeech(wanted) ? 'speech' : 'given';
        if (chosen && always) void keepConsent(this.#parts.database, chosen.id, what);
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
    const one = { id, name, by: kind, wait: pause };
    if (known.of === 'account') return { ...one, again: 'once', open: signal => hostedMaker(id, signal) };
    return { ...one, again, open: signal => this.#carrier.maker(addressOf(known.own), signal) };
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

/** The tool by which a machine does it. */
export const toolOf = ({ tool, instead = 'operate' }: Wanted): HostedTool => tool ?? instead;

const isSpeech = (wanted: Wanted): boolean => toolOf(wanted) === 'transcribe';

/** For an order that is done there. */
export function elsewhereOf({ kind, tools }: Known): Elsewhere {
  return { keeps: [...tools], sizes: providerOf(kind).sizes };
}

function listOf(
  own: readonly OwnProvider[],
  hosted: readonly HostedProvider[],
  consents: readonly Consent[],
): readonly Known[] {
  const mine: Known[] = own.map(provider => ({
    ...namesOf(provider, consents),
    of: 'person',
    tools: provider.tools ?? providerOf(provider.kind).tools,
    where: whereabouts(urlOf(provider.kind, provider.config)),
    fixed: false,
    own: provider,
  }));
  const theirs: Known[] = hosted.map(provider => ({
    ...namesOf(provider, consents),
    of: 'account',
    tools: provider.tools,
    where: 'by way of your account',
    fixed: provider.own,
    hosted: provider,
  }));
  return [...mine, ...theirs];
}

const namesOf = <P extends Pick<HostedProvider, 'id' | 'name' | 'kind'>>(
  { id, name, kind }: P,
  consents: readonly Consent[],
) => {
  const consent = consents.find(({ provider }) => provider === id);
  return { id, name, kind, trusted: consent?.given !== undefined, hears: consent?.speech !== undefined };
};

/** Where it is called: as set, or where its kind is by itself. */
function urlOf(kind: ProviderKind, config: OwnProvider['config']): string {
  const full = v.safeParse(
    v.object({ url: v.string() }),
    v.safeParse(providerOf(kind).config, config).output,
  );
  return full.success ? full.output.url : '';
}

const addressOf = ({ kind, config, secrets }: OwnProvider): Address => ({
  kind,
  config: { ...config, ...secrets },
});

function priceOf(known: Known, wanted: Wanted): number | undefined {
  const { width, height } = wanted;
  const { kind } = known;
  const provider = providerOf(kind);
  const { config } = known.of === 'person' ? known.own : known.hosted;
  // What only the server knows makes nothing dearer.
  const secrets = Object.fromEntries(provider.secrets.map(name => [name, '-']));
  const set = v.safeParse(provider.config, { ...secrets, ...config });
  return set.success ? provider.price?.({ tool: toolOf(wanted), width, height }, set.output) : undefined;
}

/** Throws `stopped` as soon as the signal says so. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  const stop = (): void => reject(new Fault('stopped', 'Stopped.'));
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function wishKept(): Wish {
  const known = localStorage.getItem(KEY);
  if (known === null) return 'automatic';
  return known === 'ask' ? 'ask' : parse(ProviderId, known);
}
