/** What a server's answer means, and how long to leave it alone. */
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { PATIENCE, waitAfter } from '../../../src/models/weights/patience.ts';
import { beginningOf, looksLikeWebPage, mustBeGiven } from '../../../src/models/weights/reply.ts';

const asked = {
  address: 'https://hub.example/a/b/resolve/c/onnx/model.onnx',
  path: 'onnx/model.onnx',
  from: 500,
  bytes: 1000,
};
const NOW = Date.UTC(2026, 0, 1);

const reply = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers });

describe('the body of an answer begins', () => {
  test.each<[string, number, Record<string, string>, number]>([
    ['where it was asked to', 206, { 'content-range': 'bytes 500-999/1000' }, 500],
    ['there, of a length that nobody knows', 206, { 'content-range': 'bytes 500-999/*' }, 500],
    ['there, by its length alone', 206, { 'content-length': '500' }, 500],
    ['there, with nothing said of it', 206, {}, 500],
    ['at the start, where the server does no parts', 200, { 'content-length': '1000' }, 0],
    ['at the start, with nothing said of it', 200, {}, 0],
  ])('%s', (_, status, headers, begins) => {
    expect(beginningOf(reply(status, headers), asked, NOW)).toBe(begins);
  });

  test.each<[string, number, Record<string, string>, RegExp]>([
    ['another part', 206, { 'content-range': 'bytes 400-999/1000' }, /not asked for/],
    [
      'a part of something longer',
      206,
      { 'content-range': 'bytes 500-1999/2000' },
      /2,000 bytes instead of 1,000/,
    ],
    ['a part of a wrong length', 206, { 'content-length': '400' }, /not asked for/],
    ['several parts', 206, { 'content-range': 'nonsense', 'content-length': '777' }, /not asked for/],
    ['all of something shorter', 200, { 'content-length': '10' }, /10 bytes instead of 1,000/],
    ['a page', 200, { 'content-type': 'text/html; charset=utf-8' }, /web page/],
    [
      'a page in part',
      206,
      { 'content-type': 'text/html', 'content-range': 'bytes 500-999/1000' },
      /web page/,
    ],
    ['nothing, there being no more', 416, { 'content-range': 'bytes */400' }, /shorter/],
  ])('nowhere: %s is refused', (_, status, headers, sentence) => {
    expect(() => beginningOf(reply(status, headers), asked, NOW)).toThrow(sentence);
  });
});

test.each([
  ['<!DOCTYPE html>', true],
  ['\n  <html lang="en">', true],
  ['\ufeff<!-- hello --><html>', true],
  ['<HEAD>', true],
  ['\u0008\u0007\u0012\u0007pytorch', false],
  ['<svg', false],
  ['', false],
])('“%s” looks like a web page: %s', (text, page) => {
  expect(looksLikeWebPage(new TextEncoder().encode(text))).toBe(page);
});

describe('the wait before the next try', () => {
  function faultOf(status: number, headers: Record<string, string> = {}): Fault {
    try {
      mustBeGiven(reply(status, headers), asked.address, asked.path, NOW);
    } catch (thrown) {
      if (thrown instanceof Fault) return thrown;
    }
    throw new Error('It was given.');
  }
  const { pauses } = PATIENCE;

  test.each<[string, Fault, number, number | undefined]>([
    ['is short at first', faultOf(500), 0, 1000],
    ['grows', faultOf(500), 3, 8000],
    ['ends', faultOf(500), 5, undefined],
    ['is what the server asks for', faultOf(429, { 'retry-after': '20' }), 0, 20_000],
    ['is no shorter than ours', faultOf(429, { 'retry-after': '0' }), 2, 4000],
    [
      'may be asked for as a date',
      faultOf(503, { 'retry-after': new Date(NOW + 30_000).toUTCString() }),
      0,
      30_000,
    ],
    ['is not an hour', faultOf(429, { 'retry-after': '3600' }), 0, undefined],
    ['is ours where nonsense is asked for', faultOf(429, { 'retry-after': 'soon' }), 0, 1000],
    ['there is one when the network is away', new Fault('offline', ''), 1, 2000],
    ['there is none for what is not there', faultOf(404), 0, undefined],
    ['there is none for what is refused', faultOf(403), 0, undefined],
    ['there is none on a full disk', new Fault('no-space', ''), 0, undefined],
  ])('%s', (_, fault, tries, wait) => {
    expect(waitAfter(fault, tries, pauses)).toBe(wait);
  });
});
