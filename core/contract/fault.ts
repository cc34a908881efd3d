/**
 * The one error. Its kind lives in `name`, because `name`, `message` and `stack` are all that Comlink carries
 * across a worker's border. The message is one sentence for a person, and says what to do.
 */
export const faultKinds = [
  'bad-request', //   the asker's to mend
  'policy', //        refused on principle
  'signed-out',
  'forbidden', //     known, and may not
  'too-often',
  'not-found',
  'conflict',
  'too-big',
  'offline', //       the world's
  'refused',
  'no-maker',
  'out-of-memory',
  'no-space',
  'stopped', //       nobody's: it was asked to stop
  'bug', //           ours
] as const;

export type FaultKind = (typeof faultKinds)[number];

export class Fault extends Error {
  declare readonly name: FaultKind;

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = kind;
  }

  /** What any thrown thing becomes when it crosses a border: worker, wire or screen. */
  static from(thrown: unknown): Fault {
    if (thrown instanceof Fault) return thrown;
    if (!(thrown instanceof Error)) return new Fault('bug', String(thrown));
    return new Fault(kindOf(thrown), thrown.message, { cause: thrown });
  }
}

function kindOf(error: Error): FaultKind {
  const known = faultKinds.find(kind => kind === error.name);
  if (known) return known;
  if (error.name === 'AbortError') return 'stopped';
  if (error.name === 'QuotaExceededError') return 'no-space';
  // V8, SpiderMonkey and JavaScriptCore all report a failed allocation as a RangeError; a worker's border keeps its name.
  if (error.name === 'RangeError' && /allocation|memory|array (buffer|length)/i.test(error.message)) {
    return 'out-of-memory';
  }
  return 'bug';
}
