/** What is asked, looked at before it is taken: a form with an ask and its files. */
import { engineFiles, EngineAsk } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { large } from '../../core/pixels/limit.ts';
import { checkSize } from '../../core/pixels/mask.ts';
import { sniff } from '../../core/pixels/sniff.ts';
import { mayAsk } from '../../core/policy/ask.ts';
import { paintsNothing } from './makers.ts';
import { checkOperation } from './operate.ts';
import type { Files } from './store.ts';
import { soundIn } from './wave.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A form's ask and files. Throws `Fault('bad-request')` where it is none. */
export async function formOf(body: Bytes, type: string): Promise<{ ask: EngineAsk; files: Files }> {
  const form = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw new Fault('bad-request', 'Send a form (multipart/form-data) with an ask and its files.', {
        cause,
      });
    });
  const given = form.get('ask');
  const text = given instanceof File ? await given.text() : given;
  if (text === null) throw new Fault('bad-request', 'The form has no “ask”: the JSON of what is to be done.');
  const ask = parse(EngineAsk, jsonIn(text));
  const files = new Map<string, Bytes>();
  for (const name of engineFiles[ask.tool]) {
    const file = form.get(name);
    if (file instanceof File) files.set(name, new Uint8Array(await file.arrayBuffer()));
    else if (file !== null) throw new Fault('bad-request', `Send “${name}” as a file.`);
  }
  return { ask, files };
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault('bad-request', 'That is not valid JSON.', { cause });
  }
}

/** `Idempotency-Key`: a UUID, in lower case. */
export const Key = v.pipe(
  v.string('Send the header Idempotency-Key: a UUID, a new one for each job.'),
  v.uuid('The header Idempotency-Key must be a UUID.'),
  v.toLowerCase(),
  v.brand('JobId'),
);

/**
 * Whether it may be asked and could be done, as far as can be told without decoding anything. Throws `Fault('policy')`, `no-maker`,
 * `bad-request` or `too-big`, before anything is kept.
 */
export function check(ask: EngineAsk, files: Files): void {
  switch (ask.tool) {
    case 'repaint':
    case 'generate': {
      const answer = mayAsk(ask.words);
      throw answer.allowed ? paintsNothing() : new Fault('policy', answer.reason);
    }
    case 'operate': {
      const mask = files.get('mask');
      const image = fileOf(files, 'image');
      checkOperation(ask.operation, ask.params, mask !== undefined);
      const size = sniff(image, large);
      if (mask) checkMask(mask, size);
      return;
    }
    case 'analyse':
      sniff(fileOf(files, 'image'), large);
      return;
    case 'transcribe':
      soundIn(fileOf(files, 'sound'));
  }
}

function checkMask(mask: Bytes, size: { readonly width: number; readonly height: number }): void {
  const { width, height } = sniff(mask, large);
  checkSize({ width, height, data: new Uint8Array() }, size);
}

function fileOf(files: Files, name: string): Bytes {
  const bytes = files.get(name);
  if (bytes) return bytes;
  throw new Fault('bad-request', `The form has no file “${name}”.`);
}
