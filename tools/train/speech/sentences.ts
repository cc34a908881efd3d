/**
 * What the micro model learns to write down: `node tools/train/speech/sentences.ts DIR [--count N] [--seed N] [--like MODEL]`. Commands
 * drawn from the parser's own templates, and rows of its tests, which people and blind writers worded, with other things and colours in
 * them: as far as the parser understands them again; and short answers. Writes commands.txt and vocabulary.txt: a new one, or that of
 * the model whose folder is named.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { named } from '../../../core/colour/named.ts';
import { parse, v } from '../../../core/contract/schema.ts';
import { phrases } from '../../../core/intent/phrases/index.ts';
import { understand } from '../../../core/intent/understand.ts';
import { dice as diceOf } from '../../scenes/chance.ts';
import { draw, pick, type Dice } from './draw.ts';
import { spoken } from './spoken.ts';
import * as words from './words.ts';

/** More words than this take longer to say than the model listens. */
const LONGEST = 14;

/** How often each answer is said: it is short, and there are few. */
const ANSWERED = 8;

/** How often a row of the parser's tests is said with other words in it. */
const VARIED = 7;

const colours = Object.keys(named).filter(name => name.split(' ').length <= 2);
const common = 'red blue green yellow white black grey brown orange purple pink navy beige teal gold'.split(
  ' ',
);

const templates = phrases.map(({ say }) => say);

function command(dice: Dice): string {
  const said = order(dice);
  const chance = dice();
  if (chance < 0.12) return `${pick(words.openings, dice)} ${said}`;
  if (chance < 0.2) return `${said} ${pick(words.closings, dice)}`;
  if (chance < 0.32) return `${said} ${pick(['and', 'then', 'and then', 'and also'], dice)} ${order(dice)}`;
  if (chance < 0.37) return `${pick(words.corrections, dice)} ${thing(dice).replace(/^the /, '')}`;
  return said;
}

function order(dice: Dice): string {
  const chance = dice();
  // What is said every day, more often than its share of the templates.
  if (chance < 0.14) return `${pick(everyday.remove, dice)} ${thing(dice)}`;
  if (chance < 0.26) return `${pick(everyday.paint, dice)} ${thing(dice)} ${colour(dice)}`;
  if (chance < 0.32) return `make ${thing(dice)} ${pick(words.degrees, dice)} ${pick(words.changes, dice)}`;
  if (chance < 0.36) return `${pick(words.degrees, dice)} ${pick(words.changes, dice)}`;
  return draw(pick(pick(templates, dice), dice), slot => fill(slot, dice), dice);
}

const everyday = {
  remove: [
    'remove',
    'get rid of',
    'delete',
    'erase',
    'take out',
    'take away',
    'lose',
    'clear',
    'cut out',
    'select',
    'blur',
    'hide',
  ],
  paint: ['make', 'turn', 'paint', 'colour'],
};

function colour(dice: Dice): string {
  const name = dice() < 0.4 ? pick(common, dice) : pick(colours, dice);
  const shade = dice();
  return shade < 0.1
    ? `dark ${name}`
    : shade < 0.2
      ? `light ${name}`
      : shade < 0.23
        ? `bright ${name}`
        : name;
}

function nameOfThing(dice: Dice): string {
  const [adjective, hue] = [dice(), dice()];
  return [
    ...(adjective < 0.12 ? [pick(words.adjectives, dice)] : []),
    ...(hue < 0.15 ? [pick(common, dice)] : []),
    pick(words.nouns, dice),
  ].join(' ');
}

function thing(dice: Dice): string {
  const chance = dice();
  if (chance < 0.12)
    return pick(
      [
        'it',
        'this',
        'that',
        'them',
        'him',
        'her',
        'everything',
        'the picture',
        'the photo',
        'the image',
        'the background',
        'the sky',
      ],
      dice,
    );
  const article = pick(
    [
      'the',
      'the',
      'the',
      'the',
      'the',
      'this',
      'that',
      'my',
      'all the',
      'her',
      'his',
      'those',
      'the other',
      'both',
    ],
    dice,
  );
  const name = `${article} ${nameOfThing(dice)}`;
  if (chance < 0.24) return `${name} ${pick(words.places, dice)}`;
  if (chance < 0.32) return `${name} ${pick(words.between, dice)} the ${pick(words.nouns, dice)}`;
  if (chance < 0.37) return `${name} and the ${pick(words.nouns, dice)}`;
  return name;
}

function fill(slot: string, dice: Dice): string {
  const lists: Readonly<Record<string, readonly string[]>> = {
    number: words.numbers,
    part: words.shares,
    share: words.shares,
    times: words.multiples,
    format: words.formats,
    aspect: words.aspects,
    side: words.sides,
    way: words.ways,
    screen: ['hd'],
    height: words.numbers,
    measures: words.measures,
    change: words.changes,
    wish: words.changes,
    faults: words.faults,
    style: words.styles,
    what: words.wishes,
    mono: words.monochromes,
    where: words.surroundings,
    words: words.styles,
    remark: words.adjectives,
  };
  if (slot === 'colour') return colour(dice);
  const list = lists[slot];
  return list ? pick(list, dice) : thing(dice);
}

/** What the parser's tests hold, worded by many. */
function rows(): string[] {
  const folder = join(import.meta.dirname, '../../../tests/core/intent/sentences');
  const Rows = v.array(v.tuple([v.string(), v.looseObject({ edits: v.optional(v.array(v.unknown())) })]));
  return readdirSync(folder).flatMap(name =>
    parse(Rows, JSON.parse(readFileSync(join(folder, name), 'utf8')), 'bad-request')
      .filter(([, plan]) => (plan.edits?.length ?? 0) > 0)
      .flatMap(([sentence]) => spoken(sentence) ?? []),
  );
}

/** Words that may stand for each other: singular or plural things, colours, numbers up to a hundred. */
const alike: readonly ReadonlySet<string>[] = [
  words.nouns.filter(noun => !noun.includes(' ') && !noun.endsWith('s')),
  words.nouns.filter(noun => !noun.includes(' ') && noun.endsWith('s')),
  colours.filter(colour => !colour.includes(' ')),
  words.numbers.filter(number => !number.includes(' ')),
].map(list => new Set(list));

/** With every other word that another may stand for changed for that. */
function varied(sentence: string, dice: Dice): string {
  return sentence
    .split(' ')
    .map(word => {
      const others = alike.find(set => set.has(word));
      return others && dice() < 0.5 ? pick([...others], dice) : word;
    })
    .join(' ');
}

const fits = (sentence: string): boolean => sentence.split(' ').length <= LONGEST;

function isUnderstood(sentence: string): boolean {
  const plan = understand(sentence);
  return 'edits' in plan && plan.edits.length > 0;
}

const Tokenizer = v.looseObject({ model: v.looseObject({ vocab: v.record(v.string(), v.number()) }) });

/** The words that a model writes, in its order. */
function vocabularyOf(folder: string): string[] {
  const { model } = parse(
    Tokenizer,
    JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')),
    'bad-request',
  );
  return Object.entries(model.vocab)
    .sort(([, one], [, other]) => one - other)
    .map(([token]) => token.replace('Ġ', ''))
    .filter(token => !token.startsWith('<|'));
}

/** All words that are said at least twice. */
function commonWords(sentences: readonly string[]): string[] {
  const count = new Map<string, number>();
  for (const word of sentences.flatMap(sentence => sentence.split(' ')))
    count.set(word, (count.get(word) ?? 0) + 1);
  return [...count]
    .filter(([word, times]) => word !== '' && times >= 2)
    .map(([word]) => word)
    .sort();
}

function main(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    options: {
      count: { type: 'string', default: '30000' },
      seed: { type: 'string', default: '1' },
      like: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('Say where to: node tools/train/speech/sentences.ts DIR');
  const dice = diceOf(Number(values.seed));
  const drawn = new Set<string>();
  while (drawn.size < Number(values.count)) {
    const sentence = spoken(command(dice));
    if (sentence !== undefined && fits(sentence) && isUnderstood(sentence)) drawn.add(sentence);
  }
  const held = new Set(
    readFileSync(join(import.meta.dirname, 'held-out.txt'), 'utf8')
      .trim()
      .split('\n'),
  );
  const worded = [...new Set(rows())].filter(sentence => fits(sentence) && !held.has(sentence));
  const others = worded.flatMap(row => Array.from({ length: VARIED }, () => varied(row, dice)));
  const named = [...words.nouns, ...colours].flatMap(name => spoken(name) ?? []);
  const answers = Array.from({ length: ANSWERED }, () => words.dialogue).flat();
  const learnt = [...drawn, ...new Set([...worded, ...others].filter(isUnderstood)), ...answers];
  const vocabulary =
    values.like === undefined ? commonWords([...learnt, ...named, ...named]) : vocabularyOf(values.like);
  const known = new Set(vocabulary);
  const sayable = learnt.filter(
    sentence => !held.has(sentence) && sentence.split(' ').every(word => known.has(word)),
  );
  mkdirSync(folder, { recursive: true });
  const write = (name: string, lines: readonly string[]): void => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    process.stdout.write(`${name}: ${lines.length}\n`);
  };
  write('commands.txt', sayable);
  write('vocabulary.txt', vocabulary);
}

if (import.meta.main) main(process.argv.slice(2));
