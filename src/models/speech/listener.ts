/** What writes speech down, whoever it is. */
import type { Processor } from '../net.ts';

export interface Word {
  readonly text: string;
  /** From 0 to 1: how likely it was, of all words. */
  readonly sureness: number;
  /** When it begins, in seconds from the first sample, where the model tells. */
  readonly start?: number;
}

export interface Written {
  /** Nothing where it heard no words that it knows. */
  readonly text: string;
  readonly words: readonly Word[];
  /** From 0 to 1: that of its least sure word, or of there being none. */
  readonly sureness: number;
  /** Other ways to read what was heard, the likeliest first, where it looks for any. */
  readonly others?: readonly string[];
  /** Which of several languages was spoken, where it was to find out. */
  readonly language?: string;
  /** What it thinks of it itself, where it knows better than by its `trust`. */
  readonly trust?: 'sure' | 'ask' | 'lost';
}

/** How sure a listener is to be, from 0 to 1. */
export interface Trust {
  /** Of its least sure word: from here on what it wrote may be done without asking. */
  readonly sure: number;
  /** Of all words together, by their geometric mean: below this it has written down what nobody said. */
  readonly lost: number;
}

export interface Listener {
  readonly trust: Trust;
  /** Samples that it takes at once, 16,000 a second. What is longer is to be cut where it is softest. */
  readonly longest: number;
  /** Whether it is given nothing before it is over: where each piece of it would be sent away. */
  readonly waits?: boolean;
  /**
   * Samples from −1 to 1. Where that is not all that is said, `isOver` is false, and no other ways to read it are looked for.
   * Throws `Fault('stopped')` as soon as the signal says so, between two words.
   */
  write(samples: Float32Array, signal: AbortSignal, isOver?: boolean): Promise<Written>;
  /** Gives its memory back. */
  close(): Promise<void>;
}

/** One that may be opened. */
export interface ListenerModel {
  /** Never changes. */
  readonly name: string;
  readonly title: string;
  /** Whether it knows more languages than English. What is said in one of them it writes down in English. */
  readonly isMultilingual: boolean;
  /**
   * `languages`: those that may be spoken, as ISO 639-1 has them, of which it finds out by itself; English where they are left out.
   * `on`: where it runs, if it is not to find the best by itself; in one worker the first word holds.
   * Throws `Fault('no-maker')` or `Fault('offline')` where it cannot be had.
   */
  open(languages?: readonly string[], on?: Processor): Promise<Listener>;
}
