/** Programs that are not our app: pictures up, projects and their histories, and what the design library knows. */
import { beforeAll, describe, expect, test } from 'vitest';
import { MadeKey } from '../../core/contract/account.ts';
import { Knowledge, Uploaded } from '../../core/contract/client.ts';
import { Project } from '../../core/contract/project.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { Version } from '../../core/contract/version.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { hashOf } from './hash.ts';
import { newProject, push } from './vault.ts';
import { Visitor, refusal } from './visitor.ts';

let ada: Visitor, program: Visitor;

beforeAll(async () => {
  ada = new Visitor();
  await ada.signUpByPasskey();
  const { key } = await ada.get(MadeKey, 'POST /account/keys', { name: 'A script', scope: 'write' });
  program = new Visitor({ authorization: `Bearer ${key}` });
});

/** A PNG of one grey pixel, made by Python's zlib; what stands behind its end is nobody's. */
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  letter => letter.charCodeAt(0),
);

describe('a picture', () => {
  test('is kept under its name, and given back', async () => {
    const kept = parse(Uploaded, await (await program.ask('POST /upload-image', pixel)).json());
    expect(kept).toEqual({
      id: await hashOf(pixel),
      type: 'image/png',
      size: pixel.length,
      width: 1,
      height: 1,
    });
    const back = await program.ask(`GET /blobs/${kept.id}`);
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(pixel);
    expect((await program.ask('POST /upload-image', pixel)).status).toBe(200);
  });

  test('of more than 16 MiB goes in pieces and comes whole', async () => {
    const large = new Uint8Array(17 * 1024 * 1024);
    large.set(pixel);
    const { id } = parse(Uploaded, await (await program.ask('POST /upload-image', large)).json());
    expect(id).toBe(await hashOf(large));
    const back = await program.ask(`GET /blobs/${id}`, undefined, { range: 'bytes=16777210-16777219' });
    expect([back.status, (await back.arrayBuffer()).byteLength]).toEqual([206, 10]);
  });

  test.each([
    ['nothing', new Uint8Array(0), 400, 'This file is empty.'],
    [
      'a page',
      new TextEncoder().encode('<!doctype html><script>alert(1)</script>'),
      400,
      'This file is not a picture.',
    ],
    ['half a picture', pixel.slice(0, 40), 400, 'This PNG is cut short'],
    ['too much', new Uint8Array(64 * 1024 * 1024 + 1), 413, 'That is more than 64 MiB.'],
  ])('that is %s is refused', async (_, bytes, status, begins) => {
    const [was, , message] = await refusal(await program.ask('POST /upload-image', bytes));
    expect([was, message.slice(0, begins.length)]).toEqual([status, begins]);
  });

  test('in a form is refused with how to send it', async () => {
    const answer = await program.ask('POST /upload-image', pixel, {
      'content-type': 'multipart/form-data; boundary=x',
    });
    expect((await refusal(answer))[2]).toContain('--data-binary');
  });

  test('is for who may write', async () => {
    expect((await new Visitor().ask('POST /upload-image', pixel)).status).toBe(401);
    const { key } = await ada.get(MadeKey, 'POST /account/keys', { name: 'A reader', scope: 'read' });
    const reader = new Visitor({ authorization: `Bearer ${key}` });
    expect((await reader.ask('POST /upload-image', pixel)).status).toBe(403);
  });
});

describe('projects', () => {
  test('are what the devices sent, the one that changed last first, with their histories', async () => {
    const now = Date.now();
    const [old, young] = [newProject('Kitchen', now - 5000), newProject('Sofa', now)];
    await ada.get(v.unknown(), 'POST /vault/push', push([...old.changes, ...young.changes]));
    const found = await program.get(v.array(Project), 'GET /projects');
    expect(found.map(({ title }) => title)).toEqual(['Sofa', 'Kitchen']);
    expect((await program.get(Project, `GET /projects/${old.id}`)).head).toBe(old.head);
    const history = await program.get(v.array(Version), `GET /projects/${old.id}/history`);
    expect(history).toMatchObject([{ id: old.head, project: old.id, title: 'Opened', width: 4 }]);

    const later = { table: 'projects', id: old.id, stamp: stampOf({ ms: now + 1, counter: 0, device: 'b' }) };
    const titled = [{ ...later, field: 'title', value: 'My kitchen' }];
    await ada.get(v.unknown(), 'POST /vault/push', push(titled, 'b'));
    expect((await program.get(Project, `GET /projects/${old.id}`)).title).toBe('My kitchen');

    await ada.get(v.unknown(), 'POST /vault/push', push([{ ...later, field: 'deleted', value: true }], 'b'));
    expect((await program.get(v.array(Project), 'GET /projects')).map(({ id }) => id)).toEqual([young.id]);
    expect((await program.ask(`GET /projects/${old.id}/history`)).status).toBe(404);
  });

  test('of which a part is still to come are not there yet', async () => {
    const half = newProject('Half', Date.now());
    await ada.get(v.unknown(), 'POST /vault/push', push(half.changes.slice(0, -2)));
    expect((await program.ask(`GET /projects/${half.id}`)).status).toBe(404);
    await ada.get(v.unknown(), 'POST /vault/push', push(half.changes));
    expect((await program.ask(`GET /projects/${half.id}`)).status).toBe(200);
  });
});

describe('design knowledge', () => {
  const ask = (body: object) => program.get(v.array(Knowledge), 'POST /fetch-design-knowledge', body);

  test('is found by words, the nearest first, each with who says so', async () => {
    const found = await ask({ words: 'haze, the darkest parts should be dark' });
    expect(found).toHaveLength(8);
    expect(found[0]).toMatchObject({ id: 'cut-the-haze', group: 'light', hosted: false });
    expect(found[0]!.source).toContain('Haze Removal');
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('may be kept to one group, and to a number', async () => {
    const found = await ask({ words: 'make the plate look fresh', group: 'food', limit: 3 });
    expect(found.map(({ group }) => group)).toEqual(['food', 'food', 'food']);
  });

  test('of a group that there is not is refused with those that there are', async () => {
    const answer = await program.ask('POST /fetch-design-knowledge', { words: 'x', group: 'cars' });
    expect(await refusal(answer)).toEqual([400, 'bad-request', expect.stringContaining('food')]);
  });
});
