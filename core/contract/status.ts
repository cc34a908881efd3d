/** Which HTTP status (RFC 9110) a fault leaves a server with. */
import type { FaultKind } from './fault.ts';

export const statuses: Readonly<Record<FaultKind, number>> = {
  'bad-request': 400,
  policy: 403,
  'signed-out': 401,
  forbidden: 403,
  'too-often': 429,
  'not-found': 404,
  conflict: 409,
  'too-big': 413,
  offline: 503,
  refused: 502,
  'no-maker': 501,
  'out-of-memory': 503,
  'no-space': 507,
  stopped: 499, // not in RFC 9110; what nginx logs when the asker went away
  bug: 500,
};
