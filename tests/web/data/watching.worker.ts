/** A tab that has a project open, and tells how many do. */
import { ProjectId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { watchProject } from '../../../src/data/tabs.ts';

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  watchProject(parse(ProjectId, data), tabs => self.postMessage(tabs));
});
