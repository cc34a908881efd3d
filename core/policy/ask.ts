/** May this be asked? */
export type Answer = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };
export function mayAsk(_sentence: string): Answer {
  return { allowed: true };
}
