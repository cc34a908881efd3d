/** The floors, the doors, the names and the lists: what keeps the house in order. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Each floor, from the ground up, and the floors (or files) it may stand on. */
const floors: Record<string, readonly string[]> = {
  core: [],
  // A wait that can be stopped, for whoever waits.
  'src/pause.ts': ['core'],
  'src/models': ['core', 'src/pause.ts'],
  'src/workers': ['core', 'src/pause.ts', 'src/models'],
  'src/data': ['core', 'src/pause.ts'],
  'src/studio': [
    'core',
    'src/pause.ts',
    'src/data',
    'src/workers/carrier-host.ts',
    'src/workers/carrier-protocol.ts',
    'src/workers/dictation.ts',
    'src/workers/host.ts',
    'src/workers/microphone.ts',
    'src/workers/protocol.ts',
    'src/workers/recording.ts',
    'src/workers/speech-host.ts',
    'src/workers/speech-protocol.ts',
    'src/workers/web-speech.ts',
    'src/workers/weights-host.ts',
    'src/workers/weights-protocol.ts',
    'src/workers/work.ts',
  ],
  'src/ui': ['core', 'src/studio'],
  'src/main.ts': ['core', 'src/workers', 'src/data', 'src/studio', 'src/ui', 'package.json'],
  'src/headless.ts': ['core', 'src/workers'],
  // The page of a link: it knows nothing of the app.
  'src/share': ['core'],
  'worker-api/store': ['core', 'worker-api/address.ts', 'worker-api/env.ts', 'worker-api/log.ts'],
  'worker-api/objects': [
    'core',
    'worker-api/env.ts',
    'worker-api/http.ts',
    'worker-api/log.ts',
    'worker-api/store',
  ],
  'worker-api': ['core'],
};

/** Inside core, from the ground: what each shelf may stand on. */
const shelves: Record<string, readonly string[]> = {
  contract: [],
  pixels: ['contract'],
  colour: ['contract', 'pixels'],
  sight: ['contract', 'pixels', 'colour'],
  library: ['contract', 'pixels', 'colour'],
  history: ['contract', 'pixels', 'colour'],
  jobs: ['contract', 'pixels', 'colour'],
  sync: ['contract', 'pixels', 'colour'],
  policy: ['contract'],
  operations: ['contract', 'pixels', 'colour', 'policy'],
  providers: ['contract', 'pixels', 'colour', 'policy'],
  intent: ['contract', 'pixels', 'colour', 'policy'],
};

/** Each library, and the only files that may import it. */
const doors: Record<string, readonly string[]> = {
  valibot: ['core/contract/schema.ts'],
  'onnxruntime-web': ['src/models/runtime.ts', 'src/models/runtime-files.ts'],
  '@huggingface/transformers': ['src/models/transformers/'],
  fflate: ['core/pixels/png/zlib.ts'],
  comlink: [
    'src/workers/carrier-host.ts',
    'src/workers/carrier.worker.ts',
    'src/workers/host.ts',
    'src/workers/engine.worker.ts',
    'src/workers/speech-host.ts',
    'src/workers/speech.worker.ts',
    'src/workers/weights-host.ts',
    'src/workers/weights.worker.ts',
  ],
  '@noble/hashes': ['src/models/weights/sha256.ts'],
  dexie: ['src/data/database.ts', 'src/studio/live.svelte.ts'],
  hono: ['worker-api/'],
  'better-auth': ['worker-api/store/auth.ts'],
  '@better-auth/passkey': ['worker-api/store/auth.ts'],
  svelte: ['src/studio/', 'src/ui/', 'src/main.ts'],
  '@lucide/svelte': ['src/ui/'],
  'virtual:pwa-register': ['src/main.ts'],
  'workbox-precaching': ['src/workers/service-worker.ts'],
  'workbox-routing': ['src/workers/service-worker.ts'],
  'cloudflare:workers': ['worker-api/'],
};

/** A name that refuses nothing collects everything. */
const drawer = /(^|\/)(utils?|helpers?|common|shared|misc|lib|types)(\.|\/|$)/;

const root = join(import.meta.dirname, '..');

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|svelte)$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

const files = ['core', 'src', 'worker-api'].flatMap(walk).filter(file => !/\.wrangler\//.test(file));

/** AssemblyScript is compiled by its own compiler and imports nothing. */
const modules = files.filter(file => !file.endsWith('.as.ts'));

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '');
  const found = text.matchAll(
    /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|new URL\(\s*['"]([^'"]+\.ts)['"]/g,
  );
  return [...found].map(match => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
}

const target = (file: string, path: string): string | undefined =>
  path.startsWith('.') ? normalize(join(dirname(file), path.replace(/\?.*$/, ''))) : undefined;

const within = (file: string, place: string): boolean =>
  file === place || file.startsWith(place.endsWith('/') ? place : `${place}/`);

const floorOf = (file: string): string | undefined => Object.keys(floors).find(floor => within(file, floor));

describe('floors', () => {
  test.each(modules)('%s', file => {
    const floor = floorOf(file);
    expect(
      floor,
      `${file} lies on no floor. The floors are ${Object.keys(floors).join(', ')}.`,
    ).toBeDefined();
    if (floor === undefined) return;
    for (const path of importsOf(file)) {
      const to = target(file, path);
      if (to === undefined) continue;
      const below = [floor, ...(floors[floor] ?? [])].some(place => within(to, place));
      expect(
        below,
        `${file} may not import ${to}. ${floor} stands on ${floors[floor]?.join(', ') || 'nothing'}.`,
      ).toBe(true);
      if (floor === 'core') {
        const [from, at] = [file.split('/')[1] ?? '', to.split('/')[1] ?? ''];
        const fine = from === at || (shelves[from] ?? []).includes(at);
        expect(
          fine,
          `${file} may not import ${to}. core/${from} stands on ${shelves[from]?.join(', ') || 'nothing'}.`,
        ).toBe(true);
      }
      if (floor === 'src/ui') {
        const [from, at] = [file.split('/')[2] ?? '', to.split('/')[2] ?? ''];
        const fine =
          !within(to, 'src/ui') ||
          !file.includes('/ui/' + from + '/') ||
          [from, 'kit', 'canvas'].includes(at) ||
          at.endsWith('.ts');
        expect(fine, `${file} may not import ${to}. A workspace knows only itself, kit and canvas.`).toBe(
          true,
        );
      }
    }
  });
});

describe('doors', () => {
  test.each(modules)('%s', file => {
    for (const path of importsOf(file)) {
      if (path.startsWith('.')) continue;
      const library = Object.keys(doors).find(name => within(path, name));
      expect(
        library,
        `${file} imports ${path}, which has no door. Give it one in tests/house.test.ts.`,
      ).toBeDefined();
      const open = doors[library ?? '']?.some(door => within(file, door));
      expect(open, `${file} imports ${path}. Its door is ${doors[library ?? '']?.join(' or ')}.`).toBe(true);
    }
  });

  test('fetch is called only at its doors', () => {
    const allowed = [
      'src/data/http.ts',
      'src/workers/own-network.ts',
      'src/models/download.ts',
      'src/share/ask.ts',
      'src/workers/service-worker.ts',
      'worker-api/',
    ];
    const callers = modules.filter(file => /(?<![.\w])fetch\(/.test(readFileSync(join(root, file), 'utf8')));
    expect(callers.filter(file => !allowed.some(door => within(file, door)))).toEqual([]);
  });
});

test('names say what a file holds', () => {
  expect(
    files.filter(file => drawer.test(file)),
    'Name it for what it holds.',
  ).toEqual([]);
});

test('core knows no clock and no dice', () => {
  const world = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b/;
  expect(
    modules.filter(file => within(file, 'core') && world.test(readFileSync(join(root, file), 'utf8'))),
    'Time and chance come in as arguments.',
  ).toEqual([]);
});

test('no import cycles', () => {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const path of importsOf(file)) {
      const to = target(file, path);
      if (to !== undefined && modules.includes(to)) visit(to, [...trail, file]);
    }
    state.set(file, 'done');
  };
  for (const file of modules) visit(file, []);
  expect(cycles).toEqual([]);
});

test('every operation is in the list', () => {
  const list = importsOf('core/operations/index.ts').map(path => target('core/operations/index.ts', path));
  const loose = modules.filter(
    file => /^core\/operations\/[^/]+\/[^/]+\.ts$/.test(file) && !list.includes(file),
  );
  expect(loose, 'Add its line to core/operations/index.ts.').toEqual([]);
});

test('every provider is in the list', () => {
  const list = importsOf('core/providers/index.ts').map(path => target('core/providers/index.ts', path));
  const loose = modules.filter(
    file =>
      within(file, 'core/providers') &&
      /= defineProvider\(/.test(readFileSync(join(root, file), 'utf8')) &&
      !list.includes(file),
  );
  expect(loose, 'Add its line to core/providers/index.ts.').toEqual([]);
});
