/**
 * Who does what is asked: this device wherever it can, else a machine of the person's own, else a provider of their account.
 * What this device can do is never sent anywhere unasked, however long it takes: a larger machine is offered beside it.
 */
import type { HostedTool } from '../contract/ask.ts';
import type { ProviderId } from '../contract/ids.ts';

/** A machine that is not this device, as far as it matters here. */
export interface Machine {
  readonly id: ProviderId;
  /** As the person knows it: "Forge in the cellar". */
  readonly name: string;
  /** Whether this browser calls it itself, or the account's server does. */
  readonly of: 'person' | 'account';
  readonly tools: readonly HostedTool[];
  /** In US dollars for this very work, where it is known. */
  readonly price?: number | undefined;
  /** Whether the person said that pictures may always go there. */
  readonly trusted: boolean;
}

export type Instead = Extract<HostedTool, 'operate' | 'transcribe'>;

/** What is asked, and what it would take here. */
export interface Asked {
  /** "Replace". */
  readonly title: string;
  /** The promise that it calls on and this device does not keep. */
  readonly tool: HostedTool | undefined;
  /** The tool by which a machine does instead what this device can: an edit, where it is left out. */
  readonly instead?: Instead | undefined;
  /** How long it takes here, in milliseconds: measured on this device, or reckoned from what was. */
  readonly time?: number | undefined;
  /** Milliseconds that one waits for it gladly: twenty seconds, where it is left out. */
  readonly patience?: number | undefined;
  /** What keeps this device from doing it as well as a machine may, in a sentence. */
  readonly lacks?: string | undefined;
  /** Bytes that it takes here, and that this device gives. */
  readonly memory?: { readonly needs: number; readonly has: number } | undefined;
}

/** Of the person: let it be chosen, ask each time, or this one wherever it can. */
export type Wish = 'automatic' | 'ask' | ProviderId;

export interface Placed {
  /** Nobody, where nobody can. */
  readonly by: Machine | 'device' | undefined;
  /** Whether the person is to say yes before it begins. */
  readonly asks: boolean;
  /** Who would do it sooner than this device, if the person wishes. */
  readonly offer?: Machine;
  /** Why it is so, in a sentence. */
  readonly why: string;
  /** Why it is none of these, in sentences. */
  readonly others: readonly { readonly who: Machine | 'device'; readonly why: string }[];
}

/** What one waits for without doing something else meanwhile (Nielsen, "Usability Engineering", 1993: ten seconds), twice over. */
const LONG = 20_000;

const needs: Readonly<Record<HostedTool, string>> = {
  repaint: 'paints into pictures',
  generate: 'makes pictures from words',
  operate: 'runs Brushword’s own edits',
  transcribe: 'writes down speech',
  analyse: 'looks at pictures',
};

const stays: Readonly<Record<Instead, string>> = {
  operate: 'the picture stays here',
  transcribe: 'what you say stays here',
};

/** `machines` in the person's own order. */
export function place(asked: Asked, machines: readonly Machine[], wish: Wish): Placed {
  return asked.tool === undefined
    ? placeHere(asked, machines, wish)
    : placeElsewhere(asked, asked.tool, machines, wish);
}

/** What this device can do. */
function placeHere(asked: Asked, machines: readonly Machine[], wish: Wish): Placed {
  const { title, memory, time = 0, instead = 'operate', patience = LONG, lacks } = asked;
  const able = ordered(machines.filter(({ tools }) => tools.includes(instead)));
  const wished = able.find(({ id }) => id === wish);
  const small = memory !== undefined && memory.needs > memory.has;
  const rest = (by: Machine | 'device' | undefined): Placed['others'] => [
    ...(by === 'device' ? [] : [{ who: 'device' as const, why: small ? tooSmall : 'You chose another.' }]),
    ...machines
      .filter(machine => machine !== by)
      .map(who => ({
        who,
        why: able.includes(who)
          ? `This device comes first, so that ${stays[instead]}.`
          : cannot(who, instead),
      })),
  ];
  if (wished) {
    const why = `You chose ${wished.name} for what it can do.`;
    return { by: wished, asks: !wished.trusted, why, others: rest(wished) };
  }
  const [engine] = able;
  if (small) {
    if (engine) return { by: engine, asks: true, why: tooSmall, others: rest(engine) };
    const why = `${tooSmall} Close other tabs, make the picture smaller first, or set up an engine of your own.`;
    return { by: undefined, asks: false, why, others: rest(undefined) };
  }
  const quicker = time > patience ? `${title} takes about ${spoken(time)} on this device.` : undefined;
  if (engine && (quicker ?? lacks) !== undefined) {
    const why = quicker
      ? `${quicker} ${engine.name} may be quicker.`
      : `${lacks} ${engine.name} may do better.`;
    return { by: 'device', asks: false, offer: engine, why, others: rest('device') };
  }
  return { by: 'device', asks: false, why: 'Done on this device; nothing is sent.', others: rest('device') };
}

/** What only machines elsewhere can do. */
function placeElsewhere(asked: Asked, tool: HostedTool, machines: readonly Machine[], wish: Wish): Placed {
  const able = ordered(machines.filter(({ tools }) => tools.includes(tool)));
  const wished = machines.find(({ id }) => id === wish);
  const by = able.find(({ id }) => id === wish) ?? able[0];
  const others = [
    { who: 'device' as const, why: `Nothing on this device ${needs[tool]}.` },
    ...machines
      .filter(machine => machine !== by)
      .map(who => ({ who, why: able.includes(who) ? cameFirst(who, by) : cannot(who, tool) })),
  ];
  if (!by) {
    const why = `${asked.title} needs something that ${needs[tool]}, and none is set up that does.`;
    return { by, asks: false, why, others };
  }
  if (wished && wished !== by) {
    const why = `${cannot(wished, tool)} ${by.name} does.`;
    return { by, asks: true, why, others };
  }
  const why = wished ? `You chose ${by.name}.` : `Nothing on this device ${needs[tool]}; ${by.name} does.`;
  return { by, asks: wish === 'ask' || !by.trusted, why, others };
}

/** The person's own first. */
const ordered = (machines: readonly Machine[]): readonly Machine[] =>
  [...machines].sort((a, b) => Number(a.of === 'account') - Number(b.of === 'account'));

const tooSmall = 'This device has not enough memory for this picture.';

const cannot = ({ name, tools }: Machine, tool: HostedTool): string =>
  tools.length === 0
    ? `${name} has not been reached yet, so it is not known what it can do.`
    : `${name} is nothing that ${needs[tool]}.`;

function cameFirst(who: Machine, by: Machine | undefined): string {
  if (who.of === 'account' && by?.of === 'person')
    return 'A machine of your own comes before one that is hosted.';
  return `${by?.name ?? 'Another'} comes first in your list, or was chosen.`;
}

/** "40 seconds", "3 minutes". */
function spoken(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
