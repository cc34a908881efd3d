import { describe, expect, test } from 'vitest';
import { JobId, ProjectId, VersionId } from '../../../core/contract/ids.ts';
import { Job, JobState } from '../../../core/contract/job.ts';
import { parse } from '../../../core/contract/schema.ts';
import { isOver, mayHappen, step, type JobEvent } from '../../../core/jobs/job.ts';

const made = parse(VersionId, 'v2');
const job: Job = {
  id: parse(JobId, 'j'),
  project: parse(ProjectId, 'p'),
  on: parse(VersionId, 'v1'),
  operation: 'remove',
  title: 'remove · the lamp',
  state: 'queued',
  asked: 5,
};

const events: Record<JobEvent['type'], JobEvent> = {
  start: { type: 'start' },
  finish: { type: 'finish', made, at: 9 },
  fail: { type: 'fail', fault: 'No memory.', at: 9 },
  stop: { type: 'stop', at: 9 },
  lose: { type: 'lose' },
};

/** What comes of each event in each state; none where it cannot happen. */
const table: readonly (readonly [JobState, JobEvent['type'], Partial<Job> | undefined])[] = [
  ['queued', 'start', { state: 'running' }],
  ['queued', 'finish', undefined],
  ['queued', 'fail', { state: 'failed', fault: 'No memory.', ended: 9 }],
  ['queued', 'stop', { state: 'stopped', ended: 9 }],
  ['queued', 'lose', undefined],
  ['running', 'start', undefined],
  ['running', 'finish', { state: 'done', made, ended: 9 }],
  ['running', 'fail', { state: 'failed', fault: 'No memory.', ended: 9 }],
  ['running', 'stop', { state: 'stopped', ended: 9 }],
  ['running', 'lose', { state: 'queued' }],
  ...(['done', 'failed', 'stopped'] as const).flatMap(state =>
    (['start', 'finish', 'fail', 'stop', 'lose'] as const).map(type => [state, type, undefined] as const),
  ),
];

describe('a job', () => {
  test.each(table)('that is %s, at %s', (state, type, outcome) => {
    const before = { ...job, state };
    expect(mayHappen(before, type)).toBe(outcome !== undefined);
    if (outcome) expect(step(before, events[type])).toEqual({ ...before, ...outcome });
    else expect(() => step(before, events[type])).toThrow(expect.objectContaining({ name: 'conflict' }));
  });

  test('stays a record of its schema', () => {
    const done = step(step(job, events.start), events.finish);
    expect(parse(Job, done)).toEqual(done);
  });

  test.each(JobState.options)('that is %s is over where nothing may happen to it', state => {
    const possible = (['start', 'finish', 'fail', 'stop', 'lose'] as const).some(type =>
      mayHappen({ state }, type),
    );
    expect(isOver({ state })).toBe(!possible);
  });
});
