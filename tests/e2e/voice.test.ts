/** Spoken to: from a microphone, which is fed from a file, to an edit that is kept; and all that may be wrong with a microphone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { launchFlags } from '../../tools/browser.ts';
import { fakeMicrophone } from '../../tools/fake-microphone.ts';
import { smallWhisper } from '../../tools/nets/whisper.ts';
import { wavOf } from '../../tools/wav.ts';
import { Hub } from '../fakes/hub.ts';
import { FakeEngine } from '../fakes/providers/engine.ts';
import { App, readyOffline } from './app.ts';
import { brush, drop, openPhoto, pictureOf, shown } from './desk.ts';
import { asked, sendIt, setUp } from './elsewhere.ts';
import { LetsIn } from './lets-in.ts';

const photo = join(import.meta.dirname, '../../public/samples/living-room.jpg');
const sounds = join(import.meta.dirname, '../fixtures/audio');

/** A microphone plays in real time: what a starved machine drops of it, nobody hears. */
const listens = { retry: 1 };

let app: App;

afterEach(() => app.close());

/** A browser whose microphone hears this once, and then nothing; without a name, it may not listen. */
async function open(name?: string, languages = 'en', serviceWorkers?: 'allow'): Promise<Page> {
  const flags = fakeMicrophone(name && join(sounds, `${name}.wav`));
  app = await App.open({
    viewport: { width: 1280, height: 800 },
    args: [...launchFlags, ...flags, `--accept-lang=${languages}`],
    locale: languages,
    ...(serviceWorkers && { serviceWorkers }),
  });
  const page = await app.goto();
  await openPhoto(page, photo);
  return page;
}

const microphone = (page: Page) => page.getByRole('button', { name: /^(Speak|Stop listening)/ });
const sentence = (page: Page): Promise<string> => page.getByLabel('Say what to change').inputValue();
const bar = (page: Page): Promise<string> => page.locator('form .heard').innerText();
const titles = async (page: Page): Promise<string[]> => (await shown(page)).map(({ title }) => title);

/** From the settings to the one picture that there is. */
async function backToPicture(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All pictures' }).click();
  await page.locator('.card a').first().click();
  await page.locator('[data-version]').first().waitFor();
}

test(
  '“get rid of the lamp”, offline, with nothing downloaded: it is shown, and then done',
  listens,
  async () => {
    const page = await open('lamp', 'en', 'allow');
    await readyOffline(page);
    await brush(page, { x: 0.04, y: 0.1, width: 0.14, height: 0.6 });
    const before = await pictureOf(page);
    await app.disconnect();
    const asked = app.requests.length;
    try {
      await page.keyboard.press('v');
      await expect.poll(() => sentence(page)).toBe('get rid of the lamp');
      expect(await bar(page)).toMatch(/remove.*lamp/i);
      await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/remove/), 'Opened']);
      expect(before.equals(await pictureOf(page))).toBe(false);
      const own = new URL(app.url).origin;
      expect(
        app.requests.slice(asked).filter(url => !url.startsWith(own) && !/^(blob|data):/.test(url)),
      ).toEqual([]);
      expect(app.broken).toEqual([]);
    } finally {
      await app.reconnect();
    }
  },
);

test('two utterances in quick succession: the first is done, and then the second', listens, async () => {
  const page = await open('two'); // “make it warmer”, “undo that”
  await page.keyboard.press('v');
  await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/temperature \+/), 'Opened']);
  await expect.poll(() => page.locator('[aria-current]').innerText()).toMatch(/Opened/);
});

test('a correction: what was done is taken back, and the other is done', listens, async () => {
  const page = await open('correct'); // “make it warmer”, “no, make it cooler”
  await page.keyboard.press('v');
  const cooler = expect.stringMatching(/temperature −/);
  await expect.poll(() => titles(page)).toEqual([cooler, expect.stringMatching(/temperature \+/), 'Opened']);
  await expect.poll(() => page.locator('[aria-current]').innerText()).toMatch(/temperature −/);
  // What was wrong is a branch of its own: the next step back is the photo as it was opened.
  await page.keyboard.press('v');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => page.locator('[aria-current]').innerText()).toMatch(/Opened/);
});

test('held down: what is said until it comes up', listens, async () => {
  const page = await open('warmer');
  await page.locator('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.down(' ');
  // Let go of once all of it was heard, however long that takes here.
  await expect.poll(() => bar(page)).toMatch(/warm/);
  await page.waitForTimeout(1000);
  await page.keyboard.up(' ');
  await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/temperature \+/), 'Opened']);
  await expect.poll(() => microphone(page).getAttribute('aria-pressed')).toBe('false');
});

test('“a bit more” is more of what was done', listens, async () => {
  const page = await open('more'); // “make it warmer”, “a bit more”
  await page.keyboard.press('v');
  await expect
    .poll(() => titles(page))
    .toEqual([
      expect.stringMatching(/temperature \+0\.15/),
      expect.stringMatching(/temperature \+0\.3/),
      'Opened',
    ]);
});

test('what is refused is said, and nothing is done', async () => {
  const page = await open('undress');
  await microphone(page).click();
  await expect.poll(() => bar(page)).toMatch(/does not undress people/);
  expect(await titles(page)).toEqual(['Opened']);
});

test('a microphone that may not be used: a sentence says so, and typing works on', async () => {
  const page = await open();
  await page.keyboard.press('v');
  await expect.poll(() => bar(page)).toMatch(/may not use the microphone/);
  await page.getByLabel('Say what to change').fill('make it brighter');
  await page.getByLabel('Say what to change').press('Enter');
  await expect.poll(() => shown(page)).toHaveLength(2);
});

test('a microphone that is unplugged in the midst of it: a sentence says so, and what was said is kept', async () => {
  const page = await open('lamp');
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async constraints => {
      const stream = await ask(constraints);
      Object.assign(window, { track: stream.getAudioTracks()[0] });
      return stream;
    };
  });
  await page.keyboard.press('v');
  await expect.poll(() => bar(page)).toMatch(/Listening/);
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    const { track } = window as unknown as { track: MediaStreamTrack };
    track.stop();
    // A track that a page stops itself tells nobody.
    track.dispatchEvent(new Event('ended'));
  });
  await expect.poll(() => bar(page)).toMatch(/The microphone is gone/);
  await expect.poll(() => microphone(page).getAttribute('aria-pressed')).toBe('false');
  // What was said may be written down between the selecting and the typing of which filling consists.
  const field = page.getByLabel('Say what to change');
  await expect
    .poll(() => field.fill('make it brighter').then(() => field.inputValue()))
    .toBe('make it brighter');
  await field.press('Enter');
  await expect.poll(() => shown(page)).toHaveLength(2);
});

test('a voice note that is dropped is offered, and done at a word', async () => {
  const page = await open();
  await drop(page, join(sounds, 'warmer.wav'), 'audio/wav');
  await expect.poll(() => sentence(page)).toBe('make it warmer');
  await expect.poll(() => bar(page)).toMatch(/Is that what you said/);
  expect(await titles(page)).toEqual(['Opened']);
  await page.getByLabel('Say what to change').press('Enter');
  await expect.poll(() => shown(page)).toHaveLength(2);
});

test('what is said is kept as sound only where that was wished for, and goes when it is deleted', async () => {
  const page = await open('warmer');
  const kept = (): Promise<number> =>
    page.evaluate(async () => {
      const all = await navigator.storage.getDirectory();
      const folder = await all.getDirectoryHandle('recordings').catch(() => undefined);
      let count = 0;
      if (folder) for await (const name of folder.keys()) count += Number(name.endsWith('.wav'));
      return count;
    });
  await page.keyboard.press('v');
  await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/temperature \+/), 'Opened']);
  expect(await kept()).toBe(0);
  await app.goto('/settings', page);
  await page.getByLabel(/Keep recordings/).check();
  await backToPicture(page);
  await page.keyboard.press('v');
  await expect.poll(() => titles(page)).toHaveLength(3);
  expect(await kept()).toBe(1);
  await app.goto('/settings', page);
  await page.getByRole('button', { name: 'Play “make it warmer”' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: /Save “make it warmer”/ }).click();
  const { samples, rate } = wavOf(readFileSync((await (await saving).path())!));
  expect(rate).toBe(16_000);
  expect(samples.length / rate).toBeGreaterThan(0.8);
  await page.getByRole('button', { name: 'Delete all recordings' }).click();
  await expect.poll(kept).toBe(0);
  expect(app.broken).toEqual([]);
});

test('a Whisper from a mirror: downloaded, chosen, spoken to without a network, and let go when it is removed', async () => {
  const hub = await Hub.open();
  const commit = 'a'.repeat(40);
  // It says this whatever it hears, in the very layout of the real ones.
  const whisper = smallWhisper({
    says: 'a bit more contrast',
    seconds: 8,
    multilingual: true,
    hears: 'de',
    dtypes: ['q8'],
  });
  const files = [...whisper].map(([path, bytes]) => ({
    path,
    ...hub.hold(`lab/small/${commit}/${path}`, bytes),
  }));
  const entry = { name: 'small-whisper', title: 'Small Whisper', purpose: 'Listens.', licence: 'Apache-2.0', source: 'https://example.org', repository: 'lab/small', commit, files, runsOn: ['wasm'], memory: 1e8 }; // prettier-ignore
  hub.offer('weights.json', [entry]);
  try {
    const page = await open('warmer', 'de');
    await app.goto('/settings', page);
    await page.getByLabel('Mirror').fill(hub.url);
    await page.getByRole('button', { name: 'Use' }).click();
    const card = page.locator('[data-model=small-whisper]');
    await card.getByRole('button', { name: 'Download' }).click();
    await expect.poll(() => card.getAttribute('data-state')).toBe('here');
    await app.goto('/settings', page);
    await page.getByLabel('Model that listens').selectOption('Small Whisper');
    await page.getByLabel('You speak').selectOption('English or Deutsch');
    await hub.close();
    await backToPicture(page);
    await page.keyboard.press('v');
    await expect.poll(() => bar(page)).toMatch(/Translated from German/);
    await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/contrast/i), 'Opened']);
    await page.keyboard.press('v');
    // Its files are gone, and our own listens.
    await app.goto('/settings', page);
    await card.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => card.getAttribute('data-state')).toBe('absent');
    await backToPicture(page);
    await page.keyboard.press('v');
    await expect.poll(() => bar(page)).toMatch(/Brushword’s own model listens now/);
  } finally {
    await hub.close();
  }
});

test('a machine of one’s own writes it down: once it was chosen, and may; what goes there is speech alone', async () => {
  const engine = await new FakeEngine().start();
  const door = await new LetsIn(() => engine.url).start();
  engine.hears = { text: 'make it warmer', trust: 'sure', sureness: 0.9 };
  try {
    const page = await open('warmer');
    await setUp(app, 'engine', 'Attic', door.url);
    const choice = page.getByLabel('Model that listens');
    await choice.selectOption('Attic on this computer');
    await page.getByText('Speaking sends what you say to Attic on this computer.').waitFor();
    await backToPicture(page);
    await microphone(page).click();
    await asked(page).getByText('What you say goes there as sound').waitFor();
    await asked(page).getByRole('button', { name: 'Not now' }).click();
    await expect.poll(() => microphone(page).getAttribute('aria-pressed')).toBe('false');
    expect(engine.log.filter(line => line.includes('/jobs'))).toEqual([]);
    // Held, and let go of while it is asked.
    await microphone(page).hover();
    await page.mouse.down();
    await asked(page).waitFor();
    await page.mouse.up();
    await sendIt(page);
    await expect.poll(() => bar(page)).toMatch(/Speaking sends what you say to Attic on this computer/);
    await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/temperature \+/), 'Opened']);
    const [sound] = engine.sounds;
    const { samples, rate } = wavOf(sound ?? new Uint8Array());
    const whole = wavOf(readFileSync(join(sounds, 'warmer.wav')));
    expect(rate).toBe(16_000);
    expect(samples.length / rate).toBeGreaterThan(0.8);
    expect(samples.length / rate).toBeLessThan(whole.samples.length / whole.rate);
    // Once it is there no more, this device listens again, and it is said.
    await app.goto('/settings');
    await page.getByRole('button', { name: 'Remove Attic' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('The machine that you chose is not there now').waitFor();
    expect(await choice.inputValue()).toBe('');
    expect(app.broken).toEqual([]);
  } finally {
    await door.stop();
    await engine.stop();
  }
});

test('the browser’s own recognition: only where it was chosen, and what leaves the device is said', async () => {
  const page = await open();
  await page.addInitScript(() => {
    class Recognition extends EventTarget {
      start(): void {
        const told = (transcript: string, isFinal: boolean): void => {
          const results = [{ isFinal, 0: { transcript, confidence: 0.9 }, length: 1 }];
          this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results }));
        };
        setTimeout(() => this.dispatchEvent(new Event('speechstart')), 50);
        setTimeout(() => told('make it', false), 100);
        setTimeout(() => told('make it brighter', true), 1500);
      }
      stop(): void {
        this.dispatchEvent(new Event('end'));
      }
      abort(): void {}
    }
    Object.assign(window, { SpeechRecognition: Recognition });
  });
  await app.goto('/settings', page);
  await page
    .getByLabel('Model that listens')
    .selectOption('This browser’s (what you say leaves this device)');
  await backToPicture(page);
  await page.keyboard.press('v');
  await expect.poll(() => bar(page)).toMatch(/make it/);
  await expect.poll(() => titles(page)).toEqual([expect.stringMatching(/exposure \+/), 'Opened']);
});
