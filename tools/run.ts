/** Other programs, run one at a time or side by side. */
import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  /** What it said, on either stream. */
  readonly said: string;
}

export interface Manner {
  readonly signal?: AbortSignal | undefined;
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a script under this same Node, to its end. */
export function runNode(script: string, words: readonly string[] = [], manner: Manner = {}): Promise<Ran> {
  const { signal, env = {} } = manner;
  const child = spawn(process.execPath, [script, ...words], {
    env: { ...process.env, ...env },
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
