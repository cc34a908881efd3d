/** Where weights are on a server laid out like the hub, and which servers may be asked. */
import { Fault } from '../../../core/contract/fault.ts';
import type { WeightsEntry } from './entry.ts';

export const HUB = 'https://huggingface.co';

/** Two views of one file: its bytes, and the pointer that stands for them in the repository. Throws where it has none. */
export function addressOf(
  server: string,
  { title, repository, commit }: Pick<WeightsEntry, 'title' | 'repository' | 'commit'>,
  view: 'resolve' | 'raw',
  path: string,
): string {
  if (repository === undefined)
    throw new Fault('refused', `${title} came from this device and is nowhere else. Add it again.`);
  return `${server}/${repository}/${view}/${commit}/${path}`;
}

/** For sentences. */
export const hostOf = (address: string): string => new URL(address).host;

/**
 * A server's address as a person typed it, ready to be asked. Throws `bad-request` for what is none, and for what the
 * content security policy would stop: what is not encrypted may come from this very machine alone.
 */
export function serverAt(typed: string): string {
  const url = URL.parse(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`,
  );
  // Chromium lets a host have spaces in it.
  if (url === null || !/^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) {
    throw new Fault('bad-request', 'That is not an address. It looks like https://models.example.org.');
  }
  const own = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && own)) {
    throw new Fault(
      'bad-request',
      'The address must begin with https://, or with http://localhost for this machine.',
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Fault('bad-request', 'The address may hold a host and a path, and nothing else.');
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}
