/** Takes in a body: left to the browser, or so that what has come is kept where it breaks off. */
import { Fault } from '../../../core/contract/fault.ts';
import { outOfReach } from '../http.ts';

/** So many bytes are handed to the browser as one, which may put them on the disk. */
const PART = 8 * 1024 * 1024;

/** A download that broke off. */
export class Cut extends Fault {
  /** All that has come of it, from its beginning. */
  readonly came: Blob;

  constructor(came: Blob, cause: Fault) {
    super(cause.name, cause.message, { cause });
    this.came = came;
  }
}

/** The body of the reply, which the browser puts together by itself, at half the work. Throws `Cut` with nothing in it, and `stopped`. */
export async function whole(reply: Response, signal: AbortSignal): Promise<Blob> {
  try {
    return await reply.blob();
  } catch (cause) {
    throw cut(new Blob([]), signal, cause);
  }
}

/** `before`, and the body of the reply behind it. Throws `Cut`, and `stopped`. */
export async function drain(reply: Response, before: Blob, signal: AbortSignal): Promise<Blob> {
  const parts: Blob[] = [before];
  let loose: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const all = (): Blob => new Blob([...parts, ...loose]);
  const reader = reply.body?.getReader();
  try {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      loose.push(next.value);
      size += next.value.length;
      if (size < PART) continue;
      parts.push(new Blob(loose));
      [loose, size] = [[], 0];
    }
  } catch (cause) {
    throw cut(all(), signal, cause);
  }
  return all();
}

function cut(came: Blob, signal: AbortSignal, cause: unknown): Fault {
  const fault = outOfReach(signal, cause);
  return fault.name === 'offline' ? new Cut(came, fault) : fault;
}
