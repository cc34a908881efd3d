/** Jobs as programs ask for them: one call each, with a key, against the server of `tests/fakes/workshop.ts`. */
import { beforeAll, describe, expect, test } from 'vitest';
import { MadeKey } from '../../core/contract/account.ts';
import { Health } from '../../core/contract/api.ts';
import { Uploaded } from '../../core/contract/client.ts';
import { HostedJob } from '../../core/contract/hosted.ts';
import { parse } from '../../core/contract/schema.ts';
import { encodePixels, encodePng } from '../../core/pixels/png/encode.ts';
import { blankPixels } from '../../core/pixels/pixels.ts';
import { newWords, plan, seen } from './workshop.ts';
import { Visitor, refusal } from './visitor.ts';

let program: Visitor;
let image: string, mask: string;

const upload = async (bytes: Uint8Array): Promise<string> =>
  parse(Uploaded, await (await program.ask('POST /upload-image', bytes)).json()).id;

beforeAll(async () => {
  const ada = new Visitor();
  await ada.signUpByPasskey();
  const { key } = await ada.get(MadeKey, 'POST /account/keys', { name: 'A script', scope: 'write' });
  program = new Visitor({ authorization: `Bearer ${key}` });
  image = await upload(encodePixels(blankPixels(64, 64)));
  const half = new Uint8Array(64 * 64).fill(255, 0, 2048);
  mask = await upload(encodePng({ width: 64, height: 64, channels: 1, data: half }));
});

async function over({ id }: HostedJob): Promise<HostedJob> {
  const job = () => program.get(HostedJob, `GET /jobs/${id}`);
  await expect.poll(async () => (await job()).ended, { timeout: 20_000, interval: 50 }).toBeDefined();
  return job();
}

test('what is marked goes, and the picture can be fetched', async () => {
  const job = await program.get(HostedJob, 'POST /run-inpainting', { image, mask });
  expect(job.tool).toBe('operate');
  const { state, made } = await over(job);
  expect([state, made]).toMatchObject(['done', [{ type: 'image/png', width: 64, height: 64 }]]);
  const picture = await program.ask(`GET /blobs/${made[0]!.hash}`);
  expect((await picture.arrayBuffer()).byteLength).toBe(made[0]!.size);
});

test('or becomes what a prompt says', async () => {
  const job = await program.get(HostedJob, 'POST /run-inpainting', {
    image,
    mask,
    prompt: newWords(),
    seed: 5,
  });
  expect([job.tool, (await over(job)).state]).toEqual(['repaint', 'done']);
});

test('what a prompt should not show makes no sense without one', async () => {
  const answer = await program.ask('POST /run-inpainting', { image, mask, negative: 'fog' });
  expect((await refusal(answer)).slice(0, 2)).toEqual([400, 'bad-request']);
});

test('a picture is made from words, of the size that is asked for', async () => {
  const prompt = newWords();
  const job = await program.get(HostedJob, 'POST /generate', { prompt, width: 128, height: 64 });
  expect((await over(job)).made).toMatchObject([{ width: 128, height: 64 }]);
});

test('a call that is sent again under its key is no second job', async () => {
  const [prompt, header] = [newWords(), { 'idempotency-key': 'mine' }];
  const ask = async () =>
    parse(HostedJob, await (await program.ask('POST /generate', { prompt, seed: 1 }, header)).json());
  const [one, two] = [await ask(), await ask()];
  expect(two.id).toBe(one.id);
  await over(one);
  expect((await seen(prompt)).filter(({ line }) => line.startsWith('POST'))).toHaveLength(1);
});

test('what may not be asked never leaves', async () => {
  const answer = await program.ask('POST /run-inpainting', { image, mask, prompt: 'undress her' });
  expect((await refusal(answer)).slice(0, 2)).toEqual([403, 'policy']);
});

test('a scene is told of', async () => {
  const said = { things: [{ name: 'lamp' }] };
  await plan('analyse', { said });
  expect(await over(await program.get(HostedJob, 'POST /analyze-scene', { image }))).toMatchObject({
    state: 'done',
    said,
  });
});

describe('speech', () => {
  const wav = new Uint8Array(44 + 320);
  wav.set(new TextEncoder().encode('RIFF\0\0\0\0WAVEfmt '));

  test('is written down', async () => {
    await plan('transcribe', { said: { text: 'remove the lamp' } });
    const job = parse(HostedJob, await (await program.ask('POST /transcribe', wav)).json());
    expect(await over(job)).toMatchObject({ tool: 'transcribe', said: { text: 'remove the lamp' } });
  });

  test('that is no WAV file is refused', async () => {
    const answer = await program.ask('POST /transcribe', wav.slice(1));
    expect((await refusal(answer)).slice(0, 2)).toEqual([400, 'bad-request']);
  });

  test('is for who may write', async () => {
    expect((await new Visitor().ask('POST /transcribe', wav)).status).toBe(401);
  });
});

test('how the server is includes whether its engine has a graphics processor', async () => {
  expect(await new Visitor().get(Health, 'GET /health')).toMatchObject({ ok: true, gpu_available: false });
});
