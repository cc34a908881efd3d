/** The tabs of one browser, of which one syncs: it tells the others how it goes, and they may ask it to go on now. */
import { faultKinds, Fault } from '../../../core/contract/fault.ts';
import { AssetHash, ProjectId } from '../../../core/contract/ids.ts';
import { v, type Infer } from '../../../core/contract/schema.ts';
import type { Paused } from '../../../core/sync/pause.ts';
import type { Refused } from './refused.ts';

/** What the tab that syncs knows, and the others cannot. */
export interface Told {
  readonly wrong: Fault | undefined;
  readonly paused: Paused | undefined;
  readonly signedOut: true | undefined;
  readonly refused: readonly Refused[] | undefined;
  readonly coming: number | undefined;
}

const Wrong = v.object({ kind: v.picklist(faultKinds), message: v.string() });
const Message = v.variant('about', [
  v.object({ about: v.literal('now') }),
  v.object({ about: v.literal('how is it') }),
  v.object({
    about: v.literal('so it is'),
    wrong: v.optional(Wrong),
    paused: v.optional(v.picklist(['by hand', 'metered'])),
    signedOut: v.optional(v.literal(true)),
    refused: v.optional(
      v.array(
        v.object({
          hash: AssetHash,
          project: v.optional(ProjectId),
          title: v.optional(v.string()),
          fault: Wrong,
        }),
      ),
    ),
    coming: v.optional(v.number()),
  }),
]);
type Message = Infer<typeof Message>;

export interface Heard {
  /** Another tab asks to go on now. */
  now(): void;
  /** Another tab wants to be told. */
  asked(): void;
  /** What the tab that syncs says. */
  told(news: Told): void;
}

export class Neighbours {
  readonly #channel: BroadcastChannel;
  #last = '';

  /** Those that have this database open, until the signal says stop. */
  constructor(database: string, heard: Heard, signal: AbortSignal) {
    this.#channel = new BroadcastChannel(`brushword/sync/${database}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // A tab of another edition may say what this one does not know.
      const message = v.safeParse(Message, data);
      if (!message.success || signal.aborted) return;
      const { output } = message;
      if (output.about === 'now') heard.now();
      else if (output.about === 'how is it') heard.asked();
      else heard.told(toldBy(output));
    });
    signal.addEventListener('abort', () => this.#channel.close());
  }

  askForNow(): void {
    this.#channel.postMessage({ about: 'now' } satisfies Message);
  }

  ask(): void {
    this.#channel.postMessage({ about: 'how is it' } satisfies Message);
  }

  /** Says how it is, where that is news or somebody asked. */
  tell(news: Told, asked = false): void {
    const message = {
      about: 'so it is',
      wrong: wire(news.wrong),
      paused: news.paused,
      signedOut: news.signedOut,
      refused: news.refused?.map(({ hash, project, title, fault }) => ({
        hash,
        project,
        title,
        fault: { kind: fault.name, message: fault.message },
      })),
      coming: news.coming,
    } as const;
    const text = JSON.stringify(message);
    if (text === this.#last && !asked) return;
    this.#last = text;
    this.#channel.postMessage(JSON.parse(text));
  }
}

const wire = (fault: Fault | undefined) => fault && { kind: fault.name, message: fault.message };

const faultOf = ({ kind, message }: Infer<typeof Wrong>): Fault => new Fault(kind, message);

function toldBy(told: Extract<Message, { about: 'so it is' }>): Told {
  return {
    wrong: told.wrong && faultOf(told.wrong),
    paused: told.paused,
    signedOut: told.signedOut,
    refused: told.refused?.map(({ hash, project, title, fault }) => ({
      hash,
      project,
      title,
      fault: faultOf(fault),
    })),
    coming: told.coming,
  };
}
