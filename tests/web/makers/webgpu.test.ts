/** The search and the voting on a graphics card, here one in software: slow, but with the numbers of the true ones. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layOut, type Field, type Kernel } from '../../../src/models/fill/field.ts';
import { exemplarFill } from '../../../src/models/fill/fill.ts';
import { openKernel, type KernelName } from '../../../src/models/fill/kernel.ts';
import { plainKernel } from '../../../src/models/fill/plain.ts';
import { scatter } from '../../../src/models/fill/refine.ts';
import { openCard, withCard, type Card } from '../../../src/models/fill/webgpu.ts';
import code from '../../../src/models/fill/webgpu.wgsl?raw';
import { quiet } from '../../makers/inpaint.ts';
import { levels, options, outcome, wood } from '../../makers/levels.ts';

const openDevice = async (): Promise<GPUDevice> => (await navigator.gpu.requestAdapter())!.requestDevice();

const onlyOn = (card: Card): Kernel => ({ ...plainKernel(), search: card.search, vote: card.vote });

const { image, mask } = wood(120, 90);
const filled = async (kernel: Kernel): Promise<Uint8ClampedArray> =>
  (await exemplarFill(async () => kernel).inpaint(image, mask, quiet(3))).data;

const [level] = fc.sample(levels({ least: 40, most: 48, holes: [9, 9] }), { numRuns: 1, seed: 1 });
const someOptions = { sweeps: 1, reach: 8, lenience: 10, stubborn: 4, seed: 1 };

function someField(): Field {
  const field = layOut(plainKernel(), level!, false);
  scatter(field, 1);
  return field;
}

let device: GPUDevice;
let card: Card;
beforeAll(async () => {
  device = await openDevice();
  card = await openCard(device, code);
});
afterAll(() => device.destroy());

test('searches and votes as the reference does, to the last bit', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(levels({ least: 7, most: 48, holes: [1, 14] }), options, async (level, asked) => {
      const plain = await outcome(plainKernel(), level, asked);
      compared += plain.targets;
      expect(await outcome(onlyOn(card), level, asked)).toEqual(plain);
    }),
    { numRuns: 150, seed: 20091 },
  );
  expect(compared).toBeGreaterThan(4000);
});

test('fills a photo-like picture as the reference does, to the last bit', async () => {
  expect(await filled(onlyOn(card))).toEqual(await filled(plainKernel()));
});

describe('a card that does not do its part is noticed', () => {
  test('where its program does not compile', async () => {
    await expect(openCard(device, code.replace('fn sweep', 'fn swoop'))).rejects.toMatchObject({
      name: 'refused',
    });
  });

  test.each([
    ['let far = 3 +', 'let far = 5 +'],
    ['chosen & 16u', 'chosen & 32u'],
    ['word >> 22u', 'word >> 21u'],
    ['BIAS_LIMIT = 24', 'BIAS_LIMIT = 23'],
    ['least >> asked.stubborn', 'least >> 5u'],
    ['2 * totals + sum', '2 * totals'],
  ])('where its numbers are wrong: %s', async (right, wrong) => {
    expect(code.split(right).length).toBe(2);
    await expect(openCard(device, code.replace(right, wrong))).rejects.toMatchObject({
      name: 'refused',
      message: expect.stringMatching(/numbers/),
    });
  });

  test('where it has no room after all', async () => {
    // As if the card were out of memory: a buffer larger than any it can have.
    const small = await openDevice();
    const full = await openCard(small, code);
    const make = small.createBuffer.bind(small);
    small.createBuffer = asked => make({ ...asked, size: small.limits.maxBufferSize * 2 });
    const field = someField();
    await expect(full.search(field, someOptions)).rejects.toMatchObject({ name: 'refused' });
    expect(field.match).toEqual(someField().match);
    small.destroy();
  });

  test('where it is lost: the field stays as it was, and another kernel goes on to the same end', async () => {
    const lost = await openDevice();
    const onLost = await openCard(lost, code);
    const host = plainKernel();
    let searches = 0;
    const going = withCard(
      host,
      {
        ...onLost,
        search(field, asked) {
          if (++searches === 4) lost.destroy();
          return onLost.search(field, asked);
        },
      },
      0,
    );
    expect(await filled(going)).toEqual(await filled(host));
    expect(searches).toBe(4);

    const field = someField();
    const { match, image: pixels } = someField();
    await expect(onLost.search(field, someOptions)).rejects.toMatchObject({ name: 'refused' });
    await expect(onLost.vote(field, 10)).rejects.toMatchObject({ name: 'refused' });
    expect([field.match, field.image]).toEqual([match, pixels]);
  });
});

describe('a kernel is opened in the order asked for', () => {
  const asked = { leastForCard: 0, softwareCard: true };

  test('a graphics card beside another kernel', async () => {
    const { kernel, name, passed } = await openKernel({ ...asked, order: ['webgpu', 'wasm'] });
    expect({ name, passed }).toEqual({ name: 'webgpu', passed: [] });
    expect(await filled(kernel)).toEqual(await filled(plainKernel()));
  });

  test('what is passed over says why', async () => {
    const order: readonly KernelName[] = ['webgpu', 'threads', 'wasm', 'plain'];
    const { kernel, name, passed } = await openKernel({ ...asked, softwareCard: false, order });
    expect(name).toBe('wasm');
    expect(passed).toMatchObject([
      { name: 'webgpu', why: { name: 'refused' } },
      { name: 'threads', why: { name: 'no-maker' } },
    ]);
    expect(await filled(kernel)).toEqual(await filled(plainKernel()));
  });

  test('and where none is left, that is said', async () => {
    await expect(openKernel({ ...asked, order: [] })).rejects.toMatchObject({ name: 'no-maker' });
    await expect(openKernel({ ...asked, order: ['threads'] })).rejects.toMatchObject({ name: 'no-maker' });
  });
});
