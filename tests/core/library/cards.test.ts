/** Every card: that it can be said, that it says what it does, and that it is honest about what it needs. */
import { expect, test } from 'vitest';
import { parse } from '../../../core/contract/schema.ts';
import { orderFor } from '../../../core/intent/order.ts';
import { understand } from '../../../core/intent/understand.ts';
import { groups, type Card } from '../../../core/library/card.ts';
import { operationNamed } from '../../../core/operations/index.ts';
import { library } from '../../../core/library/cards/index.ts';
import { doingOf, doingText } from '../../../core/library/doing.ts';
import { kinds } from '../../../core/library/kinds.ts';
import { cited, sources } from '../../../core/library/sources.ts';

/** As a scene would fill the slot: by label, by colour, by place. */
const names = ['the sofa', 'the red thing on the left', 'the grey chair at the top', 'the wall'];

const asks = (card: Card): readonly string[] =>
  card.ask.includes('{thing}') ? names.map(name => card.ask.replaceAll('{thing}', name)) : [card.ask];

test.each(library.map(card => [card.id, card] as const))('%s', (_, card) => {
  asksForWhatItDoes(card);
  meansTheThing(card);
  canBeRun(card);
  touchesNobody(card);
  isWellWritten(card);
});

function asksForWhatItDoes(card: Card): void {
  for (const ask of asks(card)) {
    const plan = understand(ask);
    expect(plan, ask).toHaveProperty('edits');
    if (!('edits' in plan)) continue;
    const does = plan.edits.map(edit => doingOf(edit) ?? edit.op);
    expect(does.map(one => (typeof one === 'string' ? one : doingText(one)))).toEqual(
      card.does.map(doingText),
    );
  }
}

function meansTheThing(card: Card): void {
  if (!card.ask.includes('{thing}')) {
    expect(card.needs.thing, 'a thing nobody speaks of').toBeUndefined();
    return;
  }
  expect(card.needs.thing).toBeDefined();
  for (const name of names) {
    const plan = understand(card.ask.replaceAll('{thing}', name));
    const [edit] = 'edits' in plan ? plan.edits : [];
    const target = edit && 'target' in edit ? edit.target : undefined;
    const meant = target?.except === undefined ? target?.text : `the ${target.except}`;
    expect(meant).toBe(name);
  }
}

function canBeRun(card: Card): void {
  for (const ask of asks(card)) {
    const plan = understand(ask);
    for (const edit of 'edits' in plan ? plan.edits : []) {
      const step = orderFor(edit);
      expect(step.kind).toBe('order');
      if (step.kind !== 'order') continue;
      const operation = operationNamed(step.operation);
      if (!operation) throw new Error(`There is no ${step.operation}.`);
      const params: unknown = parse(operation.params, step.params);
      // Machines elsewhere keep these two.
      const called = operation.calls?.(params) ?? operation.uses;
      const far = called.some(tool => tool === 'repaint' || tool === 'generate');
      expect(far).toBe(card.hosted === true);
    }
  }
}

function touchesNobody(card: Card): void {
  expect(card.needs.thing?.kind ?? []).not.toContain('person');
  // What has no name may be anybody: it is never taken away.
  if (card.does.some(({ op }) => op === 'remove')) expect(card.needs.thing?.kind).toBeDefined();
  expect(card.ask).not.toMatch(
    /\b(face|skin|body|eyes?|teeth|hair|waist|legs?|arms?|wrinkles?|man|woman|girl|boy)\b/,
  );
}

function isWellWritten(card: Card): void {
  expect(card.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(card.why).toMatch(/^[A-Z].*[.]$/);
  expect(card.why.length).toBeLessThan(125);
  expect(card.ask.length).toBeLessThan(70);
  expect(card.does.length).toBeGreaterThan(0);
  expect(cited(card.source)).toMatch(/^.+, “.+”, (1[4-9]|20)\d\d$/);
}

test('at least 200 that the device can do, at least 20 of each group, no two alike', () => {
  expect(library.filter(({ hosted }) => hosted !== true).length).toBeGreaterThanOrEqual(200);
  for (const group of groups)
    expect(library.filter(card => card.group === group).length, group).toBeGreaterThanOrEqual(20);
  for (const of of ['id', 'ask', 'why'] as const)
    expect(new Set(library.map(card => card[of])).size, of).toBe(library.length);
});

test('every source is used, and every kind that a card needs is known', () => {
  const used = new Set(library.map(({ source }) => source));
  expect(Object.keys(sources).filter(id => ![...used].some(one => one === id))).toEqual([]);
  for (const { needs } of library)
    for (const kind of [...(needs.has ?? []), ...(needs.thing?.kind ?? [])]) expect(kinds).toContain(kind);
});
