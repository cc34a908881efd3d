/** How far away an address is, and whether a page may call it: what a person is told before a picture goes there. */

export type Nearness = 'here' | 'near' | 'far';

/** RFC 1918, RFC 3927 and RFC 6598 (which Tailscale uses), RFC 4193 and RFC 4291. */
const near =
  /^(?:(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)[\d.]+$|\[f[cd]|\[fe[89ab])/;
/** RFC 6762, RFC 8375, and what routers call their own. */
const local = /\.(local|lan|home|internal|localdomain|home\.arpa)$/;
/** What browsers take for this very computer (https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy). */
const here = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** `http://user@host:port/path` → its host in small letters, brackets and all; nothing where it is no such address. */
function hostOf(address: string): string | undefined {
  const [, host] = /^https?:\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:]+)/i.exec(address.trim()) ?? [];
  return host?.toLowerCase();
}

/** `here` is this computer, `near` the network it is in. What is not known to be near is far. */
export function nearness(address: string): Nearness {
  const host = hostOf(address);
  if (host === undefined) return 'far';
  if (here.test(host)) return 'here';
  return near.test(host) || local.test(host) || !/[.[]/.test(host) ? 'near' : 'far';
}

/** Where that is, after a name: "Forge on this network". */
export function whereabouts(address: string): string {
  const how = nearness(address);
  if (how === 'here') return 'on this computer';
  return how === 'near' ? 'on this network' : `at ${hostOf(address) ?? address}`;
}

/**
 * Why a page may not call it, in a sentence; nothing where it may. `secure`: whether the page came by https, which lets it call
 * http on this computer alone (https://w3c.github.io/webappsec-mixed-content/).
 */
export function unreachable(address: string, secure: boolean): string | undefined {
  const host = hostOf(address);
  if (host === undefined) return 'An address begins with http:// or https://, such as http://localhost:8188.';
  const isPlain = /^http:/i.test(address.trim());
  if (!isPlain || host === 'localhost' || host === '127.0.0.1') return undefined;
  return secure
    ? `Browsers let a page that came by https call http:// on this computer only. Give ${host} an https:// address, or let it be reached as http://localhost, as an SSH tunnel does.`
    : `Brushword calls http:// on this computer only, as localhost or 127.0.0.1. Give ${host} an https:// address, or a tunnel such as SSH’s that begins on this computer.`;
}
