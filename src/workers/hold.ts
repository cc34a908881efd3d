/** Takes the lock called `name` for as long as this worker lives. */
export function hold(name: string): Promise<void> {
  return new Promise((held, failed) => {
    navigator.locks.request(name, () => (held(), new Promise<never>(() => {}))).catch(failed);
  });
}
