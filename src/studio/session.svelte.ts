/** Who is signed in here, if anyone, and their account. Nothing is asked of the server before somebody wants something of it. */
import {
  Email,
  Naming,
  NewKey,
  Password,
  PasskeySignUp,
  SignIn,
  type Account,
  type Device,
  type Key,
  type MadeKey,
  type Passkey,
  type Scope,
} from '../../core/contract/account.ts';
import { api, type ReplyOf } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, type Infer } from '../../core/contract/schema.ts';
import { call } from '../data/api.ts';
import { knowsPasskeys, makePasskey, showPasskey } from '../data/passkey.ts';
import { letterLink, type LetterLink } from './letter-link.ts';
import type { Notices } from './notices.svelte.ts';
import { saveFile } from './save-file.ts';

/** The name of who is signed in: of this browser, and beside the database. The session itself is a cookie that no script sees. */
const KEY = 'account';

/** What a person is asked before what decides who can get in. */
interface Again {
  /** They have signed in again. */
  readonly done: () => void;
  readonly stop: () => void;
}

export class Session {
  /** Whose account it is, as far as is known here; null where nobody is signed in. */
  name = $state(localStorage.getItem(KEY));
  /** As the server said last; nothing until it was asked. */
  account = $state.raw<Account>();
  devices = $state.raw<readonly Device[]>([]);
  passkeys = $state.raw<readonly Passkey[]>([]);
  keys = $state.raw<readonly Key[]>([]);
  /** What of a letter's link is still to be done. */
  letter = $state.raw<LetterLink>();
  /** Where signing in again is waited for. */
  again = $state.raw<Again>();
  readonly knowsPasskeys = knowsPasskeys();
  readonly #notices: Notices;
  readonly #ends = new AbortController();

  constructor(notices: Notices) {
    this.#notices = notices;
    this.#open();
    addEventListener('hashchange', () => this.#open(), { signal: this.#signal });
    // Another tab signed in or out, perhaps as somebody else: what is shown here must be of whom the server takes us for.
    const follow = ({ key, newValue }: StorageEvent): void => {
      if (key !== KEY) return;
      this.#clear();
      this.name = newValue;
    };
    addEventListener('storage', follow, { signal: this.#signal });
  }

  /** Stops whatever goes on. */
  close(): void {
    this.#ends.abort();
    this.again?.stop();
  }

  async refresh(): Promise<void> {
    if (this.name === null) return;
    const [account, devices, passkeys, keys] = await Promise.all([
      this.#ask('GET /account', {}),
      this.#ask('GET /account/devices', {}),
      this.#ask('GET /account/passkeys', {}),
      this.#ask('GET /account/keys', {}),
    ]);
    this.#keep(account);
    [this.devices, this.passkeys, this.keys] = [devices, passkeys, keys];
  }

  async signUpByPasskey(called: string): Promise<void> {
    const name = parse(PasskeySignUp.entries.name, called);
    const options = await this.#ask('POST /account/passkey-sign-up/options', { body: { name } });
    const credential = await makePasskey(options, this.#signal);
    const body = { credential, name: 'First passkey' };
    this.#enter(await this.#ask('POST /account/passkey-sign-up', { body }));
  }

  async signInByPasskey(): Promise<void> {
    this.#enter(await this.#showPasskey());
  }

  async signInByPassword(email: string, password: string): Promise<void> {
    this.#enter(await this.#typePassword(email, password));
  }

  /** A letter goes to the address, and its link makes the account. */
  async signUpByPassword(address: string, typed: string): Promise<void> {
    const [email, password] = [parse(Email, address), parse(Password, typed)];
    await this.#ask('POST /account/sign-up', { body: { email, password } });
  }

  async writeAgain(address: string): Promise<void> {
    await this.#ask('POST /account/verification', { body: { email: parse(Email, address) } });
  }

  async forgotPassword(address: string): Promise<void> {
    await this.#ask('POST /account/reset', { body: { email: parse(Email, address) } });
  }

  /** What the letter that is open was sent for; `typed` is the password, the new one where that is what it is about. */
  async answerLetter(typed = ''): Promise<void> {
    if (!this.letter) return;
    const { purpose, token } = this.letter;
    if (purpose === 'verify') {
      const password = parse(SignIn.entries.password, typed);
      const account = await this.#ask('POST /account/verify', { body: { token, password } });
      this.letter = undefined;
      this.#enter(account);
    } else if (purpose === 'reset') {
      const password = parse(Password, typed);
      await this.#ask('POST /account/reset/finish', { body: { token, password } });
      this.letter = undefined;
      // It signs every device out.
      this.#forget();
    } else {
      this.#keep(await this.#ask('POST /account/email/confirm', { body: { token } }));
      this.letter = undefined;
    }
  }

  async rename(typed: string): Promise<void> {
    const body = { name: parse(Naming.entries.name, typed) };
    this.#keep(await this.#ask('PATCH /account', { body }));
  }

  /** A letter goes there; the address is the account's when its link was opened. */
  async setEmail(address: string): Promise<void> {
    await this.#ask('PUT /account/email', { body: { email: parse(Email, address) } });
  }

  async setPassword(typed: string, current: string): Promise<void> {
    const password = parse(Password, typed);
    const now = this.account?.password ? parse(SignIn.entries.password, current) : undefined;
    await this.#ask('PUT /account/password', { body: { password, current: now } });
    await this.refresh();
  }

  async addPasskey(typed: string): Promise<void> {
    const name = parse(Naming.entries.name, typed);
    const options = await this.#ask('POST /account/passkeys/options', {});
    const credential = await makePasskey(options, this.#signal);
    await this.#ask('POST /account/passkeys', { body: { credential, name } });
    await this.refresh();
  }

  async namePasskey(id: string, typed: string): Promise<void> {
    const name = parse(Naming.entries.name, typed);
    const named = await this.#ask('PATCH /account/passkeys/:id', { params: { id }, body: { name } });
    this.passkeys = this.passkeys.map(passkey => (passkey.id === id ? named : passkey));
  }

  async dropPasskey(id: string): Promise<void> {
    await this.#ask('DELETE /account/passkeys/:id', { params: { id } });
    await this.refresh();
  }

  async dropDevice(id: string): Promise<void> {
    await this.#ask('DELETE /account/devices/:id', { params: { id } });
    await this.refresh();
  }

  /** This one too. */
  async dropDevices(): Promise<void> {
    await this.#ask('DELETE /account/devices', {});
    this.#forget();
  }

  /** The one time that the key is seen whole. */
  async makeKey(typed: string, scope: Scope): Promise<Infer<typeof MadeKey>> {
    const name = parse(NewKey.entries.name, typed);
    const made = await this.#ask('POST /account/keys', { body: { name, scope } });
    await this.refresh();
    return made;
  }

  async dropKey(id: string): Promise<void> {
    await this.#ask('DELETE /account/keys/:id', { params: { id } });
    this.keys = this.keys.filter(key => key.id !== id);
  }

  /** All that the server has of the account, as a file. */
  async save(): Promise<void> {
    const text = JSON.stringify(await this.#ask('GET /account/export', {}), null, 2);
    saveFile(new Blob([text], { type: 'application/json' }), 'brushword-account.json');
  }

  async leave(): Promise<void> {
    await this.#ask('DELETE /account', {});
    await this.refresh();
  }

  async stay(): Promise<void> {
    this.#keep(await this.#ask('POST /account/restore', {}));
  }

  async signOut(): Promise<void> {
    await this.#ask('POST /account/sign-out', {});
    this.#forget();
  }

  /** Signs in again by a passkey, or by the password where one is given, and lets go on what waits for it. */
  async signInAgain(password?: string): Promise<void> {
    const { account, again } = this;
    if (!account || !again) return;
    const before = this.devices.find(({ current }) => current);
    const signedIn = await (password === undefined
      ? this.#showPasskey()
      : this.#typePassword(account.email ?? '', password));
    if (signedIn.id !== account.id) {
      again.stop();
      this.#enter(signedIn);
      const sentence = 'That is of another account, which is signed in now. Nothing else was done.';
      this.#notices.fault(new Fault('conflict', sentence));
      return;
    }
    // The session of before is this same device's, and would stand in the list as another.
    if (before) {
      const params = { id: before.id };
      await this.#ask('DELETE /account/devices/:id', { params }).catch((thrown: unknown) => {
        if (Fault.from(thrown).name !== 'not-found') throw thrown;
      });
    }
    await this.refresh();
    again.done();
  }

  get #signal(): AbortSignal {
    return this.#ends.signal;
  }

  /** Takes a letter's link out of the address, where it would stay in the browser's history. */
  #open(): void {
    const link = letterLink(location.hash);
    if (!link || location.pathname !== '/account') return;
    this.letter = link;
    history.replaceState(history.state, '', location.pathname);
  }

  async #showPasskey(): Promise<Account> {
    const options = await this.#ask('POST /account/passkey-sign-in/options', {});
    const credential = await showPasskey(options, this.#signal);
    return this.#ask('POST /account/passkey-sign-in', { body: { credential } });
  }

  #typePassword(address: string, typed: string): Promise<Account> {
    const body = { email: parse(Email, address), password: parse(SignIn.entries.password, typed) };
    return this.#ask('POST /account/sign-in', { body });
  }

  /** The account itself is asked for by whoever shows it. */
  #enter({ name }: Account): void {
    this.#forget();
    localStorage.setItem(KEY, name);
    this.name = name;
  }

  #keep(account: Account): void {
    localStorage.setItem(KEY, account.name);
    this.name = account.name;
    this.account = account;
  }

  #forget(): void {
    localStorage.removeItem(KEY);
    this.name = null;
    this.#clear();
  }

  #clear(): void {
    this.account = undefined;
    [this.devices, this.passkeys, this.keys] = [[], [], []];
  }

  /**
   * Asks the server. Who is not signed in any more is told so; who signed in too long ago for this is asked to do it again,
   * and then it is asked once more.
   */
  async #ask<L extends keyof typeof api>(
    line: L,
    asked: Parameters<typeof call<L>>[1],
  ): Promise<ReplyOf<(typeof api)[L]>> {
    const { who } = api[line];
    try {
      return await call(line, asked, this.#signal);
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name !== 'signed-out' || who === 'open') throw fault;
      if (who !== 'session: fresh' || !(await this.#stillIn())) throw this.#signedOut();
      await this.#askAgain();
      return call(line, asked, this.#signal);
    }
  }

  async #stillIn(): Promise<boolean> {
    try {
      await call('GET /account', {}, this.#signal);
      return true;
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name === 'signed-out') return false;
      throw fault;
    }
  }

  /** Said here, since what asked goes from the screen with the account. */
  #signedOut(): Fault {
    this.#forget();
    this.#notices.fault(new Fault('signed-out', 'You were signed out. Sign in to go on.'));
    return new Fault('stopped', 'Nobody is signed in any more.');
  }

  #askAgain(): Promise<undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const end = (how: () => void) => () => {
      this.again = undefined;
      how();
    };
    this.again = {
      done: end(() => resolve(undefined)),
      stop: end(() => reject(new Fault('stopped', 'Nobody signed in again.'))),
    };
    return promise;
  }
}
