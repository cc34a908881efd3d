/** The command line, as it is typed: it drives the built app's own engine. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crop } from '../../core/pixels/crop.ts';
import { grow } from '../../core/pixels/mask.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { sniff } from '../../core/pixels/sniff.ts';
import { readPng, writePng } from '../../tools/png.ts';

const command = join(import.meta.dirname, '../../tools/edit.ts');
const folder = mkdtempSync(join(tmpdir(), 'brushword-edit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [width, height] = [160, 120];
const box = { x: 50, y: 40, width: 30, height: 24 };

/** A grey wall with some grain, and a red disc in the middle of the box. */
function wall(): Pixels {
  const picture = blankPixels(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const grain = (x * 7 + y * 13) % 5;
      const red = Math.hypot(x - 65, y - 52) < 10;
      picture.data.set(red ? [180 + grain, 40, 40, 255] : [150 + grain, 148 + grain, 144, 255], i);
    }
  }
  return picture;
}

function boxed(): Mask {
  const mask = blankMask(width, height);
  for (let y = box.y; y < box.y + box.height; y++) {
    mask.data.fill(255, y * width + box.x, y * width + box.x + box.width);
  }
  return mask;
}

const greyPicture = ({ data, ...size }: Mask): Pixels => ({
  ...size,
  data: new Uint8ClampedArray(Array.from(data, value => [value, value, value, 255]).flat()),
});

beforeAll(() => {
  writeFileSync(join(folder, 'wall.png'), writePng(wall()));
  writeFileSync(join(folder, 'mask.png'), writePng(greyPicture(boxed())));
  writeFileSync(join(folder, 'small-mask.png'), writePng(greyPicture(blankMask(40, 30))));
  writeFileSync(join(folder, 'notes.png'), 'not a picture');
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function edit(...words: string[]): Promise<Ran> {
  return new Promise(resolve => {
    execFile(process.execPath, [command, ...words], { cwd: folder }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

const made = (name: string): Pixels => readPng(readFileSync(join(folder, name)));
const at = ({ data }: Pixels, x: number, y: number): number[] => [
  ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4),
];

function changedOutside(after: Pixels, mask: Mask, margin: number): number {
  const [before, allowed] = [wall(), grow(mask, margin).data];
  let changed = 0;
  for (let i = 0; i < before.data.length; i++)
    if (allowed[i >> 2] === 0 && before.data[i] !== after.data[i]) changed++;
  return changed;
}

test('--mask: the thing goes, and no pixel beyond the recipe’s margin is touched', async () => {
  const words = ['wall.png', 'remove the red disc', '--mask', 'mask.png', '-o', 'gone.png', '--json'];
  const { code, out, err } = await edit(...words);
  expect([code, err]).toEqual([0, '']);
  const told = JSON.parse(out) as { edits: { recipe: { params: { grow: number } } }[] };
  expect(told).toMatchObject({
    out: join(folder, 'gone.png'),
    plan: { edits: [{ op: 'remove', target: { noun: 'disc' } }] },
    edits: [
      {
        operation: 'remove',
        params: { grow: 3 },
        maker: expect.stringMatching(/^guided@\d+$/) as string,
        recipe: { operation: 'remove', said: 'remove the red disc', seed: 1 },
        ms: { total: expect.any(Number) as number },
      },
    ],
    width,
    height,
    ms: { total: expect.any(Number) as number },
  });
  const after = made('gone.png');
  expect(changedOutside(after, boxed(), told.edits[0]?.recipe.params.grow ?? NaN)).toBe(0);
  const [red, green, blue] = at(after, 65, 52);
  expect(Math.max(Math.abs(red! - 152), Math.abs(green! - 150), Math.abs(blue! - 144))).toBeLessThan(8);
});

test('--box marks a rectangle', async () => {
  const { code, out } = await edit('wall.png', 'pixelate it', '--box', '50,40,30,24', '--out', 'box.png');
  expect([code, out.trim()]).toEqual([0, expect.stringMatching(/^box\.png: 160 × 120, blur, \d+\.\d s\.$/)]);
  expect(changedOutside(made('box.png'), boxed(), 0)).toBe(0);
  expect(at(made('box.png'), 65, 52)).not.toEqual(at(wall(), 65, 52));
});

test('--point selects the thing under it', async () => {
  const { code, err } = await edit('wall.png', 'make it blue', '--point', '65,52', '-o', 'blue.png');
  expect([code, err]).toEqual([0, '']);
  const after = made('blue.png');
  const [red, , blue] = at(after, 65, 52);
  expect(blue).toBeGreaterThan(red!);
  for (const [x, y] of [[10, 10], [150, 110], [65, 80], [100, 52]] as const) expect(at(after, x, y)).toEqual(at(wall(), x, y)); // prettier-ignore
});

test('a picture that grows holds what it was, to the bit', async () => {
  const { code, out } = await edit(
    'wall.png',
    'extend it to the left by 20 pixels',
    '-o',
    'wide.png',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    width: width + 20,
    height,
    edits: [{ recipe: { params: { top: 0, right: 0, bottom: 0, left: 20 } } }],
  });
  const after = made('wide.png');
  const inside = crop(after, { x: 20, y: 0, width, height });
  expect(Buffer.from(inside.data).equals(Buffer.from(wall().data))).toBe(true);
  const [red] = at(after, 3, 60);
  expect(Math.abs(red! - at(wall(), 3, 60)[0]!)).toBeLessThan(30);
});

test('several edits in a sentence are done one after another', async () => {
  const { code, out } = await edit(
    'wall.png',
    'crop to 1:1 and flip it horizontally',
    '-o',
    'two.png',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    width: 120,
    height: 120,
    edits: [{ operation: 'crop' }, { operation: 'flip' }],
  });
  const [after, before] = [made('two.png'), wall()];
  for (const x of [0, 37, 119]) {
    const here = (60 * 120 + x) * 4;
    expect([...after.data.slice(here, here + 4)]).toEqual(at(before, 20 + 119 - x, 60));
  }
});

describe('the name of the file says what is written', () => {
  test.each([
    ['out.png', 'image/png'],
    ['out.jpg', 'image/jpeg'],
    ['deeper/out.webp', 'image/webp'],
  ])('%s', async (name, type) => {
    expect((await edit('wall.png', 'make it brighter', '-o', name)).code).toBe(0);
    expect(sniff(new Uint8Array(readFileSync(join(folder, name))))).toMatchObject({ type, width, height });
  });
});

describe('what cannot be done: an exit code and a sentence', () => {
  test.each<[string, string[], number, RegExp]>([
    ['no sentence', ['wall.png', '-o', 'no.png'], 2, /Give a picture and a sentence/],
    ['no way out', ['wall.png', 'make it brighter'], 2, /-o out\.png/],
    ['a flag there is not', ['wall.png', 'make it brighter', '--bright'], 2, /--bright/],
    [
      'a kind of file it does not write',
      ['wall.png', 'make it brighter', '-o', 'no.gif'],
      2,
      /\.png, \.jpg or \.webp/,
    ],
    [
      'a sentence without quotes',
      ['wall.png', 'make', 'it', 'darker', '-o', 'no.png'],
      2,
      /in quotes: “make it darker”/,
    ],
    [
      'two marks',
      ['wall.png', 'remove it', '--point', '1,1', '--box', '1,1,2,2', '-o', 'no.png'],
      2,
      /not several/,
    ],
    [
      'half a box',
      ['wall.png', 'remove it', '--box', '1,1', '-o', 'no.png'],
      2,
      /not --box x,y,width,height/,
    ],
    ['chatter', ['wall.png', 'what a lovely day', '-o', 'no.png'], 2, /not understood/],
    ['no mask', ['wall.png', 'remove the lamp', '-o', 'no.png'], 2, /Where is the lamp\? Give --mask/],
    ['a command of the studio', ['wall.png', 'undo', '-o', 'no.png'], 2, /makes no sense here/],
    ['no such picture', ['none.png', 'make it brighter', '-o', 'no.png'], 2, /no file .*none\.png/],
    ['no picture at all', ['notes.png', 'make it brighter', '-o', 'no.png'], 2, /not a picture/],
    [
      'a mask of another size',
      ['wall.png', 'remove it', '--mask', 'small-mask.png', '-o', 'no.png'],
      2,
      /40 × 30.*160 × 120/,
    ],
    [
      'a point outside',
      ['wall.png', 'remove it', '--point', '999,1', '-o', 'no.png'],
      2,
      /outside the picture/,
    ],
    [
      'a refusal',
      ['wall.png', 'undress her', '--point', '1,1', '-o', 'no.png'],
      3,
      /does not undress people/,
    ],
    [
      'no provider',
      ['wall.png', 'replace the disc with a cat', '--point', '65,52', '-o', 'no.png'],
      4,
      /hosted provider/,
    ],
  ])('%s', async (_name, words, code, sentence) => {
    const ran = await edit(...words);
    expect(ran.err.trim()).toMatch(sentence);
    expect(ran.err.trim()).not.toContain('\n');
    expect([ran.code, ran.out]).toEqual([code, '']);
  });

  test('with --json as JSON too', async () => {
    const { code, out } = await edit('wall.png', 'remove the lamp', '-o', 'no.png', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      error: { kind: 'bad-request', message: expect.stringContaining('Where is the lamp?') as string },
    });
  });
});

test('--batch does all it can in one browser, and exits with the worst code', async () => {
  const jobs = [
    { image: 'wall.png', sentence: 'remove the disc', mask: 'mask.png', out: 'b1.png' },
    { image: 'none.png', sentence: 'make it brighter', out: 'b2.png' },
    { image: 'wall.png', sentence: 'replace it with a cat', box: [50, 40, 30, 24], out: 'b3.png' },
    { image: 'wall.png', sentence: 'rotate it', out: 'b4.png', colour: 'red' },
    { image: 'wall.png', sentence: 'make it blue', point: [65, 52], out: 'b5.jpg' },
  ];
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs));
  const { code, out } = await edit('--batch', 'jobs.json', '--json');
  const told = out.trim().split('\n').map(line => JSON.parse(line) as { out?: string; error?: { kind: string } }); // prettier-ignore
  expect(told.map(({ error }) => error?.kind)).toEqual([
    undefined,
    'bad-request',
    'no-maker',
    'bad-request',
    undefined,
  ]);
  expect(code).toBe(4);
  expect(made('b1.png')).toMatchObject({ width, height });
  expect(sniff(new Uint8Array(readFileSync(join(folder, 'b5.jpg')))).type).toBe('image/jpeg');
});

test.each([
  ['not there', undefined],
  ['not JSON', '{'],
  ['not a list', '{}'],
])('a jobs file that is %s', async (_name, text) => {
  if (text !== undefined) writeFileSync(join(folder, 'broken.json'), text);
  const ran = await edit('--batch', text === undefined ? 'nowhere.json' : 'broken.json');
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('jobs file');
});
