/** Who is signed in here, if anyone, and their account. Nothing is asked of the server before somebody wants something of it. */
import { Email, Naming, Password, PasskeySignUp, SignIn, type Account } from '../../core/contract/account.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { call } from '../data/api.ts';
import { knowsPasskeys, makePasskey, showPasskey } from '../data/passkey.ts';
import { Asking } from './asking.svelte.ts';
import { letterLink, type LetterLink } from './letter-link.ts';
import type { Notices } from './notices.svelte.ts';
import { saveFile } from './save-file.ts';
import { followTabs, remember, remembered, type Who } from './signed-in.ts';
import { WaysIn } from './ways-in.svelte.ts';

export class Session {
  /** Whose account it is, as far as is known here. */
  who = $state.raw<Who>();
  /** As the server said last; nothing until it was asked. */
  account = $state.raw<Account>();
  /** What of a letter's link is still to be done. */
  letter = $state.raw<LetterLink>();
  readonly knowsPasskeys = knowsPasskeys();
  readonly asking = new Asking(() => this.#signedOut());
  readonly ways = new WaysIn(this.asking, () => this.refresh());
  readonly #notices: Notices;
  readonly #onwho: (who: Who | undefined) => void;

  /** `onwho` is told who is signed in: now, and whenever that changes, in any tab. */
  constructor(notices: Notices, onwho: (who: Who | undefined) => void) {
    this.#notices = notices;
    this.#onwho = onwho;
    this.#open();
    addEventListener('hashchange', () => this.#open());
    // Another tab signed in or out, perhaps as somebody else: what is shown here must be of whom the server takes us for.
    followTabs(who => {
      this.#clear();
      this.#turn(who);
    });
    this.#turn(remembered());
  }

  async refresh(): Promise<void> {
    if (this.who === undefined) return;
    const [account] = await Promise.all([this.asking.ask('GET /account', {}), this.ways.look()]);
    this.#keep(account);
  }

  async signUpByPasskey(called: string): Promise<void> {
    const name = parse(PasskeySignUp.entries.name, called);
    const options = await this.asking.ask('POST /account/passkey-sign-up/options', { body: { name } });
    const credential = await makePasskey(options, this.asking.signal);
    const body = { credential, name: 'First passkey' };
    this.#enter(await this.asking.ask('POST /account/passkey-sign-up', { body }));
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
    await this.asking.ask('POST /account/sign-up', { body: { email, password } });
  }

  async writeAgain(address: string): Promise<void> {
    await this.asking.ask('POST /account/verification', { body: { email: parse(Email, address) } });
  }

  async forgotPassword(address: string): Promise<void> {
    await this.asking.ask('POST /account/reset', { body: { email: parse(Email, address) } });
  }

  /** What the letter that is open was sent for; `typed` is the password, the new one where that is what it is about. */
  async answerLetter(typed = ''): Promise<void> {
    if (!this.letter) return;
    const { purpose, token } = this.letter;
    if (purpose === 'verify') {
      const password = parse(SignIn.entries.password, typed);
      const account = await this.asking.ask('POST /account/verify', { body: { token, password } });
      this.letter = undefined;
      this.#enter(account);
    } else if (purpose === 'reset') {
      const password = parse(Password, typed);
      await this.asking.ask('POST /account/reset/finish', { body: { token, password } });
      this.letter = undefined;
      // It signs every device out.
      this.#forget();
    } else {
      this.#keep(await this.asking.ask('POST /account/email/confirm', { body: { token } }));
      this.letter = undefined;
    }
  }

  async rename(typed: string): Promise<void> {
    const body = { name: parse(Naming.entries.name, typed) };
    this.#keep(await this.asking.ask('PATCH /account', { body }));
  }

  /** All that the server has of the account, as a file. */
  async save(): Promise<void> {
    const text = JSON.stringify(await this.asking.ask('GET /account/export', {}), null, 2);
    saveFile(new Blob([text], { type: 'application/json' }), 'brushword-account.json');
  }

  async leave(): Promise<void> {
    await this.asking.ask('DELETE /account', {});
    await this.refresh();
  }

  async stay(): Promise<void> {
    this.#keep(await this.asking.ask('POST /account/restore', {}));
  }

  async signOut(): Promise<void> {
    await this.asking.ask('POST /account/sign-out', {});
    this.#forget();
  }

  /** On every device, this one too. */
  async signOutEverywhere(): Promise<void> {
    await this.asking.ask('DELETE /account/devices', {});
    this.#forget();
  }

  /** Signs in again by a passkey, or by the password where one is given, and lets go on what waits for it. */
  async signInAgain(password?: string): Promise<void> {
    const { account } = this;
    const { again } = this.asking;
    if (!account || !again) return;
    const before = this.ways.devices.find(({ current }) => current);
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
      await this.asking.ask('DELETE /account/devices/:id', { params }).catch((thrown: unknown) => {
        if (Fault.from(thrown).name !== 'not-found') throw thrown;
      });
    }
    await this.refresh();
    again.done();
  }

  /** Somebody else found that the server does not take us for this account: it is asked for whom it does. */
  async look(): Promise<void> {
    try {
      this.#keep(await call('GET /account', {}, this.asking.signal));
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name === 'signed-out' && this.who !== undefined) this.#signedOut();
    }
  }

  /** Takes a letter's link out of the address, where it would stay in the browser's history. */
  #open(): void {
    const link = letterLink(location.hash);
    if (!link || location.pathname !== '/account') return;
    this.letter = link;
    history.replaceState(history.state, '', location.pathname);
  }

  async #showPasskey(): Promise<Account> {
    const options = await this.asking.ask('POST /account/passkey-sign-in/options', {});
    const credential = await showPasskey(options, this.asking.signal);
    return this.asking.ask('POST /account/passkey-sign-in', { body: { credential } });
  }

  #typePassword(address: string, typed: string): Promise<Account> {
    const body = { email: parse(Email, address), password: parse(SignIn.entries.password, typed) };
    return this.asking.ask('POST /account/sign-in', { body });
  }

  /** The account itself is asked for by whoever shows it. */
  #enter({ id, name }: Account): void {
    this.#clear();
    remember({ id, name });
    this.#turn({ id, name });
  }

  #keep(account: Account): void {
    const { id, name } = account;
    remember({ id, name });
    this.account = account;
    this.#turn({ id, name });
  }

  #forget(): void {
    remember(undefined);
    this.#clear();
    this.#turn(undefined);
  }

  #clear(): void {
    this.account = undefined;
    this.ways.clear();
  }

  #turn(who: Who | undefined): void {
    this.who = who;
    this.#onwho(who);
  }

  /** Said here, since what asked goes from the screen with the account. */
  #signedOut(): void {
    this.#forget();
    this.#notices.fault(new Fault('signed-out', 'You were signed out. Sign in to go on.'));
  }
}
