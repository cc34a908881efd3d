/** All that the page and the worker that talks to machines of the person's own know of each other. */
import { ProviderHealth, ProviderKind } from '../../core/contract/hosted.ts';
import { v, type Infer } from '../../core/contract/schema.ts';
import type { Work } from '../../core/providers/provider.ts';

export { ProviderHealth };

/** A machine, set up: its settings and its secrets under their names. */
export const Address = v.object({
  kind: ProviderKind,
  config: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type Address = Infer<typeof Address>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Bytes = v.custom<Uint8Array<ArrayBuffer>>(
  value => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);

/** What a machine says of work under way. */
export const Said = v.object({
  progress: v.exactOptional(share),
  doing: v.exactOptional(v.string()),
  ahead: v.exactOptional(count),
});
export type Said = Infer<typeof Said>;

/** As `core/providers/provider.ts` has it. */
export const Stand = v.variant('state', [
  v.object({
    state: v.literal('open'),
    handle: v.string(),
    after: v.number(),
    ...Said.entries,
  }),
  v.object({
    state: v.literal('done'),
    pictures: v.pipe(v.array(v.object({ bytes: Bytes, type: v.string() })), v.readonly()),
    said: v.exactOptional(v.unknown()),
  }),
]);
export type Stand = Infer<typeof Stand>;

export interface CarrierOutside {
  say(said: Said): void;
}

/** `run` names a call, so that it can be stopped. See `Maker` in `core/providers/provider.ts` for the rest. */
export interface CarrierApi {
  hold(name: string): Promise<void>;
  health(run: string, address: Address): Promise<ProviderHealth>;
  submit(run: string, address: Address, work: Work, id: string, outside: CarrierOutside): Promise<Stand>;
  poll(run: string, address: Address, handle: string): Promise<Stand>;
  cancel(run: string, address: Address, handle: string): Promise<void>;
  stop(run: string): void;
}
