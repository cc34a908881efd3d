/** A suggestion that a person does not want to see again, by its card's id. */
import { v, type Infer } from './schema.ts';

export const Dismissal = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** False where it may be offered again. */
  stands: v.boolean(),
});
export type Dismissal = Infer<typeof Dismissal>;
