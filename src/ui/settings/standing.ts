/** How things stand with a model → what is said of it, and what can be done. */
import type { State } from '../../studio/models.svelte.ts';
import { bytes, timeLeft } from './amounts.ts';

interface WaysOn {
  /** What the main button does. */
  readonly main: 'Download' | 'Pause' | 'Resume' | 'Try again' | 'Remove';
  readonly strong: boolean;
  /** Whether what has come may be let go of. */
  readonly drop: boolean;
  /** Whether it may be taken from this device instead. */
  readonly take: boolean;
  readonly meter: boolean;
  /** What is read aloud when it comes to this. */
  readonly aloud: string;
}

export function waysOn(state: State): WaysOn {
  const some = state.done > 0;
  switch (state.is) {
    case 'absent':
      return { main: 'Download', strong: true, drop: false, take: true, meter: false, aloud: '' };
    case 'checking':
      return { main: 'Pause', strong: false, drop: false, take: false, meter: true, aloud: 'checking' };
    case 'loading':
      return { main: 'Pause', strong: false, drop: false, take: false, meter: true, aloud: 'downloading' };
    case 'waiting':
      return { main: 'Pause', strong: false, drop: false, take: false, meter: true, aloud: 'waiting' };
    case 'paused':
      return { main: 'Resume', strong: true, drop: true, take: true, meter: true, aloud: 'paused' };
    case 'failed':
      return {
        main: some ? 'Resume' : 'Try again',
        strong: true,
        drop: some,
        take: true,
        meter: some,
        aloud: 'failed',
      };
    case 'here':
      return {
        main: 'Remove',
        strong: false,
        drop: false,
        take: false,
        meter: false,
        aloud: 'on this device',
      };
  }
}

/** The figures under the meter. `now` in milliseconds since 1970. */
export function wordsFor(state: State, now: number): string {
  const { done, total } = state;
  const course = total === undefined ? '' : `${bytes(done)} of ${bytes(total)}`;
  switch (state.is) {
    case 'checking':
      return join('Checking', course);
    case 'loading':
      return join(course, speed(state.speed), total === undefined ? '' : left((total - done) / state.speed));
    case 'waiting':
      return `${state.because} Trying again in ${Math.max(0, Math.ceil((state.until - now) / 1000))} s.`;
    case 'paused':
      return join('Paused', course);
    default:
      return course;
  }
}

const speed = (rate: number): string => (rate > 0 ? `${bytes(rate)}/s` : '');
const left = (seconds: number): string => (Number.isFinite(seconds) ? timeLeft(seconds) : '');
const join = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' · ');
