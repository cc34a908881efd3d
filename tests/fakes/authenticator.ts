/** An authenticator of software: a passkey by P-256 with the attestation `none`, as WebAuthn Level 3 writes them. */

type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = (text: string): Bytes => Uint8Array.from(new TextEncoder().encode(text));
const join = (...parts: readonly (Uint8Array | readonly number[])[]): Bytes =>
  Uint8Array.from(parts.flatMap(part => [...part]));
const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''); // prettier-ignore

/** RFC 8949, of what is needed here: whole numbers, text, bytes, and maps in the order given. */
type Cbor = number | string | Uint8Array | ReadonlyMap<Cbor, Cbor>;
function cbor(value: Cbor): Bytes {
  const head = (major: number, size: number): number[] =>
    size < 24 ? [(major << 5) | size] : size < 256 ? [(major << 5) | 24, size] : [(major << 5) | 25, size >> 8, size & 255]; // prettier-ignore
  if (typeof value === 'number') return join(value < 0 ? head(1, -1 - value) : head(0, value));
  if (typeof value === 'string') return join(head(3, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return join(head(2, value.length), value);
  return join(head(5, value.size), ...[...value].flatMap(([key, held]) => [cbor(key), cbor(held)]));
}

/** ECDSA as WebCrypto gives it → as WebAuthn sends it: two whole numbers in DER. */
function der(signature: Bytes): Bytes {
  const whole = (bytes: Bytes): Bytes => {
    const start = bytes.findIndex(byte => byte !== 0);
    const short = bytes.slice(start);
    const number = (short[0] ?? 0) > 127 ? join([0], short) : short;
    return join([2, number.length], number);
  };
  const both = join(whole(signature.slice(0, 32)), whole(signature.slice(32)));
  return join([0x30, both.length], both);
}

interface Options {
  readonly challenge: string;
}

export class Authenticator {
  readonly #keys: CryptoKeyPair;
  readonly #id = crypto.getRandomValues(new Uint8Array(32));
  readonly #origin: string;
  #count = 0;
  /** Whether it asks for a finger, a face or a PIN. */
  verifies = true;

  private constructor(origin: string, keys: CryptoKeyPair) {
    this.#origin = origin;
    this.#keys = keys;
  }

  static async open(origin: string): Promise<Authenticator> {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    // A pair, since the algorithm has two halves.
    const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
    return new Authenticator(origin, keys);
  }

  /** `navigator.credentials.create()`. */
  async create({ challenge }: Options) {
    const clientData = this.#clientData('webauthn.create', challenge);
    // The raw form is 4, then x and y.
    const raw = new Uint8Array((await crypto.subtle.exportKey('raw', this.#keys.publicKey)) as ArrayBuffer);
    const key = new Map<Cbor, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, raw.slice(1, 33)], [-3, raw.slice(33)]]); // prettier-ignore
    const credential = join(new Uint8Array(16), [0, this.#id.length], this.#id, cbor(key));
    const authData = await this.#authenticatorData(0x40, credential);
    const attestation = new Map<Cbor, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]); // prettier-ignore
    return this.#credential({
      clientDataJSON: base64url(clientData),
      attestationObject: base64url(cbor(attestation)),
      transports: ['internal'],
    });
  }

  /** `navigator.credentials.get()`. */
  async get({ challenge }: Options) {
    const clientData = this.#clientData('webauthn.get', challenge);
    const authData = await this.#authenticatorData(0);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signed = join(authData, await sha256(clientData));
    const signature = new Uint8Array(await crypto.subtle.sign(algorithm, this.#keys.privateKey, signed));
    return this.#credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(der(signature)),
    });
  }

  #credential<R>(response: R) {
    const id = base64url(this.#id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #clientData(type: string, challenge: string): Bytes {
    return utf8(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }));
  }

  async #authenticatorData(flags: number, credential: Bytes = new Uint8Array()): Promise<Bytes> {
    const relyingParty = await sha256(utf8(new URL(this.#origin).hostname));
    const count = ++this.#count;
    const present = 0x01 | (this.verifies ? 0x04 : 0) | flags;
    return join(relyingParty, [present, count >> 24, count >> 16, count >> 8, count], credential);
  }
}
