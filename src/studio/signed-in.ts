/** Who is signed in in this browser, as far as it knows without asking: kept beside the database, for all of its tabs. */
import { AccountId } from '../../core/contract/ids.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';

/** The session itself is a cookie that no script sees. */
const KEY = 'account';

const Who = v.object({ id: AccountId, name: v.string() });
export type Who = Infer<typeof Who>;

/** Undefined where nobody is. */
export function remembered(): Who | undefined {
  return read(localStorage.getItem(KEY));
}

export function remember(who: Who | undefined): void {
  if (who) localStorage.setItem(KEY, JSON.stringify(who));
  else localStorage.removeItem(KEY);
}

/** Calls `then` whenever another tab signs in or out, until the signal says stop. */
export function followTabs(then: (who: Who | undefined) => void, signal?: AbortSignal): void {
  const follow = ({ key, newValue }: StorageEvent): void => {
    if (key === KEY) then(read(newValue));
  };
  addEventListener('storage', follow, signal ? { signal } : {});
}

function read(text: string | null): Who | undefined {
  if (text === null) return undefined;
  try {
    return parse(Who, JSON.parse(text));
  } catch {
    // Of an earlier Brushword, or changed by hand: signing in writes it anew.
    return undefined;
  }
}
