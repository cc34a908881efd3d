/** How an account's jobs went, in words. */
import { faultKinds, type FaultKind } from '../../../core/contract/fault.ts';
import type { Activity } from '../../../core/contract/hosted.ts';
import { lasting } from './amounts.ts';

type Line = Activity['providers'][number];

/** Why a machine did not do it. */
const reasons: Readonly<Record<FaultKind, string>> = {
  'bad-request': 'what was sent did not suit it',
  policy: 'Brushword does not do that',
  'signed-out': 'it did not let us in',
  forbidden: 'it did not let us in',
  'too-often': 'it was busy',
  'not-found': 'it had forgotten it',
  conflict: 'it is not known what became of it',
  'too-big': 'it was too large',
  offline: 'it could not be reached',
  refused: 'it broke off, or would not',
  'no-maker': 'it does not do that',
  'out-of-memory': 'it had not enough memory',
  'no-space': 'your account was full',
  stopped: 'it was stopped there',
  bug: 'something broke on our side',
};

/** "1: it was busy", "3: it was busy (2), it could not be reached (1)", the most frequent first; "0". */
export function failures({ failed, faults }: Pick<Line, 'failed' | 'faults'>): string {
  const why = new Map<string, number>();
  for (const [kind, count] of Object.entries(faults)) {
    const known = faultKinds.find(one => one === kind);
    const reason = known ? reasons[known] : 'for another reason';
    why.set(reason, (why.get(reason) ?? 0) + count);
  }
  const most = [...why].sort(([, a], [, b]) => b - a);
  const said = most.map(([reason, count]) => (most.length === 1 ? reason : `${reason} (${count})`));
  return failed === 0 || said.length === 0 ? String(failed) : `${failed}: ${said.join(', ')}`;
}

/** "14 s on average, 40 s at most", of what was done. */
export function durations({ mean, longest }: Pick<Line, 'mean' | 'longest'>): string {
  if (mean === undefined) return '–';
  const most = lasting(longest ?? mean);
  return lasting(mean) === most ? most : `${lasting(mean)} on average, ${most} at most`;
}

/** "1 is being done now, 2 wait in line." */
export function goingOn({ queued, running }: Pick<Activity['states'], 'queued' | 'running'>): string {
  if (queued + running === 0) return 'Nothing is being done now.';
  const said = [
    ...(running === 0 ? [] : [`${running} ${running === 1 ? 'is' : 'are'} being done now`]),
    ...(queued === 0 ? [] : [`${queued} ${queued === 1 ? 'waits' : 'wait'} in line`]),
  ];
  return `${said.join(', ')}.`;
}
