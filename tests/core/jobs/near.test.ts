import { expect, test } from 'vitest';
import { nearness, unreachable, whereabouts } from '../../../core/jobs/near.ts';

test.each([
  ['http://localhost:8188', 'here'],
  ['http://127.0.0.1:7860/', 'here'],
  ['http://127.8.0.1', 'here'],
  ['http://[::1]:8188', 'here'],
  ['https://comfy.localhost', 'here'],
  ['http://192.168.1.20:8188', 'near'],
  ['http://10.0.0.3', 'near'],
  ['https://172.16.4.4', 'near'],
  ['https://172.32.4.4', 'far'],
  ['https://100.101.1.1', 'near'],
  ['https://100.128.1.1', 'far'],
  ['https://[fd00::1]:8188', 'near'],
  ['https://[fe80::1]', 'near'],
  ['https://[2001:db8::1]', 'far'],
  ['https://forge.local', 'near'],
  ['https://cellar', 'near'],
  ['https://api.openai.com/v1', 'far'],
  ['https://localhost.evil.example', 'far'],
  ['https://user:10.0.0.1@evil.example', 'far'],
  ['https://10.evil.example', 'far'],
  ['not an address', 'far'],
])('%s is %s', (address, how) => {
  expect(nearness(address)).toBe(how);
});

test.each([
  ['http://localhost:8188', 'on this computer'],
  ['http://192.168.1.20:8188', 'on this network'],
  ['https://Api.OpenAI.com/v1', 'at api.openai.com'],
])('%s is %s', (address, where) => {
  expect(whereabouts(address)).toBe(where);
});

test.each<[string, boolean, RegExp | undefined]>([
  ['http://localhost:8188', true, undefined],
  ['http://127.0.0.1:8188', true, undefined],
  ['https://192.168.1.20', true, undefined],
  ['http://192.168.1.20:8188', true, /page that came by https.*192\.168\.1\.20/],
  ['http://192.168.1.20:8188', false, /localhost or 127\.0\.0\.1/],
  ['http://[::1]:8188', true, /https/],
  ['ftp://localhost', true, /begins with http/],
  ['localhost:8188', false, /begins with http/],
])('from a page that came safely or not: %s %s', (address, secure, why) => {
  if (why) expect(unreachable(address, secure)).toMatch(why);
  else expect(unreachable(address, secure)).toBeUndefined();
});
