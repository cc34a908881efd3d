/** Three devices with wrong clocks, their vault, and the network between. It remembers who has seen what. */
import { expect } from 'vitest';
import { AssetHash, DeviceId, VersionId } from '../../../core/contract/ids.ts';
import type { Other } from '../../../core/contract/other.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Push, Sent } from '../../../core/contract/vault.ts';
import { valueOf } from '../../../core/sync/arrive.ts';
import type { Fields } from '../../../core/sync/change.ts';
import { readStamp } from '../../../core/sync/clock.ts';
import { canonical } from '../../../core/sync/plain.ts';
import { FakeVault } from '../../fakes/vault.ts';
import { Device } from './device.ts';

const T = 1_700_000_000_000;
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const hash = parse(AssetHash, 'a'.repeat(64));
const names = ['a', 'b', 'c'].map(name => parse(DeviceId, name));

export interface Seen {
  accepted: number;
  refused: number;
  others: number;
  folded: number;
  buried: number;
}

const recordOf = ({ table, id }: Pick<Sent, 'table' | 'id'>): string => JSON.stringify([table, id]);
const fieldOf = ({ table, id, field }: Pick<Sent, 'table' | 'id' | 'field'>): string =>
  JSON.stringify([table, id, field]);
export const nameOf = (one: Sent): string =>
  JSON.stringify([one.table, one.id, one.field, one.stamp, canonical(one.value)]);

export class World {
  now = T;
  readonly skews = [0, 0, 0];
  readonly vault = new FakeVault();
  readonly devices = names.map(name => new Device(name));
  /** Requests that the network still has. */
  readonly delayed: Push[] = [];
  /** Every change the vault ever accepted, by field. */
  readonly accepted = new Map<string, Map<string, Sent>>();
  /** What each device has seen, by field, and what was set over by somebody who had seen it. */
  readonly known = names.map(() => new Map<string, Map<string, Sent>>());
  readonly superseded = new Set<string>();
  /** What was in records that were deleted for months: nobody misses it, but where it came back with them. */
  readonly buried = new Set<string>();
  readonly seen: Seen;
  versions = 0;

  constructor(seen: Seen) {
    this.seen = seen;
  }

  /** Names are never given twice, so each record is made once. */
  begin(): void {
    for (const record of [0, 1]) {
      this.open(record, `p${record}`);
      this.learn(
        record,
        this.devices[record]!.set('futures', `f${record}`, { made: record }, this.now),
        true,
      );
    }
    this.meet();
    this.meet();
  }

  own(place: number): number {
    return this.now + this.skews[place]!;
  }

  edit(place: number, what: string, record: number, value: number): void {
    const at = this.devices[place]!;
    const id = `p${record}`;
    const { row } = at.local('projects', id);
    const set = (fields: Fields): void =>
      this.learn(place, at.edit('projects', { id, ...fields }, this.own(place)), true);
    if (what === 'newer table') {
      const there = at.local('futures', `f${value}`);
      if (there.stamps['made'] === undefined || valueOf('futures', there, 'deleted') === true) return;
      const fields = { [['__proto__', 'deleted'][record]!]: [value, true][record] };
      this.learn(place, at.set('futures', `f${value}`, fields, this.own(place)), true);
    } else if (row === undefined) return;
    // What is deleted is not there to be changed, but for bringing it back.
    else if (row['deleted'] === true) {
      if (what === 'bring back' && this.mayComeBack(at, id)) set({ deleted: undefined });
    } else if (what === 'title') set({ title: `title ${value}` });
    else if (what === 'newer field')
      this.learn(place, at.set('projects', id, { toString: value }, this.own(place)), true);
    else if (what === 'land') set(this.land(place, id, [String(row['head'])]));
    else if (what === 'back') set({ head: row['tip'] });
    else set({ deleted: true });
  }

  /** Nobody offers to bring back what was deleted a month ago: its pictures are gone. */
  mayComeBack(at: Device, id: string): boolean {
    const stamp = at.local('projects', id).stamps['deleted'];
    return stamp !== undefined && readStamp(stamp).ms > this.now - 30 * DAY;
  }

  open(place: number, id: string): void {
    const { head, tip } = this.land(place, id, []);
    const fields = { id, title: 'new', head, tip, thumb: hash, made: 1, changed: 1 };
    this.learn(place, this.devices[place]!.edit('projects', fields, this.own(place)), true);
  }

  land(place: number, project: string, parents: readonly string[]) {
    const id = parse(VersionId, `v${++this.versions}`);
    const version = {
      id,
      project,
      parents,
      title: 'x',
      picture: hash,
      thumb: hash,
      width: 1,
      height: 1,
      made: 1,
    };
    this.learn(place, this.devices[place]!.edit('versions', version, this.own(place)), true);
    return { head: id, tip: id };
  }

  /** A device pushes before it pulls, and pulls only when that went well. */
  sync(place: number, fate: string, limit: number): boolean {
    const at = this.devices[place]!;
    const push = at.nextPush();
    if (push) {
      if (fate === 'request lost') return false;
      if (fate === 'late') {
        this.delayed.push(push);
        return false;
      }
      const sent = this.own(place);
      const before = new Set(at.outbox.map(nameOf));
      const reply = this.push(push);
      if (fate === 'twice') this.push(push);
      if (fate === 'reply lost') return false;
      at.pushed(push, reply, sent, this.own(place));
      this.renamed(place, before);
    } else if (fate === 'request lost' || fate === 'reply lost') return false;
    if (this.delayed.length > 1) this.push(this.delayed.shift()!);
    return this.pull(place, fate, limit);
  }

  pull(place: number, fate: string, limit: number): boolean {
    const at = this.devices[place]!;
    const asked = at.nextPull(limit);
    const sent = this.own(place);
    const reply = this.vault.pull(asked, this.now);
    if (fate === 'reply lost') return true;
    const { others, more } = at.received(asked, reply, sent, this.own(place));
    this.learn(place, reply.changes, false);
    for (const other of others) this.tell(place, other);
    // The same page again comes late, and is thrown away.
    if (fate === 'twice') expect(at.received(asked, reply, sent, this.own(place)).others).toEqual([]);
    return more;
  }

  push(push: Push) {
    const reply = this.vault.push(push, this.now);
    this.seen.accepted += reply.accepted;
    this.seen.refused += reply.ahead.length;
    push.changes.forEach((one, place) => {
      if (!reply.ahead.includes(place)) put(this.accepted, one);
    });
    return reply;
  }

  /** Another version is kept as a record of its own, and travels like any other. */
  tell(place: number, { id, ...fields }: Other): void {
    this.seen.others++;
    const at = this.devices[place]!;
    if (at.local('others', id).stamps['stamp'] !== undefined) return;
    this.learn(place, at.set('others', id, fields, this.own(place)), true);
  }

  learn(place: number, changes: readonly Sent[], made: boolean): void {
    const known = this.known[place]!;
    for (const one of changes) {
      if (made) for (const name of known.get(fieldOf(one))?.keys() ?? []) this.superseded.add(name);
      put(known, one);
    }
  }

  /** What got a new stamp is another change, made by one who has seen the same. */
  renamed(place: number, before: ReadonlySet<string>): void {
    for (const one of this.devices[place]!.outbox) if (!before.has(nameOf(one))) put(this.known[place]!, one);
  }

  /** No network keeps a request for long: else one that was refused would be taken once its stamps are no longer ahead. */
  pass(ms: number): void {
    this.now += ms;
    if (ms > MINUTE) this.delayed.length = 0;
  }

  compact(after: number): void {
    this.pass(after);
    const before = this.vault.log;
    this.vault.compact(this.now);
    this.seen.folded += before.length - this.vault.log.length;
    const fields = (log: FakeVault['log']) =>
      new Set(log.filter(({ field }) => field !== 'deleted').map(recordOf));
    const left = fields(this.vault.log);
    for (const record of fields(before)) {
      if (left.has(record)) continue;
      this.seen.buried++;
      for (const [field, changes] of this.accepted) {
        for (const [name, one] of changes)
          if (recordOf(one) === record && one.field !== 'deleted') this.buried.add(name);
        if ([...changes.keys()].every(name => this.buried.has(name))) this.accepted.delete(field);
      }
    }
  }

  /** The network is well again, for long enough. */
  heal(): void {
    while (this.delayed.length > 0) this.push(this.delayed.shift()!);
    for (let round = 0; round < 4; round++) this.meet();
  }

  /** Each device pushes and pulls until nothing is left. */
  meet(): void {
    names.forEach((_, place) => {
      let rounds = 0;
      while (this.sync(place, 'well', 50) || this.devices[place]!.nextPush()) {
        if (++rounds > 200) throw new Error('A device never comes to an end.');
        this.now += 1;
      }
    });
  }
}

function put(into: Map<string, Map<string, Sent>>, one: Sent): void {
  const of = into.get(fieldOf(one)) ?? new Map<string, Sent>();
  of.set(nameOf(one), one);
  into.set(fieldOf(one), of);
}
