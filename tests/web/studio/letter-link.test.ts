import { expect, test } from 'vitest';
import { letterLink } from '../../../src/studio/letter-link.ts';

test.each([
  ['#verify=abc', { purpose: 'verify', token: 'abc' }],
  ['#reset=a%2Bb', { purpose: 'reset', token: 'a+b' }],
  ['#email=-_x', { purpose: 'email', token: '-_x' }],
  ['#verify=', undefined],
  ['#sell=abc', undefined],
  ['', undefined],
])('%s', (hash, link) => expect(letterLink(hash)).toEqual(link));
