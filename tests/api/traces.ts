/** What the database holds, whatever tables there are by now. */
import { env } from 'cloudflare:workers';
import { v } from '../../core/contract/schema.ts';

type Row = Record<string, unknown>;

/** Every row, by its table. */
export async function everyRow(): Promise<ReadonlyMap<string, readonly Row[]>> {
  const Name = v.object({ name: v.string() });
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`,
  ).all();
  const tables = results.map(row => v.parse(Name, row).name);
  const rows = await env.DB.batch<Row>(tables.map(table => env.DB.prepare(`SELECT * FROM "${table}"`)));
  return new Map(tables.map((table, index) => [table, rows[index]?.results ?? []]));
}

/** Each of these texts that is in a table, with the table. */
export async function traces(texts: readonly string[]): Promise<string[]> {
  return [...(await everyRow())].flatMap(([table, rows]) => {
    const kept = JSON.stringify(rows);
    return texts.filter(text => kept.includes(text)).map(text => `${text} in ${table}`);
  });
}
