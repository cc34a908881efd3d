/** An engine that stands behind this page's own address: what the page without a face has done there instead of here. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { engine } from '../../core/providers/engine.ts';
import { through, type Way } from '../../core/providers/through.ts';
import { openCarrier } from './carrier-host.ts';
import { speechFor, writtenIn } from './dictation.ts';
import type { Elsewhere } from './protocol.ts';
import type { Write } from './speech-protocol.ts';
import { Work, type Answer } from './work.ts';

/** How often in a row nobody may answer: about half a minute. */
const TRIES = 5;

export interface ByEngine {
  readonly elsewhere: Elsewhere;
  ask(work: unknown): Promise<Answer>;
  readonly write: Write;
}

/** Throws what is wrong there, in a sentence. */
export async function openByEngine(signal: AbortSignal): Promise<ByEngine> {
  const { kind, title, again, sizes } = engine;
  const maker = openCarrier().maker({ kind, config: { url: location.origin } }, signal);
  const { ok, message, tools = [] } = await maker.health();
  if (!ok) throw new Fault('offline', message);
  const way: Way = {
    maker,
    name: title,
    again,
    wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
    report: () => {}, // nobody looks on
    remember: () => Promise.resolve(), // a page that dies begins anew
    tries: TRIES,
  };
  return {
    elsewhere: { keeps: [...tools], sizes },
    async ask(work) {
      const { pictures } = await through(parse(Work, work, 'bug'), crypto.randomUUID(), way);
      const [picture] = pictures;
      if (!picture) throw new Fault('refused', `${title} gave back no picture. Look at its log.`);
      return { picture: new Blob([picture.bytes], { type: picture.type }), by: kind };
    },
    async write(samples) {
      if (!tools.includes('transcribe')) throw new Fault('no-maker', `${title} writes down no speech there.`);
      const { said } = await through(speechFor(samples), crypto.randomUUID(), way);
      return writtenIn(said, title);
    },
  };
}
