/** Other programs, run one at a time or side by side. */
import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  /** What it said, on either stream. */
  readonly said: string;
}

/** Runs a program of `node_modules` (`'vite/bin/vite.js'`) under this same Node, to its end. */
export function runNode(script: string, words: readonly string[] = [], signal?: AbortSignal): Promise<Ran> {
  const child = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let said = '';
  const hear = (text: string): void => void (said += text);
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, said }));
  });
}
