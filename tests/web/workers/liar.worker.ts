/** An engine that breaks its promises, for what the real one never does. */
import { expose } from 'comlink';

expose({
  hold: (name: string) =>
    new Promise<void>(held => {
      void navigator.locks.request(name, () => {
        held();
        return new Promise(() => {});
      });
    }),
  /** Not what `Opened` says. */
  open: () => ({ width: 'wide' }),
  /** Dies of an error that no call catches. */
  view: () =>
    new Promise(() => {
      setTimeout(() => {
        throw new Error('out of the blue');
      });
    }),
  /** Ends itself without a word. */
  export: () => {
    self.close();
    return new Promise(() => {});
  },
});
