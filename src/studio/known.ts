/** What is known of a machine that is not this device: where it is, what it can do, what it asks for that, and how it is called. */
import type { HostedTool } from '../../core/contract/ask.ts';
import type { HostedProvider, ProviderKind } from '../../core/contract/hosted.ts';
import { v } from '../../core/contract/schema.ts';
import { whereabouts } from '../../core/jobs/near.ts';
import type { Instead, Machine } from '../../core/jobs/place.ts';
import { providerOf } from '../../core/providers/index.ts';
import type { Consent, OwnProvider } from '../data/rows.ts';
import type { Address } from '../workers/carrier-protocol.ts';
import type { Elsewhere } from '../workers/protocol.ts';

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

/** The tool by which a machine does it. */
export const toolOf = ({ tool, instead = 'operate' }: Wanted): HostedTool => tool ?? instead;

export const isSpeech = (wanted: Wanted): boolean => toolOf(wanted) === 'transcribe';

/** For an order that is done there. */
export function elsewhereOf({ kind, tools }: Known): Elsewhere {
  return { keeps: [...tools], sizes: providerOf(kind).sizes };
}

/** All that may be asked, the person’s own first. */
export function listOf(
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

/** How this browser calls one of the person’s own. */
export const addressOf = ({ kind, config, secrets }: OwnProvider): Address => ({
  kind,
  config: { ...config, ...secrets },
});

/** In US dollars for this very work, where it is known. */
export function priceOf(known: Known, wanted: Wanted): number | undefined {
  const { width, height } = wanted;
  const { kind } = known;
  const provider = providerOf(kind);
  const { config } = known.of === 'person' ? known.own : known.hosted;
  // What only the server knows makes nothing dearer.
  const secrets = Object.fromEntries(provider.secrets.map(name => [name, '-']));
  const set = v.safeParse(provider.config, { ...secrets, ...config });
  return set.success ? provider.price?.({ tool: toolOf(wanted), width, height }, set.output) : undefined;
}
