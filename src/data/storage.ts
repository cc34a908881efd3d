/** How safe and how full this browser's storage is, as plain facts. */
import { Fault } from '../../core/contract/fault.ts';

export interface StorageFacts {
  /** Whether the browser has promised not to clear it by itself when the disk is short. */
  readonly keptForGood: boolean;
  /** In bytes; both are the browser's estimate, and the true limit may be lower. */
  readonly used: number;
  readonly quota: number;
}

export async function storageFacts(): Promise<StorageFacts> {
  const [keptForGood, { usage = 0, quota = 0 }] = await asked(() =>
    Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]),
  );
  return { keptForGood, used: usage, quota };
}

/** Asks the browser to keep everything for good, and says what it answered. Only a page can ask, not a worker. */
export function askToKeep(): Promise<boolean> {
  return asked(() => navigator.storage.persist());
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new Fault(
      'refused',
      'This browser does not say how safe its storage is. Export what matters to you.',
      { cause },
    );
  }
}
