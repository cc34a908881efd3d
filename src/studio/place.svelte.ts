/** Which room is open: what the address says. */
import { ProjectId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';

export type Room =
  | { readonly name: 'projects' }
  | { readonly name: 'settings' }
  | { readonly name: 'generate' }
  | { readonly name: 'edit'; readonly project: ProjectId };

export class Place {
  room = $state.raw<Room>(roomAt(location.pathname));
  /** Where one came from into the settings, and goes back to. */
  before = $state('/');

  constructor() {
    addEventListener('popstate', () => (this.room = roomAt(location.pathname)));
  }

  /** A path may end in # and the name of a part of the room. */
  go(path: string): void {
    const [plain = path] = path.split('#');
    if (roomAt(plain).name === 'settings' && this.room.name !== 'settings') this.before = location.pathname;
    if (path !== location.pathname) history.pushState(null, '', path);
    this.room = roomAt(plain);
  }

  /** For a link's click: goes there without loading the page anew. A click meant for another tab is left alone. */
  follow(event: MouseEvent): void {
    const link = event.currentTarget;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(link.pathname + link.hash);
  }
}

export const editing = (project: ProjectId): string => `/edit/${project}`;

function roomAt(path: string): Room {
  const [, room, id] = path.split('/');
  // Letters lead to /account, which is a part of the settings.
  if (room === 'settings' || room === 'account') return { name: 'settings' };
  if (room === 'generate') return { name: 'generate' };
  return room === 'edit' && id ? { name: 'edit', project: parse(ProjectId, id) } : { name: 'projects' };
}
