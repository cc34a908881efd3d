/** The text bar: a sentence → what was understood → what is still to be asked → what is done. */
import type { VersionId } from '../../core/contract/ids.ts';
import type { Edit, Plan } from '../../core/contract/plan.ts';
import type { Exchange, Reply } from '../../core/intent/dialogue.ts';
import type { Place, Step } from '../../core/intent/order.ts';
import type { Wish } from '../../core/jobs/place.ts';
import { carryOut } from './commands.ts';
import type { Desk, OrderStep } from './edit.svelte.ts';
import type { Notices } from './notices.svelte.ts';

interface Parser {
  understand(sentence: string): Plan;
  reply(sentence: string, last?: Exchange): Reply;
  orderFor(edit: Edit): Step;
  choiceIn(sentence: string, count: number): number[] | undefined;
  examples: readonly string[];
}

/** What was asked for last, and what came of it. */
interface Done extends Exchange {
  /** Versions that it made, and the last of them. */
  readonly made: number;
  readonly head: VersionId | undefined;
}

export interface Chip {
  readonly text: string;
  readonly state: 'waiting' | 'now' | 'done';
}

const REMEMBER = 50;

const needless =
  'Nothing here seems to need that, so nothing was changed. Say how, such as “a bit brighter” or “warmer”.';

export class Say {
  text = $state('');
  /** What must be known before it can go on. */
  asking = $state<string>();
  /** Whether what is spoken of is being looked for in the picture. */
  looking = $state(false);
  examples = $state.raw<readonly string[]>([]);
  /** Who is to do what is said, where that is to be so for this one alone. */
  once = $state<Wish>();

  #parser = $state.raw<Parser>();
  #queue = $state.raw<readonly Step[]>([]);
  #done = $state(0);
  /** Versions that the queue has made so far. */
  #made = 0;
  #queued = '';
  #asked: Reply | undefined;
  #said: string[] = [];
  #recalled = 0;
  #last = $state.raw<Done>();
  readonly #desk: Desk;
  readonly #notices: Notices;

  readonly #reply: Reply | undefined = $derived(
    this.text.trim() === '' ? undefined : this.#parser?.reply(this.text, this.before),
  );
  /** An answer to nothing is read as a sentence of its own: "scratch that" takes back what was done. */
  readonly #plan: Plan | undefined = $derived(
    this.#reply && ('plan' in this.#reply ? this.#reply.plan : this.#parser?.understand(this.text)),
  );
  readonly #steps: readonly Step[] = $derived(this.#stepsOf(this.#plan));
  readonly refused = $derived(this.#plan && 'refused' in this.#plan ? this.#plan.refused : undefined);
  readonly chips: readonly Chip[] = $derived.by(() => {
    const going = this.#queue.length > 0;
    return (going ? this.#queue : this.#steps).map((step, index) => ({
      text: step.kind === 'question' ? step.ask : step.title,
      state: !going ? 'waiting' : index < this.#done ? 'done' : index === this.#done ? 'now' : 'waiting',
    }));
  });

  /** What of this is next, as far as others than this device might do it. */
  readonly next: OrderStep | undefined = $derived.by(() => {
    const steps = this.#queue.length > 0 ? this.#queue.slice(this.#done) : this.#steps;
    return steps.find(step => step.kind === 'order');
  });

  constructor(desk: Desk, notices: Notices) {
    this.#desk = desk;
    this.#notices = notices;
  }

  /** The parser comes when it is first needed: it is no part of the first paint. */
  async prepare(): Promise<void> {
    if (this.#parser) return;
    const [{ understand }, { reply }, { orderFor }, { choiceIn }, { examples }] = await Promise.all([
      import('../../core/intent/understand.ts'),
      import('../../core/intent/dialogue.ts'),
      import('../../core/intent/order.ts'),
      import('../../core/intent/choice.ts'),
      import('../../core/intent/suggest.ts'),
    ]);
    this.#parser = { understand, reply, orderFor, choiceIn, examples };
    this.examples = examples;
  }

  /** Called at each key: a changed sentence is a new one. */
  changed(): void {
    if (this.#steps.some(step => this.#unmarked(step))) this.#desk.finder.look();
    const said = this.text.trim();
    if (said === this.#queued || (this.#isAsked && (said === '' || this.chosen(said)))) return;
    this.#desk.sight.settle();
    this.#desk.sight.stop();
    this.looking = false;
    this.#queue = [];
    this.#done = 0;
    this.asking = undefined;
    this.once = undefined;
  }

  /** Which of the numbers on the picture a sentence names, where that is what is asked. */
  chosen(sentence: string): number[] | undefined {
    return this.#isAsked ? this.#parser?.choiceIn(sentence, this.#desk.sight.candidates.length) : undefined;
  }

  /** Goes on with what these numbers stand for. */
  async choose(numbers: readonly number[]): Promise<void> {
    this.text = this.#queued;
    await this.#desk.finder.choose(numbers);
    await this.go();
  }

  /** Says it for the person, of this region of what is seen where one is given. */
  async say(sentence: string, region?: number): Promise<void> {
    await this.prepare();
    this.text = sentence;
    this.changed();
    this.#desk.marks.clear();
    if (region !== undefined) await this.#desk.finder.markRegion(region);
    await this.go();
  }

  /** Does what the sentence asks, as far as it is known how; goes on where it stopped to ask. */
  async go(): Promise<void> {
    await this.prepare();
    const said = this.text.trim();
    const chosen = this.chosen(said);
    if (chosen) return this.choose(chosen);
    if (this.#desk.running && this.#reply?.kind === 'stop') {
      this.#desk.stop();
      this.text = '';
    }
    if (said === '' || this.#desk.running || this.looking) return;
    if (this.refused !== undefined) return this.#notices.tell(this.refused);
    if (this.#queue.length === 0) {
      if (this.#steps.length === 0) return this.#lost();
      this.#asked = this.#reply;
      this.#queue = this.#steps;
      this.#queued = said;
      this.#done = 0;
    }
    await this.#onward(said);
  }

  /** Ends what is going on: a run, or a look. What was said stays, to be said again. */
  stop(): void {
    if (!this.looking) return this.#desk.stop();
    this.looking = false;
    this.#restart();
    this.#desk.sight.forget();
  }

  /** How a sentence would be answered, once the parser is there. */
  kindOf(sentence: string): Reply['kind'] | undefined {
    return this.#parser?.reply(sentence, this.before).kind;
  }

  recall(by: -1 | 1): void {
    const at = this.#recalled - by;
    if (at < 0 || at > this.#said.length) return;
    this.#recalled = at;
    this.text = at === 0 ? '' : (this.#said[this.#said.length - at] ?? '');
    this.changed();
  }

  async #onward(said: string): Promise<void> {
    const queue = this.#queue;
    for (let step = this.#queue[this.#done]; step; step = this.#queue[this.#done]) {
      if (step.kind === 'question') {
        this.asking = step.ask;
        return;
      }
      const place = this.#unmarked(step);
      if (place) {
        // Nobody is asked to mark what nobody could then do.
        const { head, who } = this.#desk;
        if (step.kind === 'order' && head && !(await who.canBeDone(step, head))) return this.#restart();
        if (this.#queue !== queue) return;
        const ask = await this.#find(place);
        if (this.#queue !== queue) return;
        if (ask !== undefined) {
          this.asking = ask;
          return;
        }
      }
      this.asking = undefined;
      const before = this.#desk.made;
      const landed =
        step.kind === 'order'
          ? await this.#desk.run(step, said, this.once)
          : await carryOut(step.command, this.#desk, this.#notices, said, step.place);
      if (!landed) return this.#restart();
      if (step.kind === 'order') this.once = undefined;
      if (this.#desk.made !== before) this.#made++;
      this.#done++;
    }
    if (this.#made === 0 && this.#queue.some(step => step.kind === 'order')) this.#notices.tell(needless);
    this.#remember();
    this.#said = [...this.#said.filter(other => other !== said), said].slice(-REMEMBER);
    this.#recalled = 0;
    this.text = '';
    this.#restart();
  }

  /** Where a step is done, if nothing is marked there yet. */
  #unmarked(step: Step): Place | undefined {
    const place = step.kind === 'order' ? step : step.kind === 'command' ? step.place : undefined;
    return place && this.#desk.lacksMarks(place) ? place : undefined;
  }

  async #find(place: Place): Promise<string | undefined> {
    const queue = this.#queue;
    this.looking = true;
    // Who went on typing is asking for something else by now.
    const isAwaited = (): boolean => this.#queue === queue;
    const ask = await this.#desk.finder.find(place, isAwaited);
    if (isAwaited()) this.looking = false;
    return ask;
  }

  get #isAsked(): boolean {
    return this.#desk.sight.candidates.length > 0;
  }

  /** What a sentence may lean on: the last edits, as long as they are what is looked at. */
  get before(): Done | undefined {
    return this.#last?.head === this.#desk.head?.id ? this.#last : undefined;
  }

  #remember(): void {
    const asked = this.#asked;
    const made = this.#made;
    if (!asked || !('plan' in asked) || 'refused' in asked.plan || made === 0) return;
    const { sentence, plan } = asked;
    this.#last = { sentence, edits: plan.edits, made, head: this.#desk.made };
  }

  #restart(): void {
    this.#queue = [];
    this.#queued = '';
    this.#done = 0;
    this.#made = 0;
    this.asking = undefined;
  }

  #lost(): void {
    const example = this.examples[0] ?? 'remove the lamp';
    this.#notices.tell(`I found nothing to do in that. Try “${example}”, or “help”.`);
  }

  #stepsOf(plan: Plan | undefined): readonly Step[] {
    const parser = this.#parser;
    if (!parser || !plan || 'refused' in plan) return [];
    const steps = plan.edits.map(edit => parser.orderFor(edit));
    const before = this.before;
    if (this.#reply?.kind !== 'instead' || !before) return steps;
    return [parser.orderFor({ op: 'undo', count: before.made }), ...steps];
  }
}
