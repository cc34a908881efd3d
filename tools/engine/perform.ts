/** What the engine does of what it is asked: files in, files and words out. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../core/contract/fault.ts';
import type { Model } from '../../src/models/model.ts';
import { Sight } from '../../src/workers/seeing.ts';
import { decodeMask, decodePicture, encodePicture } from './codec.ts';
import type { Listen } from './listen.ts';
import { paintsNothing } from './makers.ts';
import { operate } from './operate.ts';
import type { Product, Task } from './task.ts';

export interface Hands {
  readonly makers: readonly Model<'inpaint'>[];
  readonly listen: Listen;
}

export type Report = (done: number, doing: string) => void;

/** Throws a `Fault` that says what to do. */
export function perform(task: Task, hands: Hands, report: Report): Promise<Product> {
  const { ask } = task;
  switch (ask.tool) {
    case 'operate':
      return change(ask, task, hands, report);
    case 'analyse':
      return analyse(task, report);
    case 'transcribe':
      return transcribe(task, hands, report);
    case 'repaint':
    case 'generate':
      return Promise.reject(paintsNothing());
  }
}

async function fileIn({ files }: Task, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const path = files[name];
  return path === undefined ? undefined : readFile(path);
}

async function fileOr(task: Task, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fileIn(task, name);
  if (bytes) return bytes;
  throw new Fault('bug', `A job has lost its ${name}.`);
}

type Operation = Extract<Task['ask'], { tool: 'operate' }>;

async function change(ask: Operation, task: Task, { makers }: Hands, report: Report): Promise<Product> {
  report(0, 'Reading the picture');
  const image = await decodePicture(await fileOr(task, 'image'));
  const packed = await fileIn(task, 'mask');
  const mask = packed && (await decodeMask(packed, image));
  const doing = ask.operation[0]?.toUpperCase() + ask.operation.slice(1);
  const { picture, ...about } = await operate(ask, image, mask, makers, done =>
    report(0.1 + 0.8 * done, doing),
  );
  report(0.9, 'Packing the result');
  const bytes = await encodePicture(picture);
  await writeFile(join(task.folder, 'made-0.png'), bytes).catch((cause: unknown) => {
    throw new Fault('no-space', 'What was made could not be written: the engine’s disk may be full.', {
      cause,
    });
  });
  const { width, height } = picture;
  return {
    made: [{ file: 'made-0.png', type: 'image/png', size: bytes.length, width, height }],
    said: { ...about, seed: ask.seed },
  };
}

/** By looks alone: networks that name things are downloaded by a person, and none is here. */
async function analyse(task: Task, report: Report): Promise<Product> {
  report(0, 'Reading the picture');
  const image = await decodePicture(await fileOr(task, 'image'));
  report(0.3, 'Looking for what is in it');
  return { made: [], said: new Sight().seen(image).scene };
}

async function transcribe(task: Task, { listen }: Hands, report: Report): Promise<Product> {
  report(0, 'Listening');
  return { made: [], said: await listen(await fileOr(task, 'sound')) };
}
