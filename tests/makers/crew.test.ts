/** Threads that share a job: whoever comes, every item is done once. */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { CONTROL, Crew, type Stage } from '../../src/models/fill/crew.ts';

const ITEMS = 20_000;

const memory = new WebAssembly.Memory({ initial: 4, maximum: 4, shared: true });
/** How often each item was done; then, how many each thread did. */
const counts = new Int32Array(memory.buffer, CONTROL, ITEMS + 3);

/** Slow enough that nobody does it all before the others wake. */
const counting = (counts: Int32Array, items: number, who: number): Stage[] => [
  (each, from, to) => {
    for (let n = from!; n < to!; n++) {
      for (let turns = 0; turns < 500; turns++) Atomics.load(counts, n);
      counts[n]! += each!;
      Atomics.add(counts, items + who, 1);
    }
  },
];

const code = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { from, memory, at, length, items, who, counting } = workerData;
  import(from).then(({ Crew }) => {
    const counts = new Int32Array(memory.buffer, at, length);
    parentPort.postMessage('here');
    new Crew(memory, 0, eval(counting)(counts, items, who)).help();
  });
`;

test('a job is done once by all together, again and again', async () => {
  const from = new URL('../../src/models/fill/crew.ts', import.meta.url).href;
  const told = { from, memory, at: CONTROL, length: counts.length, items: ITEMS, counting: `${counting}` };
  const crew = new Crew(memory, 0, counting(counts, ITEMS, 0));
  // Before anyone is there, and after.
  crew.run(0, [1], ITEMS);
  expect([...counts.subarray(ITEMS)]).toEqual([ITEMS, 0, 0]);
  const workers = [1, 2].map(who => new Worker(code, { eval: true, workerData: { ...told, who } }));
  await Promise.all(workers.map(worker => new Promise(here => void worker.once('message', here))));
  for (let round = 0; round < 6; round++) crew.run(0, [10], ITEMS - round);
  for (const worker of workers) await worker.terminate();
  expect(counts.subarray(0, ITEMS - 5).every(count => count === 61)).toBe(true);
  expect([...counts.subarray(ITEMS - 5, ITEMS)]).toEqual([51, 41, 31, 21, 11]);
  for (const done of counts.subarray(ITEMS + 1)) expect(done).toBeGreaterThan(0);
});
