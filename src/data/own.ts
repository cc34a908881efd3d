/** What this device alone keeps of machines elsewhere: those of the person's own, where pictures may go, and what is asked of whom. */
import type { JobId, ProviderId } from '../../core/contract/ids.ts';
import type { Database } from './database.ts';
import type { Consent, Errand, OwnProvider } from './rows.ts';

/** In the order in which they were set up. */
export function ownProvidersIn(database: Database): Promise<OwnProvider[]> {
  return database.guard(async () =>
    (await database.own.toArray()).sort((a, b) => a.made - b.made || a.id.localeCompare(b.id)),
  );
}

export function keepOwnProvider(database: Database, provider: OwnProvider): Promise<unknown> {
  return database.guard(() => database.own.put(provider));
}

/** Forgets it, what it needed to be let in, and what may go there. */
export function dropOwnProvider(database: Database, id: ProviderId): Promise<void> {
  return database.guard(() =>
    database.transaction('rw', database.own, database.consents, async () => {
      await database.own.delete(id);
      await database.consents.delete(id);
    }),
  );
}

export function consentsIn(database: Database): Promise<readonly Consent[]> {
  return database.guard(() => database.consents.toArray());
}

/** From now on pictures may go there unasked: `given`; or what is said: `speech`. */
export function keepConsent(
  database: Database,
  provider: ProviderId,
  what: 'given' | 'speech',
): Promise<unknown> {
  return database.guard(() =>
    database.transaction('rw', database.consents, async () => {
      const before = await database.consents.get(provider);
      await database.consents.put({ ...before, provider, [what]: database.world.now() });
    }),
  );
}

export function dropConsent(database: Database, provider: ProviderId): Promise<void> {
  return database.guard(() => database.consents.delete(provider));
}

export function errandOf(database: Database, job: JobId): Promise<Errand | undefined> {
  return database.guard(() => database.errands.get(job));
}

export function keepErrand(database: Database, errand: Errand): Promise<unknown> {
  return database.guard(() => database.errands.put(errand));
}

export function dropErrand(database: Database, job: JobId): Promise<void> {
  return database.guard(() => database.errands.delete(job));
}

/** Of pictures that belong to no project yet, the first asked for first. */
export function wantedIn(database: Database): Promise<Errand[]> {
  return database.guard(async () => {
    const all = await database.errands.filter(({ wanted }) => wanted !== undefined).toArray();
    return all.sort((a, b) => a.asked - b.asked);
  });
}
