/** The links of an account, and what one looks like. They are made in `sharing.ts`. */
import type { MadeShare, Share } from '../../core/contract/share.ts';
import { call } from '../data/api.ts';
import { remembered } from './signed-in.ts';

/** Whether somebody is signed in in this browser, as far as it knows without asking. */
export const isSignedIn = (): boolean => remembered() !== undefined;

/** The address that is given on. What follows `#` is sent to no server when it is opened. */
export const linkOf = ({ token }: MadeShare): string => `${location.origin}/share#${token}`;

/** The newest first. */
export const readLinks = (signal: AbortSignal): Promise<readonly Share[]> => call('GET /shares', {}, signal);

export async function revokeLink(id: string, signal: AbortSignal): Promise<void> {
  await call('DELETE /shares/:id', { params: { id } }, signal);
}
