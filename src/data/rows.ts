/** What this device keeps beside the records of `core/contract`: what lies in the tables that no vault ever sees as they are. */
import type { HostedTool } from '../../core/contract/ask.ts';
import type { NewProvider } from '../../core/contract/hosted.ts';
import type { AccountId, AssetHash, JobId, ProjectId, ProviderId } from '../../core/contract/ids.ts';
import type { Sighted } from '../../core/contract/scene.ts';
import type { Sent } from '../../core/contract/vault.ts';

export interface Bytes {
  readonly hash: AssetHash;
  readonly blob: Blob;
  /** When they came, in milliseconds since 1970. */
  readonly kept: number;
}

/** A change that waits for the vault: to be sent, or, once taken, to come back. */
export interface Waiting extends Sent {
  /** Its place. Never given again, and what lies in it never changes: what is set over is deleted, and the other comes last. */
  seq: number;
}

/** Rows of the outbox that follow each other, by their first and last place. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** Rows that the vault has taken, and its head when it had. */
export interface TakenRun extends Run {
  readonly head: number;
}

/** When each field of a record was last set: what a change from elsewhere is measured against. */
export interface Stamps {
  readonly table: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What holds of a record and is in no table: it leads to what is not here yet, or only a newer Brushword knows it. */
export interface Aside {
  readonly table: string;
  readonly id: string;
  readonly changes: readonly Sent[];
  /** What it is waiting for, each as `nameOf` names it (`sync/records.ts`). */
  readonly awaits: readonly string[];
}

/** The account's vault, as far as this device knows it. */
export interface Standing {
  readonly key: 'vault';
  readonly account: AccountId;
  /** The number of its last change that is kept here. */
  readonly read: number;
  /** How far its clock is ahead of ours, in milliseconds. */
  readonly offset: number;
  /** What of the outbox it has taken, and has not sent back yet. */
  readonly taken: readonly TakenRun[];
}

/** What the person wants of syncing on this device. */
export interface Habits {
  readonly key: 'sync';
  /** Nothing goes or comes by itself. */
  readonly paused: boolean;
  /** And neither does it where the network is metered. */
  readonly spareMetered: boolean;
  /** The projects that are wanted here whole, also without a network. */
  readonly pinned: readonly ProjectId[];
}

export interface Meta {
  readonly key: 'clock' | 'device';
  readonly value: string;
}

/** What was seen in a picture. It can be seen again at any time, so nobody misses it. */
export interface KeptScene {
  readonly hash: AssetHash;
  readonly sighted: Sighted;
  /** When, in milliseconds since 1970. */
  readonly kept: number;
}

/** A machine of the person's own, with what only this device may know of it. Never sent to the account. */
export interface OwnProvider extends Omit<NewProvider, 'secrets'> {
  readonly id: ProviderId;
  /** What it needs to be let in, by the names of its settings. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What it said it can do, where not all of its kind can do the same. */
  readonly tools?: readonly HostedTool[];
  /** When it was set up, in milliseconds since 1970. */
  readonly made: number;
}

/** Where the person said that something may always go, and when, in milliseconds since 1970: of pictures, and of what they say. */
export interface Consent {
  readonly provider: ProviderId;
  readonly given?: number;
  readonly speech?: number;
}

/**
 * What a job asked of a machine elsewhere, kept from before it is sent until its answer has landed: a page that died finds here
 * where to ask on, or the answer itself, and nothing is asked, or paid, twice.
 */
export interface Errand {
  readonly job: JobId;
  readonly provider: ProviderId;
  /** The SHA-256 of what was asked. */
  readonly work: string;
  /** By which it is asked after: absent where it is not known whether it arrived. */
  readonly handle?: string;
  readonly answer?: { readonly blob: Blob; readonly by: string };
  /** What a picture is made of, where it belongs to no project yet. */
  readonly wanted?: {
    readonly title: string;
    readonly params: Record<string, unknown>;
    readonly seed: number;
  };
  readonly asked: number;
}
