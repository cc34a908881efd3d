/**
 * Who else has a project open. Each tab holds a lock of its own while it watches; the browser lets go of it when the tab
 * closes, crashes or is killed, and the others, who stand in line for it, learn of that at once.
 */
import type { JobId, ProjectId } from '../../core/contract/ids.ts';

export interface Watch {
  /** No longer counts this tab, and tells it nothing more. */
  stop(): void;
}

/** Calls `onChange` with the number of tabs that have the project open, this one included: at once, and when it changes. */
export function watchProject(project: ProjectId, onChange: (tabs: number) => void): Watch {
  const family = `brushword/project/${project}/`;
  const mine = family + crypto.randomUUID();
  const channel = new BroadcastChannel(family);
  const stopped = new AbortController();
  const stood = Promise.withResolvers<undefined>();
  const awaited = new Set<string>();
  let told: number | undefined;

  const count = async (): Promise<void> => {
    const { held = [] } = await navigator.locks.query();
    if (stopped.signal.aborted) return;
    // Those who stand in line ask to share; who has the project open holds its lock alone.
    const others = held.flatMap(({ name, mode }) =>
      mode === 'exclusive' && name?.startsWith(family) && name !== mine ? [name] : [],
    );
    for (const name of others) void awaitEnd(name);
    const tabs = 1 + others.length;
    if (tabs !== told) onChange((told = tabs));
  };

  const awaitEnd = async (name: string): Promise<void> => {
    if (awaited.has(name)) return;
    awaited.add(name);
    const over = await untilFree(name, stopped.signal);
    awaited.delete(name);
    if (over) await count();
  };

  channel.addEventListener('message', () => void count());
  // First the lock, then the greeting: whoever hears it finds the lock.
  void navigator.locks.request(mine, () => {
    if (stopped.signal.aborted) return;
    channel.postMessage('here');
    void count();
    return stood.promise;
  });

  return {
    stop() {
      stopped.abort();
      channel.close();
      stood.resolve(undefined);
    },
  };
}

/** True once the lock was let go of; false where nobody waits for that any more. */
async function untilFree(name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await navigator.locks.request(name, { mode: 'shared', signal }, () => undefined);
    return true;
  } catch (thrown) {
    if (signal.aborted) return false;
    throw thrown;
  }
}

const job = (id: JobId): string => `brushword/job/${id}`;

/** Shows the other tabs that this one works on a job, for as long as `work` takes and the tab lives. */
export async function holdJob<T>(id: JobId, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(job(id), work);
}

/** The jobs that some tab of this browser works on. */
export async function heldJobs(): Promise<{ has(id: JobId): boolean }> {
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name));
  return { has: id => names.has(job(id)) };
}
