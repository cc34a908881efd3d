/** Where each network runs, by what engines say of it: theirs are scripted here, as no test can count on a graphics card. */
import { beforeEach, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { Device, type Measurer } from '../../../src/studio/device.svelte.ts';
import type { Machine, ProcessorName, Trial } from '../../../src/workers/protocol.ts';

type Says = Omit<Trial, 'network' | 'processor'> | Error;

const gpu = { name: 'a card', isSoftware: false, hasHalf: true, limits: {} };
const machine: Machine = { isolated: true, threads: 4, gpu };
const networks = {
  own: { wasm: { ms: 90 }, webgpu: { ms: 8, error: 0.2 } },
  // Quicker and wrong; and not to be run at all.
  migan: { wasm: { ms: 700 }, webgpu: { error: 31, why: 'It computes wrongly.' } },
  lama: { wasm: { ms: 4000 }, webgpu: new Fault('bug', 'The worker broke.') },
} satisfies Record<string, Record<ProcessorName, Says>>;

/** What was measured, in that order. */
let asked: string[] = [];
const known = new Map<string, Float32Array | undefined>();

const engine = (on = machine, all: Record<string, Record<ProcessorName, Says>> = networks): Measurer => ({
  describe: () => Promise.resolve(on),
  networks: () =>
    Promise.resolve(Object.keys(all).map(name => ({ name, title: name, runsOn: ['webgpu', 'wasm'] }))),
  network: () => Promise.reject(new Error('is not asked')),
  measure(network, processor, answer) {
    asked.push(`${network} ${processor}`);
    known.set(`${network} ${processor}`, answer);
    const says: Says = all[network]![processor];
    if (says instanceof Error) return Promise.reject(says);
    return Promise.resolve({ network, processor, answer: Float32Array.of(network.length), ...says });
  },
  close() {},
});

beforeEach(() => {
  localStorage.clear();
  asked = [];
  known.clear();
});

test('each network runs where it is quickest of those that compute it rightly', async () => {
  const device = new Device(engine, '1');
  expect(device.processors).toEqual({});
  await device.measure();
  expect(device.processors).toEqual({ own: 'webgpu', migan: 'wasm', lama: 'wasm' });
  expect(device.known?.measured.map(({ why }) => why)).toEqual([
    undefined,
    undefined,
    undefined,
    'It computes wrongly.',
    undefined,
    'The worker broke.',
  ]);
  // The processor's answer is what the graphics processor is to give.
  expect(known.get('migan wasm')).toBeUndefined();
  expect(known.get('migan webgpu')).toEqual(Float32Array.of('migan'.length));
});

test('is measured once: by this edition, and each network when it has come', async () => {
  const { lama, ...before } = networks;
  await new Device(() => engine(machine, before), '1').measure();
  const later = new Device(() => engine(machine, { ...before, lama }), '1');
  expect(later.processors).toEqual({ own: 'webgpu', migan: 'wasm' });
  asked = [];
  await later.measure();
  expect(asked).toEqual(['lama wasm', 'lama webgpu']);
  asked = [];
  await later.measure();
  expect(asked).toEqual([]);
  await later.measure({ again: true });
  expect(asked).toHaveLength(6);
  expect(new Device(engine, '1').processors).toEqual(later.processors);
  expect(new Device(engine, '2').known).toBeUndefined();
});

test('what no processor has answered yet is not taken on the graphics processor’s word', async () => {
  const mute = { wasm: new Fault('no-maker', 'Too large.'), webgpu: { ms: 5 } };
  const device = new Device(() => engine(machine, { own: networks.own, mute }), '1');
  await device.measure();
  expect(asked).not.toContain('mute webgpu');
  expect(device.processors).toEqual({ own: 'webgpu' });
  expect(device.known?.measured.map(({ why }) => why)).toEqual([
    undefined,
    undefined,
    'Too large.',
    'There is no answer to compare its with.',
  ]);
});

test('a network that is gone is forgotten', async () => {
  await new Device(engine, '1').measure();
  const later = new Device(() => engine(machine, { own: networks.own }), '1');
  await later.measure();
  expect(later.processors).toEqual({ own: 'webgpu' });
});

test.each([
  ['there is none', undefined],
  ['the processor computes it', { ...gpu, isSoftware: true }],
])('no graphics processor is tried where %s', async (_, card) => {
  const on: Machine = { isolated: true, threads: 4, ...(card && { gpu: card }) };
  const device = new Device(() => engine(on), '1');
  await device.measure();
  expect(asked).toEqual(['own wasm', 'migan wasm', 'lama wasm']);
  expect(device.processors).toEqual({ own: 'wasm', migan: 'wasm', lama: 'wasm' });
});

test('after a fill it measures by itself, once nothing runs: ours, and where there is a choice', async () => {
  vi.useFakeTimers();
  const device = new Device(() => engine({ isolated: true, threads: 4 }), '1');
  let isIdle = false;
  device.soon('guided@2', () => isIdle);
  device.soon('guided@2', () => isIdle);
  await vi.advanceTimersByTimeAsync(6000);
  expect(asked).toEqual([]);
  isIdle = true;
  await vi.advanceTimersByTimeAsync(6000);
  vi.useRealTimers();
  await expect.poll(() => asked).toEqual(['own wasm']);
  await expect.poll(() => device.measuring).toBe(false);
});
