import { Fault } from '../contract/fault.ts';

/** `too-often`, with when to try again, where the service says so. */
export class Busy extends Fault {
  /** Milliseconds. */
  readonly after: number | undefined;

  constructor(title: string, after: number | undefined) {
    const seconds = after === undefined ? undefined : Math.ceil(after / 1000);
    const when =
      seconds === undefined ? 'in a minute' : seconds === 1 ? 'in a second' : `in ${seconds} seconds`;
    super('too-often', `${title} has too much to do. Try again ${when}.`);
    this.after = after;
  }
}
