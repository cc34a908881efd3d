/** The pictures that are kept here: opened, named, deleted, brought back. */
import { ProjectId } from '../../core/contract/ids.ts';
import type { Project } from '../../core/contract/project.ts';
import { commit } from '../data/commit.ts';
import { projectsOf } from '../data/read.ts';
import { settleIn } from './land.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';

export class Projects {
  readonly #parts: Parts;
  readonly #notices: Notices;
  readonly #all: Live<Project[]>;

  constructor(parts: Parts, notices: Notices) {
    this.#parts = parts;
    this.#notices = notices;
    this.#all = new Live(() => projectsOf(parts.database), [], { fails: thrown => notices.fault(thrown) });
  }

  /** The last changed first. */
  get list(): readonly Project[] {
    return this.#all.current;
  }

  /** Keeps a photo as a project of its own. Throws the `Fault` that says why it cannot be opened. */
  async add(file: Blob, title: string, signal: AbortSignal): Promise<ProjectId> {
    const { database, viewer } = this.#parts;
    const opened = await viewer.open(file, signal);
    const id = database.world.id(ProjectId);
    await settleIn(this.#parts, { ...opened, id, title });
    return id;
  }

  async rename(id: ProjectId, title: string): Promise<void> {
    const name = title.trim();
    if (name !== '') await this.#set({ id, title: name });
  }

  /** Deleted pictures can be brought back at once; their bytes go later. */
  async remove(project: Project): Promise<void> {
    const gone = await this.#set({ id: project.id, deleted: true });
    if (!gone) return;
    this.#notices.tell(`“${project.title}” is deleted.`, {
      label: 'Undo',
      take: () => void this.#set({ id: project.id, deleted: undefined }),
    });
  }

  async #set(
    fields: Pick<Project, 'id'> & { title?: string; deleted?: boolean | undefined },
  ): Promise<boolean> {
    try {
      await commit(this.#parts.database, {
        projects: [{ ...fields, changed: this.#parts.database.world.now() }],
      });
      return true;
    } catch (thrown) {
      this.#notices.fault(thrown);
      return false;
    }
  }
}
