/** What is still to be sent. */
import type { Database } from '../database.ts';

export interface Left {
  /** How many changes the vault has not taken. */
  readonly changes: number;
  /** How large the assets are whose records are among them, in bytes: their bytes go before their records. */
  readonly assets: ReadonlyMap<string, number>;
  /** The place of the last change in the outbox. */
  readonly last: number;
}

export function leftIn(database: Database): Promise<Left> {
  const { outbox } = database;
  return database.guard(() =>
    database.transaction('r', outbox, async () => {
      const [all, taken] = [await outbox.count(), await outbox.where('taken').aboveOrEqual(0).count()];
      const rows = await outbox
        .where('[table+id+field]')
        .between(['assets'], ['assets\uffff'])
        .filter(row => row.field === 'size' && row.taken === undefined)
        .toArray();
      const last = await outbox.orderBy('seq').last();
      return {
        changes: all - taken,
        assets: new Map(rows.map(({ id, value }) => [id, Number(value)])),
        last: last?.seq ?? 0,
      };
    }),
  );
}
