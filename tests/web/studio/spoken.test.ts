/** What was said and comes late, beside what was typed meanwhile. The bar is scripted; what reads the sentence is the real one. */
import { beforeEach, expect, test, vi } from 'vitest';
import { reply } from '../../../core/intent/dialogue.ts';
import { Spoken } from '../../../src/studio/spoken.svelte.ts';
import type { Heard } from '../../../src/workers/speech-protocol.ts';

/** What was said ended so many milliseconds ago. */
const said = (text: string, ms = 0): Heard => ({
  spoke: true,
  text,
  others: [],
  words: [],
  sureness: 1,
  trust: 'sure',
  ms,
  took: 10,
});

/** The bar: what was sent from it, in its order. */
class Bar {
  text = '';
  before = undefined;
  readonly sent: string[] = [];
  readonly prepare = () => Promise.resolve();
  readonly changed = () => {};
  readonly kindOf = (sentence: string) => reply(sentence).kind;
  readonly chosen = () => undefined;
  readonly choose = () => Promise.resolve();
  readonly go = () => {
    this.sent.push(this.text);
    this.text = '';
    return Promise.resolve();
  };
}

let bar: Bar;
let told: string[];
let spoken: Spoken;

beforeEach(() => {
  bar = new Bar();
  told = [];
  spoken = new Spoken(
    bar,
    { stop: () => {} },
    {
      tell: text => void told.push(text),
      fault: thrown => {
        throw thrown;
      },
    },
  );
  spoken.open(true);
});

function type(text: string): void {
  bar.text = text;
  spoken.changed();
}

const pass = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

test('what was heard is shown, and then done', async () => {
  spoken.heard(said('make it warmer'), false);
  await vi.waitFor(() => expect(bar.text).toBe('make it warmer'));
  await vi.waitFor(() => expect(bar.sent).toEqual(['make it warmer']));
  expect(told).toEqual([]);
});

test('what stood there before it was said makes way', async () => {
  type('make it brighter');
  await pass(20);
  spoken.heard(said('make it warmer', 10), false);
  await vi.waitFor(() => expect(bar.sent).toEqual(['make it warmer']));
});

test('what was typed after it was said stays, and what was heard is told', async () => {
  await pass(50);
  type('make it brighter');
  await pass(20);
  spoken.heard(said('make it warmer', 60), false);
  await vi.waitFor(() => expect(told).toEqual(['You typed meanwhile, so “make it warmer” was left.']));
  expect([bar.text, bar.sent]).toEqual(['make it brighter', []]);
});

test('and what was typed once nobody listened any more, however long the last words are looked at', async () => {
  spoken.open(false);
  await pass(5);
  type('make it brighter');
  await pass(5);
  spoken.heard(said('make it warmer'), false);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect([bar.text, bar.sent]).toEqual(['make it brighter', []]);
  spoken.open(true);
  await pass(5);
  spoken.heard(said('make it warmer'), false);
  await vi.waitFor(() => expect(bar.sent).toEqual(['make it warmer']));
});
