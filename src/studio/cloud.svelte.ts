/** What an account brings: who is signed in, what goes between here and there, and what two devices disagree on. No part of the first paint. */
import { clearDevice } from '../data/clear.ts';
import type { Database } from '../data/database.ts';
import type { Notices } from './notices.svelte.ts';
import { Others } from './others.svelte.ts';
import type { Place } from './place.svelte.ts';
import { Session } from './session.svelte.ts';
import { Sync } from './sync.svelte.ts';

export class Cloud {
  readonly session: Session;
  readonly sync: Sync;
  readonly others: Others;
  readonly #database: Database;

  constructor(database: Database, notices: Notices, place: Place) {
    this.#database = database;
    this.sync = new Sync(database, {
      signedOut: () => void this.session.look(),
      full: why => notices.fault(why, { label: 'See what to do', take: () => place.go('/account') }),
      fails: thrown => notices.fault(thrown),
    });
    this.others = new Others(database, notices);
    this.session = new Session(notices, who => this.sync.follow(who?.id));
  }

  /** Signs out; where `clear` says so, this device then holds nothing of what was made. Throws what the server throws. */
  async signOut(clear: boolean): Promise<void> {
    await this.session.signOut();
    if (clear) await clearDevice(this.#database);
  }
}
