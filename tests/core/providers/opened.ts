/** The services that stand in, with what is set to speak to them. */
import { parse } from '../../../core/contract/schema.ts';
import { automatic1111 } from '../../../core/providers/automatic1111.ts';
import { engine as engineProvider } from '../../../core/providers/engine.ts';
import { openai as openaiProvider } from '../../../core/providers/openai.ts';
import type { Maker, World } from '../../../core/providers/provider.ts';
import { sdnext as sdnextProvider } from '../../../core/providers/sdnext.ts';
import { FakeWebUi } from '../../fakes/providers/automatic1111.ts';
import { FakeEngine } from '../../fakes/providers/engine.ts';
import { FakeOpenAi } from '../../fakes/providers/openai.ts';
import { FakeSdNext } from '../../fakes/providers/sdnext.ts';

export const webUi = new FakeWebUi();
export const sdnext = new FakeSdNext();
export const openai = new FakeOpenAi();
export const engine = new FakeEngine();

type Config = Readonly<Record<string, unknown>>;

export const webUiOf = (world: World, config: Config = {}): Maker =>
  automatic1111.make(world, parse(automatic1111.config, { url: webUi.url, ...config }));
export const sdnextOf = (world: World, config: Config = {}): Maker =>
  sdnextProvider.make(world, parse(sdnextProvider.config, { url: sdnext.url, ...config }));
export const openaiOf = (world: World, config: Config = {}): Maker =>
  openaiProvider.make(
    world,
    parse(openaiProvider.config, { url: `${openai.url}/v1`, key: openai.key, ...config }),
  );
export const engineOf = (world: World, config: Config = {}): Maker =>
  engineProvider.make(world, parse(engineProvider.config, { url: engine.url, ...config }));
