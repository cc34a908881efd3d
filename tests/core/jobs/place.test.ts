import { describe, expect, test } from 'vitest';
import { ProviderId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { place, type Asked, type Machine, type Placed, type Wish } from '../../../core/jobs/place.ts';

const id = (name: string): ProviderId => parse(ProviderId, name);

const forge: Machine = {
  id: id('forge'),
  name: 'Forge',
  of: 'person',
  tools: ['repaint', 'generate'],
  trusted: true,
};
const shy: Machine = { ...forge, id: id('shy'), name: 'Shy', trusted: false };
const engine: Machine = { id: id('engine'), name: 'Cellar', of: 'person', tools: ['operate'], trusted: true };
const openai: Machine = { ...forge, id: id('openai'), name: 'OpenAI', of: 'account', price: 0.04 };
const dumb: Machine = { ...forge, id: id('dumb'), name: 'Dumb', tools: ['analyse'] };
const unknown: Machine = { ...forge, id: id('unknown'), name: 'Unknown', tools: [] };

const remove: Asked = { title: 'Remove', tool: undefined };
const replace: Asked = { title: 'Replace', tool: 'repaint' };
const slow: Asked = { ...remove, time: 40_000 };
const huge: Asked = { ...remove, memory: { needs: 9e9, has: 4e9 } };

const listen: Asked = { title: 'Writing it down', tool: undefined, instead: 'transcribe', patience: 2500 };
const ears: Machine = { ...engine, id: id('ears'), name: 'Attic', tools: ['operate', 'transcribe'] };

const nameOf = ({ by }: Placed): string | undefined => (by === 'device' ? 'device' : by?.name);

describe('who does it', () => {
  test.each<[string, Asked, Machine[], Wish, string | undefined, boolean, RegExp]>([
    ['the device, alone', remove, [], 'automatic', 'device', false, /nothing is sent/],
    [
      'the device, whoever else can',
      remove,
      [engine, forge],
      'automatic',
      'device',
      false,
      /nothing is sent/,
    ],
    [
      'the device also where one wants to be asked',
      remove,
      [engine],
      'ask',
      'device',
      false,
      /nothing is sent/,
    ],
    ['an engine that was chosen', remove, [engine], id('engine'), 'Cellar', false, /You chose Cellar/],
    [
      'who was chosen for painting does not take what is done here',
      remove,
      [forge],
      id('forge'),
      'device',
      false,
      /nothing is sent/,
    ],
    [
      'a slow device still, with an offer',
      slow,
      [engine],
      'automatic',
      'device',
      false,
      /about 40 seconds.*Cellar may be quicker/,
    ],
    ['a slow device without an engine', slow, [forge], 'automatic', 'device', false, /nothing is sent/],
    [
      'what there is no memory for: asked first',
      huge,
      [engine],
      'automatic',
      'Cellar',
      true,
      /not enough memory/,
    ],
    [
      'what there is no memory for, and no engine',
      huge,
      [forge],
      'automatic',
      undefined,
      false,
      /Close other tabs/,
    ],
    ['nobody for painting', replace, [], 'automatic', undefined, false, /none is set up/],
    ['nobody who can', replace, [dumb, engine, unknown], 'automatic', undefined, false, /none is set up/],
    ['a machine of one’s own', replace, [forge], 'automatic', 'Forge', false, /Forge does/],
    [
      'a machine of one’s own before one that is hosted',
      replace,
      [openai, forge],
      'automatic',
      'Forge',
      false,
      /Forge does/,
    ],
    ['the first of two', replace, [forge, shy], 'automatic', 'Forge', false, /Forge does/],
    [
      'the account’s where there is no other',
      replace,
      [dumb, openai],
      'automatic',
      'OpenAI',
      false,
      /OpenAI does/,
    ],
    ['who was chosen', replace, [forge, openai], id('openai'), 'OpenAI', false, /You chose OpenAI/],
    ['where pictures never went: asked first', replace, [shy], 'automatic', 'Shy', true, /Shy does/],
    [
      'where pictures never went, though chosen',
      replace,
      [forge, shy],
      id('shy'),
      'Shy',
      true,
      /You chose Shy/,
    ],
    ['who always wants to be asked', replace, [forge], 'ask', 'Forge', true, /Forge does/],
    [
      'another than was chosen: asked first',
      replace,
      [dumb, forge],
      id('dumb'),
      'Forge',
      true,
      /Dumb is nothing that paints.*Forge does/,
    ],
    ['who was chosen and is gone', replace, [forge], id('gone'), 'Forge', false, /Forge does/],
  ])('%s', (_name, asked, machines, wish, by, asks, why) => {
    const placed = place(asked, machines, wish);
    expect([nameOf(placed), placed.asks]).toEqual([by, asks]);
    expect(placed.why).toMatch(why);
  });
});

describe('who writes down what is said', () => {
  const deaf: Asked = { title: 'Writing it down', tool: 'transcribe' };
  const shyEars: Machine = { ...ears, id: id('shy ears'), trusted: false };

  test.each<[string, Asked, Machine[], Wish, string | undefined, boolean, string | undefined, RegExp]>([
    ['the device', listen, [ears], 'automatic', 'device', false, undefined, /nothing is sent/],
    [
      'the device where it is slow, with an offer',
      { ...listen, time: 4200 },
      [engine, ears],
      'automatic',
      'device',
      false,
      'Attic',
      /^Writing it down takes about 4 seconds on this device\. Attic may be quicker\.$/,
    ],
    [
      'the device where it knows few words, with an offer',
      { ...listen, lacks: 'Few words are known here.' },
      [ears],
      'automatic',
      'device',
      false,
      'Attic',
      /^Few words are known here\. Attic may do better\.$/,
    ],
    [
      'the same where nobody else listens',
      { ...listen, time: 4200, lacks: 'Few words are known here.' },
      [engine, forge],
      'automatic',
      'device',
      false,
      undefined,
      /nothing is sent/,
    ],
    ['who was chosen', listen, [ears], id('ears'), 'Attic', false, undefined, /You chose Attic/],
    ['who was chosen, asked first', listen, [shyEars], id('shy ears'), 'Attic', true, undefined, /You chose/],
    ['who was chosen and is gone', listen, [ears], id('gone'), 'device', false, undefined, /nothing is sent/],
    ['another where nothing here can', deaf, [shyEars], 'automatic', 'Attic', true, undefined, /Attic does/],
    [
      'nobody where nobody can',
      deaf,
      [engine],
      'automatic',
      undefined,
      false,
      undefined,
      /writes down speech/,
    ],
  ])('%s', (_name, asked, machines, wish, by, asks, offer, why) => {
    const placed = place(asked, machines, wish);
    expect([nameOf(placed), placed.asks, placed.offer?.name]).toEqual([by, asks, offer]);
    expect(placed.why).toMatch(why);
  });

  test('why the others do not', () => {
    expect(place(listen, [ears, engine], 'automatic').others.map(({ why }) => why)).toEqual([
      'This device comes first, so that what you say stays here.',
      'Cellar is nothing that writes down speech.',
    ]);
  });
});

test('an engine is offered for what takes long here, and only then', () => {
  expect(place(slow, [forge, engine], 'automatic').offer).toBe(engine);
  expect(place({ ...slow, time: 19_000 }, [engine], 'automatic').offer).toBeUndefined();
  expect(place(remove, [engine], 'automatic').offer).toBeUndefined();
});

describe('why the others do not', () => {
  const why = (placed: Placed): string[] =>
    placed.others.map(({ who, why }) => `${who === 'device' ? 'device' : who.name}: ${why}`);

  test('of what only machines elsewhere do', () => {
    expect(why(place(replace, [openai, forge, shy, dumb, unknown], 'automatic'))).toEqual([
      'device: Nothing on this device paints into pictures.',
      'OpenAI: A machine of your own comes before one that is hosted.',
      'Shy: Forge comes first in your list, or was chosen.',
      'Dumb: Dumb is nothing that paints into pictures.',
      'Unknown: Unknown has not been reached yet, so it is not known what it can do.',
    ]);
  });

  test('of what the device does', () => {
    expect(why(place(remove, [engine, forge], 'automatic'))).toEqual([
      'Cellar: This device comes first, so that the picture stays here.',
      'Forge: Forge is nothing that runs Brushword’s own edits.',
    ]);
    expect(why(place(remove, [engine], id('engine')))).toEqual(['device: You chose another.']);
    expect(why(place(huge, [], 'automatic'))).toEqual([
      'device: This device has not enough memory for this picture.',
    ]);
  });
});
