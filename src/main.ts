/** Makes the parts, hands them to the studio, and shows it: the only place that knows all. */
import { mount } from 'svelte';
import { registerSW } from 'virtual:pwa-register';
import packed from '../package.json';
import { Fault } from '../core/contract/fault.ts';
import { openDatabase } from './data/database.ts';
import { sweep } from './data/sweep.ts';
import { world } from './data/world.ts';
import { Device } from './studio/device.svelte.ts';
import { whenIdle } from './studio/idle.ts';
import { Studio } from './studio/studio.svelte.ts';
import App from './ui/App.svelte';
import Closed from './ui/Closed.svelte';
import './ui/theme.css';
import { openEngine } from './workers/host.ts';
import { openEars } from './workers/speech-host.ts';
import { openWeights } from './workers/weights-host.ts';

const target = document.querySelector('#app') ?? document.body;

try {
  const lost = Promise.withResolvers<Fault>();
  const database = await openDatabase(world, { onlost: lost.resolve });
  const studio = new Studio({
    database,
    device: new Device(openEngine, packed.version),
    engine: openEngine(),
    viewer: openEngine(),
    eyes: openEngine(),
    weights: openWeights(),
    ears: openEars(),
    edition: packed.version,
  });
  mount(App, { target, props: { studio } });
  const { notices } = studio;
  void lost.promise.then(fault => notices.fault(fault, { label: 'Reload', take: () => location.reload() }));
  // What was deleted a month ago goes when the page has nothing better to do.
  setTimeout(() => void sweep(database).catch((thrown: unknown) => notices.fault(thrown)), 10_000);
  // A new edition waits until the person takes it. All work is kept by then, whatever is on the screen.
  // It looks for one once the page is painted, which it would only delay.
  let update: ReturnType<typeof registerSW> | undefined;
  whenIdle(() => {
    update = registerSW({
      onNeedRefresh: () => notices.tell('A new Brushword is ready.', { label: 'Reload', take: renew }),
    });
  });
  const { serviceWorker } = navigator;
  function renew(): void {
    // The library reloads a page only if a service worker looked after it from its start, as none does at a first visit.
    serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    void update?.();
  }
  if ('serviceWorker' in navigator) {
    serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ type?: unknown } | null>) => {
      if (data?.type !== 'OTHER_TABS') return;
      notices.tell('Close the other Brushword tabs, then reload this one.', { label: 'Reload', take: renew });
    });
  }
} catch (thrown) {
  mount(Closed, { target, props: { fault: Fault.from(thrown) } });
}
