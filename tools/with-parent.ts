/**
 * Preloaded into a server that leads its own process group: when the program that started it is gone, in whatever way
 * it went, the pipe between them closes, and the whole group goes too.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.stdin.once('close', () => process.kill(-process.pid, 'SIGKILL'));
  process.stdin.resume();
}
