/** When a command has to end before its work does. */

/** Aborts when this process is asked to end, or when what started it is gone without a word. */
export function askedToEnd(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && asked.abort(), 250).unref();
  return asked.signal;
}
