/** What is asked of the server in a person's name: who is signed in no more is told so, and who signed in long ago does it again. */
import { api, type ReplyOf } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { call } from '../data/api.ts';

/** What a person is asked before what decides who can get in. */
interface Again {
  /** They have signed in again. */
  readonly done: () => void;
  readonly stop: () => void;
}

export class Asking {
  /** Where signing in again is waited for. */
  again = $state.raw<Again>();
  readonly #onSignedOut: () => void;
  #going = new AbortController();

  /** `onSignedOut` is called where the server knows nobody any more. */
  constructor(onSignedOut: () => void) {
    this.#onSignedOut = onSignedOut;
  }

  get signal(): AbortSignal {
    return this.#going.signal;
  }

  /** Stops whatever goes on. */
  rest(): void {
    this.#going.abort();
    this.#going = new AbortController();
    this.again?.stop();
  }

  /** Who signed in too long ago for this is asked to do it again, and then it is asked once more. */
  async ask<L extends keyof typeof api>(
    line: L,
    asked: Parameters<typeof call<L>>[1],
  ): Promise<ReplyOf<(typeof api)[L]>> {
    const { who } = api[line];
    try {
      return await call(line, asked, this.signal);
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name !== 'signed-out' || who === 'open') throw fault;
      if (who !== 'session: fresh' || !(await this.#stillIn())) {
        this.#onSignedOut();
        throw new Fault('stopped', 'Nobody is signed in any more.');
      }
      await this.#askAgain();
      return call(line, asked, this.signal);
    }
  }

  async #stillIn(): Promise<boolean> {
    try {
      await call('GET /account', {}, this.signal);
      return true;
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name === 'signed-out') return false;
      throw fault;
    }
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
