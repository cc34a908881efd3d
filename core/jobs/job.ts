/** The life of a job: queued → running → done, failed or stopped. To ask again is a new job. */
import { Fault } from '../contract/fault.ts';
import type { VersionId } from '../contract/ids.ts';
import type { Job, JobState } from '../contract/job.ts';

/** What may happen to a job; `at` in milliseconds since 1970. */
export type JobEvent =
  | { readonly type: 'start' }
  | { readonly type: 'finish'; readonly made: VersionId; readonly at: number }
  | { readonly type: 'fail'; readonly fault: string; readonly at: number }
  | { readonly type: 'stop'; readonly at: number }
  /** Its tab or its worker is gone: a run is pure, so it waits to be run again. */
  | { readonly type: 'lose' };

/** In which states each event may happen. */
const when: Readonly<Record<JobEvent['type'], readonly JobState[]>> = {
  start: ['queued'],
  finish: ['running'],
  fail: ['queued', 'running'],
  stop: ['queued', 'running'],
  lose: ['running'],
};

export const mayHappen = (job: Pick<Job, 'state'>, type: JobEvent['type']): boolean =>
  when[type].includes(job.state);

/** Whether nothing more happens to it by itself. */
export const isOver = (job: Pick<Job, 'state'>): boolean => !['queued', 'running'].includes(job.state);

/** The job after the event. Throws `Fault('conflict')` where it cannot happen to a job in this state. */
export function step(job: Job, event: JobEvent): Job {
  if (!mayHappen(job, event.type)) throw new Fault('conflict', `"${job.title}" is ${job.state} already.`);
  switch (event.type) {
    case 'start':
      return { ...job, state: 'running' };
    case 'finish':
      return { ...job, state: 'done', made: event.made, ended: event.at };
    case 'fail':
      return { ...job, state: 'failed', fault: event.fault, ended: event.at };
    case 'stop':
      return { ...job, state: 'stopped', ended: event.at };
    case 'lose':
      return { ...job, state: 'queued' };
  }
}
