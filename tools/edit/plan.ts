/** A sentence → what the engine is to run, in order. */
import { Fault } from '../../core/contract/fault.ts';
import type { Edit, Plan } from '../../core/contract/plan.ts';
import { orderFor } from '../../core/intent/order.ts';
import { understand } from '../../core/intent/understand.ts';
import type { Errand } from '../../src/workers/errand.ts';

/**
 * Throws `Fault('policy')` where it may not be asked, and `Fault('bad-request')` where it was not understood, is no
 * edit of a file, or needs to be told where.
 */
export function planFor(sentence: string, marked: boolean): { plan: Plan; edits: Errand['edits'] } {
  const plan = understand(sentence);
  if ('refused' in plan) throw new Fault('policy', plan.refused);
  if (plan.edits.length === 0) {
    throw bad(
      `“${sentence}” was not understood as an edit. Say one such as “remove the lamp” or “make it brighter”.`,
    );
  }
  const named = plan.edits.some(edit => 'target' in edit && edit.target !== undefined);
  return { plan, edits: plan.edits.map(edit => orderOf(edit, marked, named)) };
}

function orderOf(edit: Edit, marked: boolean, named: boolean): Errand['edits'][number] {
  const step = orderFor(edit);
  if (step.kind === 'question') throw bad(step.ask);
  if (step.kind === 'command') {
    throw bad(`“${step.title}” makes no sense here: this command edits one picture and writes it to a file.`);
  }
  const { operation, params, mask } = step;
  if (!marked && (mask === 'needed' || mask === 'rest')) {
    throw bad(`${step.where.split('?')[0] ?? 'Where'}? Give --mask file, --box x,y,w,h or --point x,y.`);
  }
  return { operation, params, mask: use() };

  /** An edit of no named thing is of the whole picture where another edit in the sentence named what is marked. */
  function use(): 'given' | 'rest' | 'none' {
    if (!marked || mask === 'none') return 'none';
    if (mask === 'rest') return 'rest';
    return mask === 'needed' || !named ? 'given' : 'none';
  }
}

const bad = (sentence: string): Fault => new Fault('bad-request', sentence);
