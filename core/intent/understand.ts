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
  // What a sentence comes to may be what none of its parts says: "remove the lamp, no, her dress".
  for (const edit of edits) {
    const whole = inFull(edit);
    const again = whole === undefined ? answer : mayAsk(whole);
    if (!again.allowed) return { refused: again.reason };
  }
  return { edits: [...edits] };
}

/** As one would say it who leaves nothing out, where it takes something away or brings something in. */
function inFull(edit: Edit): string | undefined {
  switch (edit.op) {
    case 'remove':
      return `remove ${edit.target?.text ?? ''}`;
    case 'replace':
      return `replace ${edit.target?.text ?? ''} with ${edit.with ?? 'something'}`;
    case 'add':
      return `add ${edit.what} ${edit.where ?? ''}`;
    default:
      return undefined;
  }
}
