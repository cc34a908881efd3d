/**
 * Ten thousand small documents go from one device to a server and to a second device: ours, and PouchDB's by the protocol of CouchDB.
 * Both in the same Chromium on IndexedDB, each device with a profile of its own, both servers on this machine's disk.
 */
import { join } from 'node:path';
import { bundle, openDevice, runIn, signUp, type Device } from '../devices.ts';
import { LocalCloud } from '../local-cloud.ts';
import { median, milliseconds, type Bench, type Figure } from './figure.ts';
import type { SyncingPage } from './pages/syncing.ts';
import { openPouch, type PouchServer } from './pouch.ts';

declare const device: SyncingPage;

const DOCUMENTS = 10_000;
const RUNS = Number(process.env['RUNS'] ?? 3);

/** How many documents PouchDB sends at once: as it comes, and as many as ours may hold. */
const BATCHES = [100, 1000] as const;

const shapes = [
  { shape: 'single', table: 'dismissals', told: 'one field' },
  { shape: 'several', table: 'others', told: 'five fields' },
] as const;
type Shape = (typeof shapes)[number];

/** Until the server has all, and from then until the second device has; in milliseconds. */
interface Took {
  readonly there: number;
  readonly back: number;
}

export const replication: Bench = {
  name: 'replication',
  async run() {
    const [cloud, pouch] = [await LocalCloud.open(0), await openPouch()];
    try {
      const script = await bundle(join(import.meta.dirname, 'pages/syncing.ts'));
      const figures: Figure[] = [];
      for (const shape of shapes) {
        const mine: Took[] = [];
        const theirs = new Map<number, Took[]>(BATCHES.map(batch => [batch, []]));
        for (let run = 0; run < RUNS; run++) {
          mine.push(await ours(cloud.url, script, shape));
          for (const [batch, took] of theirs)
            took.push(await pouchs(pouch, shape, batch, `${shape.shape}-${batch}-${run}`));
        }
        figures.push(...compared(shape.told, mine, theirs));
      }
      return figures;
    } finally {
      await Promise.all([cloud.close(), pouch.close()]);
    }
  },
};

function compared(
  told: string,
  mine: readonly Took[],
  theirs: ReadonlyMap<number, readonly Took[]>,
): Figure[] {
  const sum = ({ there, back }: Took): number => there + back;
  const legs = (took: readonly Took[]): string =>
    `${milliseconds(median(took.map(sum)))} (${milliseconds(median(took.map(({ there }) => there)))} there, ` +
    `${milliseconds(median(took.map(({ back }) => back)))} to the second)`;
  const our = median(mine.map(sum));
  return [...theirs].map(([batch, took]) => {
    const their = median(took.map(sum));
    return {
      name: `${DOCUMENTS.toLocaleString('en')} documents of ${told}, to PouchDB by ${batch} at once`,
      measured: `${(our / their).toFixed(2)}: ${legs(mine)} to ${legs(took)}`,
      goal: '< 1',
      reached: our < their,
    };
  });
}

async function ours(url: string, script: string, { shape, table }: Shape): Promise<Took> {
  const owner = await signUp(url);
  const { id } = owner.account;
  const sit = async (): Promise<Device> => {
    // A file of the site: the app itself would begin to sync.
    const seat = await openDevice(`${url}/licences.txt`, owner);
    await runIn(seat.page, script);
    return seat;
  };
  const first = await sit();
  await first.page.evaluate(([what, count]) => device[what](count), [shape, DOCUMENTS] as const);
  const { sent: there } = await first.page.evaluate(account => device.sync(account), id);
  await first.close();
  const second = await sit();
  const { settled: back } = await second.page.evaluate(account => device.sync(account), id);
  mustBe(await second.page.evaluate(name => device.count(name), table));
  await second.close();
  return { there, back };
}

/** What of PouchDB a page is asked for. */
interface Pouch {
  readonly replicate: Record<
    'to' | 'from',
    (url: string, options: { batch_size: number }) => Promise<unknown>
  >;
  bulkDocs(documents: readonly object[]): Promise<unknown>;
  info(): Promise<{ doc_count: number }>;
}
declare const PouchDB: new (name: string, options: { adapter: 'idb' }) => Pouch;

async function pouchs(
  { url, script }: PouchServer,
  { shape }: Shape,
  batch: number,
  name: string,
): Promise<Took> {
  const remote = `${url}/db/${name}`;
  const sit = async (): Promise<Device> => {
    const seat = await openDevice(url);
    await seat.page.addScriptTag({ path: script });
    return seat;
  };
  const first = await sit();
  await first.page.evaluate(
    ([what, count]) => {
      const documents = Array.from({ length: count }, (_, n) =>
        what === 'single'
          ? { _id: `card-${n}`, stands: n % 2 === 0 }
          : { _id: `other-${n}`, table: 'projects', record: `record-${n}`, field: 'title', value: `the sofa ${n}`, stamp: `${Date.now()}-${n}` },
      ); // prettier-ignore
      return new PouchDB('documents', { adapter: 'idb' }).bulkDocs(documents).then(() => undefined);
    },
    [shape, DOCUMENTS] as const,
  );
  const there = await replicate(first, 'to', remote, batch);
  await first.close();
  const second = await sit();
  const back = await replicate(second, 'from', remote, batch);
  mustBe(
    await second.page.evaluate(
      async () => (await new PouchDB('documents', { adapter: 'idb' }).info()).doc_count,
    ),
  );
  await second.close();
  return { there, back };
}

const replicate = (seat: Device, way: 'to' | 'from', remote: string, batch: number): Promise<number> =>
  seat.page.evaluate(
    async ([toOrFrom, address, size]) => {
      const start = performance.now();
      await new PouchDB('documents', { adapter: 'idb' }).replicate[toOrFrom](address, { batch_size: size });
      return performance.now() - start;
    },
    [way, remote, batch] as const,
  );

function mustBe(count: number): void {
  if (count !== DOCUMENTS) throw new Error(`Of ${DOCUMENTS} documents ${count} came.`);
}
