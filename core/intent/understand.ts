/** From a sentence to a plan: what it asks for, in order, or why it is refused. */
import type { Edit, Plan, Target } from '../contract/plan.ts';
import { mayAsk } from '../policy/ask.ts';
import { readSentence } from './sentence.ts';
import { tokenise } from './tokens.ts';

/**
 * Understands any string, whatever it holds. An empty list where nothing is asked. `context.last` is what "it" means where the sentence
 * itself does not say. Of very long text, the first 400 words are read; the policy reads all of it.
 */
export function understand(sentence: string, context: { readonly last?: Target } = {}): Plan {
  const answer = mayAsk(sentence);
  if (!answer.allowed) return { refused: answer.reason };
  const edits: readonly Edit[] = readSentence(tokenise(sentence), context.last);
  return { edits: [...edits] };
}
