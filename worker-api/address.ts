/**
 * Which addresses, set by people, the server asks: those that anybody could ask, and none that only the server can reach
 * (OWASP, "Server-Side Request Forgery Prevention Cheat Sheet").
 */
import { Fault } from '../core/contract/fault.ts';

/** `near`: of this machine or its network. `never`: of no use to anybody, or of use to a thief alone. */
type Reach = 'public' | 'near' | 'never';

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), and what is multicast or above. The first that fits says it. */
const networks: readonly (readonly [string, number, Reach])[] = [
  ['10.0.0.0', 8, 'near'],
  ['127.0.0.0', 8, 'near'],
  ['172.16.0.0', 12, 'near'],
  ['192.168.0.0', 16, 'near'],
  ['0.0.0.0', 8, 'never'],
  ['100.64.0.0', 10, 'never'],
  ['169.254.0.0', 16, 'never'],
  ['192.0.0.0', 24, 'never'],
  ['192.0.2.0', 24, 'never'],
  ['192.88.99.0', 24, 'never'],
  ['198.18.0.0', 15, 'never'],
  ['198.51.100.0', 24, 'never'],
  ['203.0.113.0', 24, 'never'],
  ['224.0.0.0', 3, 'never'],
];

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function reachOfV4(address: string): Reach {
  const number = numberOf(address);
  const found = networks.find(([start, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(number / size) === Math.floor(numberOf(start) / size);
  });
  return found?.[2] ?? 'public';
}

/** The eight groups of an IPv6 address, as the URL standard writes it. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map(group => parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...new Array<number>(gap).fill(0), ...after];
}

/**
 * Only what is global unicast (2000::/3, RFC 4291) can be public. What carries an IPv4 address in it (mapped, NAT64, 6to4, Teredo) never
 * is: whoever means that address can write it.
 */
function reachOfV6(address: string): Reach {
  const groups = groupsOf(address);
  const [first = 0, second = 0] = groups;
  if (groups.slice(0, 7).every(group => group === 0) && groups[7] === 1) return 'near';
  if (first >> 9 === 0xfc00 >> 9) return 'near'; // unique local, RFC 4193
  if (first >> 13 !== 1) return 'never';
  const special =
    (first === 0x2001 && (second < 0x200 || second === 0xdb8)) || // RFC 2928, RFC 3849
    first === 0x2002 || // 6to4, RFC 3056
    (first === 0x3fff && second < 0x1000); // documentation, RFC 9637
  return special ? 'never' : 'public';
}

/** Names that mean something on some networks alone (RFC 6761, 6762, 8375, 9476), and those that lead back to this machine. */
const nearNames = /(^|\.)(localhost|local|lan|home|internal|intranet|private|corp|home\.arpa|alt|onion)$/;
const neverNames =
  /^metadata\.|^instance-data\.|(^|\.)(metadata|instance-data|nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me)(\.|$)/;

function reachOf(host: string): Reach {
  if (host.startsWith('[')) return reachOfV6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return reachOfV4(host);
  const name = host.replace(/\.+$/, '');
  if (neverNames.test(name)) return 'never';
  return nearNames.test(name) || !name.includes('.') ? 'near' : 'public';
}

/** Beside those of the web none under 1024; above, none that browsers refuse (Fetch standard, "bad port") or that databases have. */
const badPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
  1433, 1521, 2375, 2376, 2379, 3306, 5432, 5984, 6379, 9200, 9300, 11211, 27017,
]); // prettier-ignore
const isBadPort = (port: string): boolean =>
  port !== '' && ((Number(port) < 1024 && port !== '80' && port !== '443') || badPorts.has(Number(port)));

/** Throws `bad-request`, with what to do, where this server does not ask `text`. `near`: whether it asks its own network. */
export function checkAddress(text: string, near: boolean): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw unfit('That is no address. Write one such as https://NAME.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw unfit('An address begins with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw unfit('Write the address without a name and a password. They have fields of their own.');
  if (isBadPort(url.port))
    throw unfit(`No such server listens at port ${url.port}. Look at its address again.`);
  const reach = reachOf(url.hostname);
  if (reach === 'public' || (reach === 'near' && near)) return url;
  throw unfit(
    `“${url.hostname}” cannot be reached from the cloud. Give the machine a public https address, or use it from this device.`,
  );
}

const unfit = (sentence: string): Fault => new Fault('bad-request', sentence);
