/** Values as JSON has them: what a record may hold, so that it comes back the same from a database and from a wire. */
import { Fault } from '../contract/fault.ts';

const DEEPEST = 64;

/**
 * A copy of `value` in plain objects, arrays, strings, finite numbers, booleans and null. A key whose value is
 * undefined is left out. Throws `Fault('bug')` that names the place of whatever JSON cannot hold.
 */
export function plain(value: unknown, place: string, depth = 0): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no −0.
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  if (typeof value !== 'object' || depth > DEEPEST) throw unfit(place);
  if (Array.isArray(value)) return Array.from(value, (item, i) => plain(item, `${place}.${i}`, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unfit(place);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item, `${place}.${key}`, depth + 1)]),
  );
}

/** Whether two plain values are equal; the order of an object's keys does not matter. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [inA, inB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return inA.size === inB.size && [...inA].every(([key, value]) => inB.has(key) && same(value, inB.get(key)));
}

/** One text for all plain values that are equal. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function unfit(place: string): Fault {
  return new Fault('bug', `${place} holds something that cannot be kept.`);
}
