/** What a field would be, had another device not set it at the same time: kept, so that a person may take it back. */
import { v, type Infer } from './schema.ts';
import { Sent } from './vault.ts';

export const Other = v.object({
  /** Made from what lost, so that whoever finds it gives it the same name. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Whose: a record of a table. */
  table: Sent.entries.table,
  record: Sent.entries.id,
  field: Sent.entries.field,
  /** Missing where the field had been taken away. */
  value: v.optional(v.unknown()),
  stamp: Sent.entries.stamp,
  /** True once the person has seen to it. */
  settled: v.optional(v.boolean()),
});
export type Other = Infer<typeof Other>;
