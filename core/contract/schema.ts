/** The door to the schema library. Everything that crosses a worker, a wire or a file passes through `parse`. */
import * as v from 'valibot';
import { Fault, type FaultKind } from './fault.ts';

export { v };
export type Schema = v.GenericSchema;
export type Infer<S extends Schema> = v.InferOutput<S>;

/** Unknown → known. Throws a `Fault` of `kind` that names the first field at fault. */
export function parse<S extends Schema>(
  schema: S,
  value: unknown,
  kind: FaultKind = 'bad-request',
): Infer<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new Fault(kind, path === null ? issue.message : `${path}: ${issue.message}`);
}
