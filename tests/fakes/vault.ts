/** The vault in a few lines of plain code: what the object is held against, and what devices in tests speak to. */
import { parse } from '../../core/contract/schema.ts';
import { Pull, type Pulled, type Pushed, type Sent } from '../../core/contract/vault.ts';
import {
  DELETED,
  FOLD_AFTER,
  OWNER,
  PURGE_AFTER,
  floorOf,
  sift,
  type Entry,
  type Reader,
} from '../../core/sync/vault.ts';

interface Kept extends Entry {
  readonly seq: number;
  readonly at: number;
  /** How far its device had read. */
  readonly read: number;
}

const recordOf = ({ table, id }: Pick<Sent, 'table' | 'id'>): string => JSON.stringify([table, id]);
const fieldOf = ({ table, id, field }: Pick<Sent, 'table' | 'id' | 'field'>): string =>
  JSON.stringify([table, id, field]);
const sent = ({ table, id, field, text, stamp }: Kept): Sent => ({
  table,
  id,
  field,
  value: JSON.parse(text) as unknown,
  stamp,
});

export class FakeVault {
  log: readonly Kept[] = [];
  head = 0;
  floor = 0;
  readonly readers = new Map<string, Reader>();

  push(body: unknown, now: number): Pushed {
    const { push, entries, ahead } = sift(body, now);
    const known = new Set(this.log.map(nameOf));
    const fresh: Kept[] = [];
    for (const entry of entries) {
      if (known.has(nameOf(entry))) continue;
      known.add(nameOf(entry));
      fresh.push({ ...entry, seq: ++this.head, at: now, read: push.read });
    }
    this.log = [...this.log, ...fresh];
    return {
      head: this.head,
      accepted: fresh.length,
      known: entries.length - fresh.length,
      ahead: [...ahead],
      now,
    };
  }

  pull(body: unknown, now: number): Pulled {
    const { device, since, limit } = parse(Pull, body);
    const { head } = this;
    this.readers.set(device, { cursor: since, seen: now });
    const left = this.log.filter(({ seq }) => seq > since);
    const page = left.slice(0, limit);
    const more = page.length < left.length;
    const cursor = more ? (page.at(-1)?.seq ?? since) : head;
    return { changes: page.map(sent), cursor, head, more, now };
  }

  compact(now: number): void {
    for (const [device, { seen }] of this.readers) {
      if (seen <= now - PURGE_AFTER) this.readers.delete(device);
    }
    const next = this.log.find(({ seq, at }) => seq > this.floor && at > now - FOLD_AFTER);
    const old = next === undefined ? this.head : next.seq - 1;
    const floor = floorOf(this.floor, old, [...this.readers.values()], now);
    if (floor > this.floor) {
      const below = Map.groupBy(
        this.log.filter(({ seq }) => seq <= floor),
        fieldOf,
      );
      this.log = this.log.filter(
        kept =>
          kept.seq > floor ||
          !below.get(fieldOf(kept))?.some(other => other.stamp > kept.stamp && other.read >= kept.seq),
      );
      this.floor = floor;
    }
    this.#bury(now - PURGE_AFTER);
  }

  #bury(before: number): void {
    const changed = new Set(this.log.filter(({ seq }) => seq > this.floor).map(recordOf));
    const dead = this.log.filter(
      kept =>
        kept.field === DELETED &&
        kept.text === 'true' &&
        kept.at <= before &&
        kept.seq <= this.floor &&
        !this.log.some(other => fieldOf(other) === fieldOf(kept) && other.stamp > kept.stamp),
    );
    for (const { table, id } of dead) {
      const members = this.log
        .filter(
          ({ field, text }) => table === OWNER.table && field === OWNER.field && text === JSON.stringify(id),
        )
        .map(recordOf);
      const own = recordOf({ table, id });
      if ([own, ...members].some(record => changed.has(record))) continue;
      const gone = new Set(members);
      this.log = this.log.filter(
        kept => !gone.has(recordOf(kept)) && (recordOf(kept) !== own || kept.field === DELETED),
      );
    }
  }
}

const nameOf = ({ table, id, field, stamp, digest }: Entry): string =>
  JSON.stringify([table, id, field, stamp, digest]);
