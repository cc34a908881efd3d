/** A device in memory, made of the same parts as a real one: it edits, pushes and pulls, and its clock is wrong. */
import type { DeviceId } from '../../../core/contract/ids.ts';
import type { Other } from '../../../core/contract/other.ts';
import { keys, type TableName } from '../../../core/contract/tables.ts';
import type { Pull, Pulled, Push, Pushed, Sent } from '../../../core/contract/vault.ts';
import { cameBack, fieldsOf, isPartOf, type Known } from '../../../core/sync/revive.ts';
import { arrive, none, type Local } from '../../../core/sync/arrive.ts';
import { settle, type Fields } from '../../../core/sync/change.ts';
import { stampOf, startClock, tick, type Clock } from '../../../core/sync/clock.ts';
import { correct, heed, offsetOf } from '../../../core/sync/correct.ts';
import { nextPull, turn } from '../../../core/sync/cursor.ts';
import { isRead, isSame, nextPush, outcomeOf, type Waiting } from '../../../core/sync/outbox.ts';

type Kept = Omit<Local, 'waiting'>;

export class Device {
  readonly id: DeviceId;
  readonly records = new Map<string, Kept>();
  outbox: readonly Waiting[] = [];
  read = 0;
  #clock: Clock;
  /** How far the vault is ahead of the own clock, as far as known. */
  #offset = 0;

  constructor(id: DeviceId) {
    this.id = id;
    this.#clock = startClock(id);
  }

  /** Sets fields of a record, all at one stamp; `now` is the own clock's. Gives the changes. */
  edit(table: TableName, fields: Fields, now: number): readonly Sent[] {
    const id = String(fields[keys[table]]);
    // The record is of the table under whose key it is kept.
    const before = this.local(table, id).row as Parameters<typeof settle<TableName>>[1];
    return this.#keep(now, stamp => settle(table, before, fields, stamp).changes);
  }

  /** The same for a table that only a newer edition knows, and for fields of such. */
  set(table: string, id: string, fields: Fields, now: number): readonly Sent[] {
    return this.#keep(now, stamp =>
      Object.entries(fields).map(([field, value]) => ({ table, id, field, value, stamp })),
    );
  }

  local(table: string, id: string): Local {
    const kept = this.records.get(JSON.stringify([table, id])) ?? none;
    return { ...kept, waiting: this.outbox.filter(one => one.table === table && one.id === id) };
  }

  nextPush(): Push | undefined {
    return nextPush(this.id, this.read, this.outbox);
  }

  /** Keeps what the vault said to a push; `sent` and `received` are the own clock's. */
  pushed(push: Push, reply: Pushed, sent: number, received: number): void {
    this.#offset = offsetOf(sent, received, reply.now);
    const { taken, refused } = outcomeOf(push, reply);
    this.outbox = this.outbox.map(one =>
      one.taken === undefined && taken.some(other => isSame(one, other))
        ? { ...one, taken: reply.head }
        : one,
    );
    const stamps = [...this.records.values()].flatMap(kept => Object.values(kept.stamps));
    const corrected = correct(this.id, this.outbox, refused, stamps, reply.now);
    if (!corrected) return;
    this.#clock = corrected.clock;
    const moved = new Map(corrected.moved.map(({ from, to }) => [from, to]));
    this.outbox = this.outbox.map(one => moved.get(one) ?? one);
    for (const [from, { stamp }] of moved) this.#restamp(from, stamp);
    for (const one of moved.keys()) if (one.field === 'deleted' && one.value === null) this.#sendAgain(one);
  }

  #restamp({ table, id, field, stamp: old }: Sent, stamp: string): void {
    const key = JSON.stringify([table, id]);
    const record = this.records.get(key);
    if (record?.stamps[field] !== old) return;
    const aside = record.aside.map(one =>
      one.field === field && one.stamp === old ? { ...one, stamp } : one,
    );
    this.records.set(key, { ...record, stamps: { ...record.stamps, [field]: stamp }, aside });
  }

  nextPull(limit: number): Pull {
    return nextPull(this.id, this.read, limit);
  }

  /** Keeps a page, unless it came late. Gives the other versions that were found, and whether to ask again. */
  received(
    asked: Pull,
    reply: Pulled,
    sent: number,
    received: number,
  ): { readonly others: readonly Other[]; readonly more: boolean } {
    const read = turn(this.read, asked, reply);
    if (read === undefined) return { others: [], more: false };
    this.#offset = offsetOf(sent, received, reply.now);
    this.#clock = heed(this.#clock, reply.changes, reply.now);
    const others = this.#arrive(reply.changes);
    this.read = read;
    this.outbox = this.outbox.filter(one => !isRead(one, read));
    return { others, more: reply.more };
  }

  #arrive(changes: readonly Sent[]): readonly Other[] {
    const others: Other[] = [];
    for (const [key, group] of Map.groupBy(changes, ({ table, id }) => JSON.stringify([table, id]))) {
      const [{ table, id } = { table: '', id: '' }] = group;
      const before = { table, id, local: this.local(table, id) };
      const { local, others: found } = arrive(this.id, table, id, before.local, group);
      this.records.set(key, local);
      const gone = new Set(before.local.waiting.filter(one => !local.waiting.includes(one)));
      this.outbox = this.outbox.filter(one => !gone.has(one));
      others.push(...found);
      if (cameBack(before, local)) this.#sendAgain(before);
    }
    return others;
  }

  /** Sends all that is kept of a record, and of what belongs to it. */
  #sendAgain(record: Pick<Known, 'table' | 'id'>): void {
    const all = [...this.records.keys()].map(key => {
      const [table = '', id = ''] = JSON.parse(key) as string[];
      return { table, id, local: this.local(table, id) };
    });
    const again = all.filter(one => isPartOf(record, one)).flatMap(fieldsOf);
    this.outbox = [...this.outbox.filter(one => !again.some(other => isSame(one, other))), ...again];
  }

  #keep(now: number, make: (stamp: string) => readonly Sent[]): readonly Sent[] {
    const clock = tick(this.#clock, now + this.#offset);
    const changes = make(stampOf(clock));
    if (changes.length === 0) return [];
    this.#clock = clock;
    // As `commit` keeps its outbox: of one field's changes only the last waits.
    const again = (one: Sent) =>
      changes.some(({ table, id, field }) => one.table === table && one.id === id && one.field === field);
    this.outbox = [...this.outbox.filter(one => !again(one)), ...changes];
    for (const [key, group] of Map.groupBy(changes, ({ table, id }) => JSON.stringify([table, id]))) {
      const [{ table, id } = { table: '', id: '' }] = group;
      const { row, stamps, aside } = arrive(
        this.id,
        table,
        id,
        { ...this.local(table, id), waiting: [] },
        group,
      ).local;
      this.records.set(key, { row, stamps, aside });
    }
    for (const one of changes) if (one.field === 'deleted' && one.value === null) this.#sendAgain(one);
    return changes;
  }
}
