/** How things stand between a device and its account → what is said of it. */
import type { Fault } from '../../core/contract/fault.ts';
import type { Standing } from '../studio/sync.svelte.ts';
import { bytes } from './settings/amounts.ts';

/** "3 changes and 41 MB". */
export function amountOf({
  changes,
  bytes: size,
}: {
  readonly changes: number;
  readonly bytes: number;
}): string {
  const count = `${changes.toLocaleString()} ${changes === 1 ? 'change' : 'changes'}`;
  return size === 0 ? count : `${count} and ${bytes(size)}`;
}

interface Stands {
  readonly standing: Standing;
  readonly changes: number;
  readonly bytes: number;
  /** How many bytes are to come here. */
  readonly coming: number;
  readonly wrong: Fault | undefined;
  /** On how many devices the account is signed in, where that is known. */
  readonly devices: number | undefined;
}

/** In one sentence, or less. */
export function sentenceOf(sync: Stands): string {
  const left = sync.changes === 0 ? '' : `: ${amountOf(sync)} to go`;
  switch (sync.standing) {
    case 'off':
      return 'Kept on this device';
    case 'signed out':
      return `Signed out${left}`;
    case 'paused':
      return `Paused${left}`;
    case 'metered':
      return `Paused on a metered network${left}`;
    case 'offline':
      return `Offline${left}`;
    case 'full':
      return `Your account is full${left}`;
    case 'full here':
      return sync.coming === 0 ? 'This device is full' : `This device is full: ${bytes(sync.coming)} to come`;
    case 'not taken':
      return sync.wrong?.message ?? '';
    case 'refused':
      return `Server refused: ${sync.wrong?.message ?? ''}`;
    case 'going':
      return `${amountOf(sync)} to go`;
    case 'coming':
      return `${bytes(sync.coming)} to come`;
    case 'asking':
      return 'Asking your account…';
    case 'together':
      return together(sync.devices);
  }
}

/** What is read aloud without being asked for: only what hinders, and that it no longer does. */
export function aloud(standing: Standing, before: Standing | undefined): string {
  switch (standing) {
    case 'offline':
      return 'Offline. What you make is kept here, and sent later.';
    case 'full':
      return 'Your account is full. Nothing more is sent.';
    case 'full here':
      return 'This device is full. Nothing more comes to it by itself.';
    case 'not taken':
      return 'Your account did not take all that was sent.';
    case 'refused':
      return 'The server refused what was sent.';
    case 'metered':
      return 'Sync is paused on this metered network.';
    default:
      return before !== undefined && hindered.includes(before) ? 'Sync goes on.' : '';
  }
}

const hindered: readonly Standing[] = ['offline', 'full', 'full here', 'not taken', 'refused', 'metered'];

function together(devices: number | undefined): string {
  if (devices === undefined || devices < 2) return 'All on your account';
  return devices === 2 ? 'All on both devices' : `All on your ${devices} devices`;
}
