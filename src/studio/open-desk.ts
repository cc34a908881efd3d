/** Everything of one open project. No part of the first paint. */
import type { ProjectId } from '../../core/contract/ids.ts';
import { Desk } from './edit.svelte.ts';
import { Ideas } from './ideas.svelte.ts';
import { Library } from './library.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { Say } from './say.svelte.ts';
import { Spoken } from './spoken.svelte.ts';

export interface OpenDesk {
  readonly desk: Desk;
  readonly say: Say;
  readonly spoken: Spoken;
  readonly ideas: Ideas;
  readonly library: Library;
}

export function openDesk(id: ProjectId, parts: Parts, notices: Notices): OpenDesk {
  const library = new Library(parts, notices);
  const desk = new Desk(id, parts, notices, library);
  const say = new Say(desk, notices);
  const ideas = new Ideas(desk, say, library, parts, notices);
  return { desk, say, spoken: new Spoken(say, desk, notices), ideas, library };
}
