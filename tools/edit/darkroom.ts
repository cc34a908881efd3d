/** The built app's own engine, in a browser without a window. */
import { parse } from '../../core/contract/schema.ts';
import { Answer, type Done, type Errand } from '../../src/workers/errand.ts';
import { openHeadless } from '../headless.ts';
import type { EngineAt } from './engine.ts';
import { orThrow } from './fault.ts';

export interface Darkroom {
  /** Takes paths of files that are there. Throws the engine's `Fault`. */
  run(errand: Errand, files: { image: string; mask?: string | undefined }): Promise<Done>;
  close(): Promise<void>;
}

/** Builds the app first, where it is not built or its sources have changed. `engine`: who is asked where an errand is to be done away. */
export async function openDarkroom(engine?: EngineAt): Promise<Darkroom> {
  const headless = await openHeadless({ engine });
  await headless.page();
  return {
    async run(errand, { image, mask }) {
      const page = await headless.page();
      await page.setInputFiles('#image', image);
      await page.setInputFiles('#mask', mask === undefined ? [] : [mask]);
      return orThrow(parse(Answer, await page.evaluate(asked => window.brushword(asked), errand), 'bug'));
    },
    close: () => headless.close(),
  };
}
