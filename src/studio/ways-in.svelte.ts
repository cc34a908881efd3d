/** What lets somebody into an account: its passkeys, its address and password, its keys, and the devices that are in already. */
import {
  Email,
  Naming,
  NewKey,
  Password,
  SignIn,
  type Account,
  type Device,
  type Key,
  type MadeKey,
  type Passkey,
  type Scope,
} from '../../core/contract/account.ts';
import { parse, type Infer } from '../../core/contract/schema.ts';
import { makePasskey } from '../data/passkey.ts';
import type { Asking } from './asking.svelte.ts';

export class WaysIn {
  devices = $state.raw<readonly Device[]>([]);
  passkeys = $state.raw<readonly Passkey[]>([]);
  keys = $state.raw<readonly Key[]>([]);
  readonly #asking: Asking;
  /** Asks for the account anew, and for all of this. */
  readonly #refresh: () => Promise<void>;

  constructor(asking: Asking, refresh: () => Promise<void>) {
    this.#asking = asking;
    this.#refresh = refresh;
  }

  async look(): Promise<void> {
    [this.devices, this.passkeys, this.keys] = await Promise.all([
      this.#asking.ask('GET /account/devices', {}),
      this.#asking.ask('GET /account/passkeys', {}),
      this.#asking.ask('GET /account/keys', {}),
    ]);
  }

  clear(): void {
    [this.devices, this.passkeys, this.keys] = [[], [], []];
  }

  /** A letter goes there; the address is the account's when its link was opened. */
  async setEmail(address: string): Promise<void> {
    await this.#asking.ask('PUT /account/email', { body: { email: parse(Email, address) } });
  }

  async setPassword(account: Account, typed: string, current: string): Promise<void> {
    const password = parse(Password, typed);
    const now = account.password ? parse(SignIn.entries.password, current) : undefined;
    await this.#asking.ask('PUT /account/password', { body: { password, current: now } });
    await this.#refresh();
  }

  async addPasskey(typed: string): Promise<void> {
    const name = parse(Naming.entries.name, typed);
    const options = await this.#asking.ask('POST /account/passkeys/options', {});
    const credential = await makePasskey(options, this.#asking.signal);
    await this.#asking.ask('POST /account/passkeys', { body: { credential, name } });
    await this.#refresh();
  }

  async namePasskey(id: string, typed: string): Promise<void> {
    const name = parse(Naming.entries.name, typed);
    const named = await this.#asking.ask('PATCH /account/passkeys/:id', { params: { id }, body: { name } });
    this.passkeys = this.passkeys.map(passkey => (passkey.id === id ? named : passkey));
  }

  async dropPasskey(id: string): Promise<void> {
    await this.#asking.ask('DELETE /account/passkeys/:id', { params: { id } });
    await this.#refresh();
  }

  async dropDevice(id: string): Promise<void> {
    await this.#asking.ask('DELETE /account/devices/:id', { params: { id } });
    await this.#refresh();
  }

  /** The one time that the key is seen whole. */
  async makeKey(typed: string, scope: Scope): Promise<Infer<typeof MadeKey>> {
    const name = parse(NewKey.entries.name, typed);
    const made = await this.#asking.ask('POST /account/keys', { body: { name, scope } });
    await this.#refresh();
    return made;
  }

  async dropKey(id: string): Promise<void> {
    await this.#asking.ask('DELETE /account/keys/:id', { params: { id } });
    this.keys = this.keys.filter(key => key.id !== id);
  }
}
