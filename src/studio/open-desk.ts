/** Everything of one open project. No part of the first paint. */
import type { ProjectId } from '../../core/contract/ids.ts';
import { openCarrier } from '../workers/carrier-host.ts';
import { Dictation } from './dictation.ts';
import { Desk } from './edit.svelte.ts';
import { Ideas } from './ideas.svelte.ts';
import { Library } from './library.svelte.ts';
import { Machines } from './machines.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { Say } from './say.svelte.ts';
import { Spoken } from './spoken.svelte.ts';
import type { Voice } from './voice.svelte.ts';
import { Who } from './who.ts';

export interface OpenDesk {
  readonly desk: Desk;
  readonly say: Say;
  readonly spoken: Spoken;
  readonly dictation: Dictation;
  readonly ideas: Ideas;
  readonly library: Library;
}

/** `open` shows the place at a path. */
export function openDesk(
  id: ProjectId,
  parts: Parts,
  notices: Notices,
  voice: Voice,
  open: (path: string) => void,
): OpenDesk {
  const library = new Library(parts, notices);
  const machines = new Machines(parts, openCarrier(), notices);
  const desk = new Desk(id, parts, notices, library, new Who(machines, notices, open));
  const say = new Say(desk, notices);
  const ideas = new Ideas(desk, say, library, parts, notices);
  const dictation = new Dictation(voice, machines, parts.database.world);
  return { desk, say, spoken: new Spoken(say, desk, notices), dictation, ideas, library };
}
