/** Which addresses the server asks: every notation in which somebody could name a machine that only the server can reach. */
import { describe, expect, test } from 'vitest';
import { checkAddress } from '../../worker-api/address.ts';

const verdict = (address: string, near = false): 'asked' | 'refused' => {
  try {
    checkAddress(address, near);
    return 'asked';
  } catch (thrown) {
    expect(thrown).toMatchObject({ name: 'bad-request' });
    return 'refused';
  }
};

describe('from the cloud it asks', () => {
  test.each([
    'https://comfy.example.com',
    'http://comfy.example.com:8188/base',
    'https://8.8.8.8',
    'http://1.1.1.1:7860',
    'https://[2606:4700:4700::1111]:8443',
    'https://xn--bcher-kva.example',
    'https://localhost.example.com',
    'https://11.0.0.1',
    'https://172.32.0.1',
    'https://192.169.0.1',
    'https://100.128.0.1',
  ])('%s', address => expect(verdict(address)).toBe('asked'));
});

describe('from the cloud it does not ask', () => {
  test.each([
    // This machine, in every way of writing IPv4 that URLs know.
    'http://127.0.0.1',
    'http://127.1',
    'http://127.0.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0x7f.0.0.1',
    'http://017700000001',
    'http://0177.0.0.1',
    'http://127.0.0.1.',
    'http://①②⑦.⓪.⓪.①',
    'http://%31%32%37.0.0.1',
    'http://127.255.255.254',
    'http://0.0.0.0',
    'http://0',
    'http://localhost',
    'http://LOCALHOST:8188',
    'http://localhost.',
    'http://any.localhost',
    // Its network.
    'http://10.0.0.1',
    'http://10.255.255.255',
    'http://167772161',
    'http://172.16.0.1',
    'http://172.31.255.255',
    'http://192.168.1.1',
    'http://0xc0.0xa8.1.1',
    'http://100.64.0.1',
    'http://100.127.255.255',
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://169.254.1.1',
    'http://192.0.0.8',
    'http://192.0.2.1',
    'http://192.88.99.1',
    'http://198.18.0.1',
    'http://198.19.255.255',
    'http://198.51.100.7',
    'http://203.0.113.7',
    'http://224.0.0.1',
    'http://239.255.255.250',
    'http://240.0.0.1',
    'http://255.255.255.255',
    // IPv6.
    'http://[::1]',
    'http://[0:0:0:0:0:0:0:1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::ffff:8.8.8.8]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://[64:ff9b:1::1]',
    'http://[fe80::1]',
    'http://[fec0::1]',
    'http://[fc00::1]',
    'http://[fd12:3456::1]',
    'http://[fd00:ec2::254]',
    'http://[ff02::1]',
    'http://[100::1]',
    'http://[2001::1]',
    'http://[2001:db8::1]',
    'http://[2002:7f00:1::]',
    'http://[3fff::1]',
    'http://[5f00::1]',
    // Names that mean something on some networks alone.
    'http://comfy',
    'http://printer.local',
    'http://nas.lan',
    'http://router.home',
    'http://router.home.arpa',
    'http://api.internal',
    'http://metadata.google.internal',
    'http://metadata',
    'http://db.intranet',
    'http://127.0.0.1.nip.io',
    'http://10-0-0-1.sslip.io',
    'http://localtest.me',
    'http://a.lvh.me',
    // Other doors, and other things than doors.
    'https://example.com:25',
    'https://example.com:22',
    'https://example.com:465',
    'https://example.com:587',
    'https://example.com:6379',
    'https://example.com:6667',
    'https://example.com:11211',
    'https://ada:secret@example.com',
    'https://ada@example.com',
    'ftp://example.com',
    'file:///etc/passwd',
    'data:text/plain,a',
    'javascript:alert(1)',
    'gopher://example.com',
    'blob:https://example.com/1',
    'example.com',
    '//example.com',
    'https://',
    'http://[::1',
    '',
  ])('%s', address => expect(verdict(address)).toBe('refused'));
});

describe('at home, where that is set, it asks', () => {
  test.each([
    ['http://127.0.0.1:8188', 'asked'],
    ['http://localhost:8188', 'asked'],
    ['http://[::1]:8188', 'asked'],
    ['http://192.168.1.20:7860', 'asked'],
    ['http://10.1.2.3', 'asked'],
    ['http://nas.local:9000', 'asked'],
    ['http://comfy:8188', 'asked'],
    ['http://[fd12::5]', 'asked'],
    ['https://example.com', 'asked'],
    ['http://169.254.169.254', 'refused'],
    ['http://[fe80::1]', 'refused'],
    ['http://metadata.google.internal', 'refused'],
    ['http://metadata', 'refused'],
    ['http://0.0.0.0', 'refused'],
    ['http://100.100.100.200', 'refused'],
    ['http://[::ffff:169.254.169.254]', 'refused'],
    ['http://224.0.0.1', 'refused'],
    ['http://localhost:25', 'refused'],
    ['http://ada:b@localhost', 'refused'],
  ] as const)('%s: %s', (address, expected) => expect(verdict(address, true)).toBe(expected));
});
