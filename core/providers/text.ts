/** Bytes as the text that the services send them as: `core` has neither `TextDecoder` nor `btoa`. */

/** How many characters are put together at once: more arguments than this a call may not have everywhere. */
const STRETCH = 8192;

/** UTF-8 → text; what is no UTF-8 becomes U+FFFD. Runs of ASCII, which answers mostly are, go over in one piece. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const most = Math.min(bytes.length, at + STRETCH);
    let to = at;
    while (to < most && (bytes[to] ?? 0) < 0x80) to++;
    if (to > at) {
      text += String.fromCharCode(...bytes.subarray(at, to));
      at = to;
      continue;
    }
    const { code, length } = codeAt(bytes, at);
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

/** RFC 3629 §3. */
function codeAt(bytes: Uint8Array, at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  let code = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (first < 0xc2 || next === undefined || (next & 0xc0) !== 0x80) return { code: 0xfffd, length: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  const fine = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return fine ? { code, length } : { code: 0xfffd, length: 1 };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Int16Array(128).fill(-1);
for (let i = 0; i < digits.length; i++) valueOf[digits.charCodeAt(i)] = i;
const PAD = '='.charCodeAt(0);

/** RFC 4648 §4. */
export function base64Of(bytes: Uint8Array): string {
  const out = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(PAD);
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(4, bytes.length - at + 1);
    for (let i = 0; i < count; i++) out[to + i] = digits.charCodeAt((three >> (18 - 6 * i)) & 63);
  }
  return textOf(out);
}

/** The bytes; nothing where it is no base64. The head of a `data:` address may stand before it. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const start = text.startsWith('data:') ? text.indexOf(',') + 1 : 0;
  let end = text.length;
  while (end > start && text.charCodeAt(end - 1) === PAD) end--;
  const out = new Uint8Array(Math.floor(((end - start) * 3) / 4));
  let [kept, bits, to] = [0, 0, 0];
  for (let at = start; at < end; at++) {
    const value = valueOf[text.charCodeAt(at)] ?? -1;
    if (value < 0) return undefined;
    kept = ((kept << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) out[to++] = kept >> (bits -= 8);
  }
  return out;
}

/** A name and a password as HTTP sends them (RFC 7617), in UTF-8. */
export function basic(name: string, password: string): string {
  const escaped = encodeURIComponent(`${name}:${password}`);
  const codes = escaped.match(/%..|./g) ?? [];
  const bytes = codes.map(code => (code.length === 3 ? parseInt(code.slice(1), 16) : code.charCodeAt(0)));
  return `Basic ${base64Of(new Uint8Array(bytes))}`;
}
