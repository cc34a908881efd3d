/** Every kind of provider, and the service that stands in for what it speaks to. */
import { parse } from '../../../core/contract/schema.ts';
import { providerOf } from '../../../core/providers/index.ts';
import type { AnyProvider, Maker, Work, World } from '../../../core/providers/provider.ts';
import { FakeWebUi } from '../../fakes/providers/automatic1111.ts';
import { FakeComfy } from '../../fakes/providers/comfyui.ts';
import { FakeEngine } from '../../fakes/providers/engine.ts';
import type { Fake } from '../../fakes/providers/fake.ts';
import { FakeOpenAi } from '../../fakes/providers/openai.ts';
import { FakeSdNext } from '../../fakes/providers/sdnext.ts';

export interface Kind {
  readonly provider: AnyProvider;
  readonly fake: Fake;
  /** What is set beside the address. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What stands after the address in settings. */
  readonly root: string;
  /** What its pictures are made of. */
  seedOf(work: Work): number;
  /** By what it tells one work from another. */
  keyOf(work: Work, id: string): string;
  /** Whether it answers a submission at once, and is asked how it goes. */
  readonly polled: boolean;
  /** How long each work takes it, in milliseconds. */
  takes(milliseconds: number): void;
}

const seedOf = (work: Work): number => ('seed' in work ? work.seed : 0);
const wordsOf = (work: Work): string => ('words' in work ? work.words : '');
const byId = (_work: Work, id: string): string => id;

const [comfyui, webUi, sdnext, openai, engine] = [
  new FakeComfy(),
  new FakeWebUi(),
  new FakeSdNext(),
  new FakeOpenAi(),
  new FakeEngine(),
];
const common = { config: {}, root: '', seedOf, keyOf: byId };

export const kinds: readonly Kind[] = [
  {
    ...common,
    provider: providerOf('engine'),
    fake: engine,
    polled: true,
    takes: time => (engine.takes = time),
  },
  {
    ...common,
    provider: providerOf('comfyui'),
    fake: comfyui,
    polled: true,
    takes: time => (comfyui.takes = time),
  },
  {
    ...common,
    provider: providerOf('automatic1111'),
    fake: webUi,
    polled: false,
    takes: time => (webUi.takes = time),
  },
  {
    ...common,
    provider: providerOf('sdnext'),
    fake: sdnext,
    keyOf: work => String(seedOf(work)),
    polled: true,
    takes: time => (sdnext.takes = time),
  },
  {
    ...common,
    provider: providerOf('openai'),
    fake: openai,
    config: { key: openai.key },
    root: '/v1',
    seedOf: work => wordsOf(work).length,
    keyOf: wordsOf,
    polled: false,
    takes: time => (openai.takes = time),
  },
];

export const makerOf = (
  { provider, fake, config, root }: Kind,
  world: World,
  more: Readonly<Record<string, unknown>> = {},
): Maker => provider.make(world, parse(provider.config, { url: fake.url + root, ...config, ...more }));
