/** Suggestions for a picture, each tried on a small copy of it: one that would hardly be seen is none. */
import { Fault } from '../../core/contract/fault.ts';
import type { Embedding } from '../../core/contract/reference.ts';
import type { Sighted } from '../../core/contract/scene.ts';
import type { Version } from '../../core/contract/version.ts';
import { orderFor, type Step } from '../../core/intent/order.ts';
import { understand } from '../../core/intent/understand.ts';
import type { Card } from '../../core/library/card.ts';
import { library as cards } from '../../core/library/cards/index.ts';
import { doneBy, type Doing } from '../../core/library/doing.ts';
import type { Kind } from '../../core/library/kinds.ts';
import { captions, kindsShown } from '../../core/library/shown.ts';
import { most, suggest, type Suggestion } from '../../core/library/suggest.ts';
import { readPicture } from '../data/assets.ts';
import type { Glimpse, Kept } from '../workers/protocol.ts';
import type { Library } from './library.svelte.ts';
import type { Parts } from './parts.ts';

export interface Idea extends Suggestion {
  /** What would come of it. */
  readonly glimpse: ImageBitmap;
}

export interface Sitting {
  readonly version: Version;
  readonly sighted: Sighted;
  /** What was said of it last. */
  readonly said: string;
  /** Cards that are shown already. */
  readonly shown: readonly string[];
  readonly signal: AbortSignal;
}

/** Pixels of a glimpse's longer side: it is drawn half as large, on screens that have two pixels for one. */
const side = 192;

/** So many are tried before it is said that there are no more. */
const tries = 25;

type Order = Extract<Step, { kind: 'order' }>;

export class Suggestions {
  readonly #library: Library;
  readonly #parts: Parts;
  readonly #tell: (sentence: string) => void;
  /** What captions say to the network of this name. */
  #said: { readonly by: string; readonly captions: readonly Embedding[] } | undefined;
  /** How often each card was offered. */
  readonly #offered = new Map<string, number>();

  /** `tell` is told what went otherwise than wished for. */
  constructor(library: Library, parts: Parts, tell: (sentence: string) => void) {
    this.#library = library;
    this.#parts = parts;
    this.#tell = tell;
  }

  /** One after the other, the best first, until there are five. */
  async *for({ version, sighted, said, shown, signal }: Sitting): AsyncGenerator<Idea> {
    const { database, eyes } = this.#parts;
    const picture = await readPicture(database, version.picture);
    const { look } = await eyes.appearance(picture, signal);
    const kinds = await this.#kindsIn(picture, signal);
    const taste = await this.#library.taste.known();
    const dismissed = new Set(await this.#library.dismissals.ids());
    const beside = new Set(shown);
    const { scene } = sighted;
    const takes = isNews(version);
    for (let tried = 0; tried < tries;) {
      const found = suggest({
        look,
        scene,
        shown: kinds,
        cards,
        takes,
        dismissed,
        beside,
        offered: this.#offered,
        taste,
        said,
      });
      if (found.length === 0) return;
      for (const suggestion of found) {
        tried++;
        const wanted = glimpseOf(suggestion, sighted);
        const glimpse = wanted && (await eyes.glimpse(picture, wanted, signal).catch(unfit));
        (glimpse ? beside : dismissed).add(suggestion.id);
        if (!glimpse) continue;
        this.#offered.set(suggestion.id, (this.#offered.get(suggestion.id) ?? 0) + 1);
        yield { ...suggestion, glimpse };
        if (beside.size >= most) return;
      }
    }
  }

  /** What the picture shows as a whole, where a network is here that can tell. */
  async #kindsIn(picture: Kept, signal: AbortSignal): Promise<readonly Kind[]> {
    const { viewer, eyes, device } = this.#parts;
    const { embeds: by } = await viewer.eyes(signal);
    if (by === undefined) return [];
    const seen = await eyes.embed(picture, signal, device.processors);
    seen.notes.forEach(this.#tell);
    if (!seen.embedding) return [];
    if (this.#said?.by !== by) {
      const said: Embedding[] = [];
      for (const caption of captions) {
        const { embedding, notes } = await eyes.embedWords(caption, signal, device.processors);
        notes.forEach(this.#tell);
        if (!embedding) return [];
        said.push(embedding);
      }
      this.#said = { by, captions: said };
    }
    return kindsShown(seen.embedding, this.#said.captions);
  }
}

/** Whether a card neither does again what was just done, nor takes it back. */
function isNews({ recipe }: Version): (card: Card) => boolean {
  const last = recipe ? doneBy(recipe.operation, recipe.params).map(aspectOf) : [];
  return ({ does, needs }) =>
    needs.thing !== undefined || !does.some(doing => last.includes(aspectOf(doing)));
}

/** What an operation will not do with this picture is no idea. */
function unfit(thrown: unknown): undefined {
  const fault = Fault.from(thrown);
  if (!['bad-request', 'no-maker', 'policy', 'too-big'].includes(fault.name)) throw fault;
}

const aspectOf = (doing: Doing): string => (doing.op === 'adjust' ? doing.property : doing.op);

/** How it is tried; nothing where it could not be done at once, because something would have to be asked. */
function glimpseOf({ ask, region }: Suggestion, { scene, copy, masks }: Sighted): Glimpse | undefined {
  const plan = understand(ask);
  if ('refused' in plan) return undefined;
  const steps = plan.edits.map(orderFor);
  const orders = steps.filter((step): step is Order => step.kind === 'order');
  const mask = region === undefined ? undefined : masks[scene.regions.findIndex(({ id }) => id === region)];
  const asks = orders.some(({ mask: use }) => use === 'needed' || use === 'rest');
  if (orders.length === 0 || orders.length < steps.length || (asks && !mask)) return undefined;
  return {
    steps: orders.map(({ operation, params, mask: use }) => ({
      operation,
      params,
      mask: use === 'rest' || use === 'none' ? use : mask ? 'marked' : 'none',
    })),
    seed: 1,
    ...(mask ? { where: { copy, masks: [mask] } } : {}),
    side,
  };
}
