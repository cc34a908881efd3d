/**
 * Every JSON route, on one screen: what each takes and what it gives. The server answers to this table, and a client
 * calls from it; paths stand under `apiRoot`.
 */
import { faultKinds } from './fault.ts';
import { v, type Infer, type Schema } from './schema.ts';

export const apiRoot = '/api/v1';

/** How the server is. `edition` is the wire's (`edition.ts`). */
export const Health = v.object({
  ok: v.literal(true),
  edition: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** What every route gives instead, with a status of 400 or above, when it cannot do what was asked. */
export const FaultReply = v.object({ kind: v.picklist(faultKinds), message: v.string() });

export const api = {
  'GET /health': { reply: Health },
} as const satisfies Table;

/** 'METHOD /path' → what it takes and gives. `:name` in a path is a parameter. */
export type Table = Readonly<Record<`${Method} /${string}`, Route>>;
export interface Route {
  readonly reply: Schema;
  readonly body?: Schema;
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type ReplyOf<R> = R extends { readonly reply: infer S extends Schema } ? Infer<S> : never;
export type BodyOf<R> = R extends { readonly body: infer S extends Schema } ? Infer<S> : undefined;
/** The names of a line's path parameters: `'id'` for `'DELETE /jobs/:id'`. */
export type ParamsOf<Line> = Line extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<`/${Rest}`>
  : Line extends `${string}:${infer Name}`
    ? Name
    : never;
