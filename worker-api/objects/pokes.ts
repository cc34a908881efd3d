/** A desk's sockets, on which only `JobPoke` is ever said: what it means is asked for over HTTP. */
import { Fault } from '../../core/contract/fault.ts';
import type { JobPoke } from '../../core/contract/hosted.ts';
import { JobId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { JobRow } from '../store/jobs.ts';

const MOST = 256;

/** The upgrade to one. It sleeps as long as nothing is said. */
export function openSocket(ctx: DurableObjectState, request: Request): Response {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
    return refusal(426, new Fault('bad-request', 'This address answers only WebSockets.'));
  if (ctx.getWebSockets().length >= MOST)
    return refusal(429, new Fault('refused', 'Too many pages of this account are open. Close some.'));
  const { 0: theirs, 1: ours } = new WebSocketPair();
  ctx.acceptWebSocket(ours);
  return new Response(null, { status: 101, webSocket: theirs });
}

/** Says that something has changed about a job. */
export function poke(
  ctx: DurableObjectState,
  { id, state, progress }: Pick<JobRow, 'id' | 'state' | 'progress'>,
): void {
  const job = parse(JobId, id, 'bug');
  const message: JobPoke = { job, state, ...(progress === null ? {} : { progress }) };
  for (const socket of ctx.getWebSockets())
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

/** Jobs are asked for over HTTP: whoever says anything here but `PING`, which never arrives, speaks another protocol. */
export const refuseWords = (socket: WebSocket): void =>
  socket.close(1008, 'Nothing is said on this socket but ping.');

/** Whoever goes is let go: a socket that sleeps answers no close by itself, and its other end waits for that in vain. */
export const letGo = (socket: WebSocket): void => socket.close(1000);

const refusal = (status: number, { name, message }: Fault): Response =>
  Response.json({ kind: name, message }, { status, headers: { 'cache-control': 'no-store' } });
