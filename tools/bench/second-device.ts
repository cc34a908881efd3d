/** A project of a hundred megabytes comes to a second device: beside the same bytes through the same Worker, fetched and thrown away. */
import { join } from 'node:path';
import { bundle, openDevice, runIn, signUp, type Device } from '../devices.ts';
import { LocalCloud } from '../local-cloud.ts';
import { median, milliseconds, type Bench } from './figure.ts';
import type { SyncingPage } from './pages/syncing.ts';

declare const device: SyncingPage;

/** So many versions; the sizes in bytes. */
const [VERSIONS, PICTURE, THUMB] = [40, 2_480_000, 20_000];
const RUNS = 5;
const GOAL = 1.5;

export const secondDevice: Bench = {
  name: 'second-device',
  async run() {
    const cloud = await LocalCloud.open(0);
    try {
      const script = await bundle(join(import.meta.dirname, 'pages/syncing.ts'));
      const owner = await signUp(cloud.url);
      const { id } = owner.account;
      // A file of the site: the app itself would begin to sync.
      const sit = async (): Promise<Device> => {
        const seat = await openDevice(`${cloud.url}/licences.txt`, owner);
        await runIn(seat.page, script);
        return seat;
      };
      const first = await sit();
      const hashes = await first.page.evaluate(
        ([count, picture, thumb]) => device.project(count, picture, thumb),
        [VERSIONS, PICTURE, THUMB] as const,
      );
      const sent = await first.page.evaluate(account => device.sync(account), id);
      await first.close();
      const [raws, ours]: [number[], number[]] = [[], []];
      for (let run = 0; run < RUNS; run++) {
        // Each in a browser that has never seen any of it.
        const plain = await sit();
        raws.push(await plain.page.evaluate(names => device.raw(names), hashes));
        await plain.close();
        const second = await sit();
        ours.push(
          await second.page.evaluate(([account, count]) => device.bring(account, count), [
            id,
            hashes.length,
          ] as const),
        );
        await second.close();
      }
      const [raw, mine] = [median(raws), median(ours)];
      const megabytes = Math.round((VERSIONS * (PICTURE + THUMB)) / 1e6);
      return [
        {
          name: `${megabytes} MB in ${hashes.length} blobs on a second device, to the raw transfer`,
          measured:
            `${(mine / raw).toFixed(2)}: ${milliseconds(mine)} to ${milliseconds(raw)} ` +
            `(the middle of ${RUNS}: ${ours.map(milliseconds).join(', ')} to ${raws.map(milliseconds).join(', ')})`,
          goal: `≤ ${GOAL}`,
          reached: mine <= GOAL * raw,
        },
        { name: 'the same sent by the first device', measured: milliseconds(sent.sent) },
      ];
    } finally {
      await cloud.close();
    }
  },
};
