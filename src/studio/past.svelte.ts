/** What is kept of one project, where it stands in its history, and how it gets elsewhere. */
import type { ProjectId, VersionId } from '../../core/contract/ids.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Version } from '../../core/contract/version.ts';
import { type Graph, graphOf, lineage } from '../../core/history/graph.ts';
import { layout, type Layout } from '../../core/history/layout.ts';
import { back, forward, type Place, reset, restore, steps } from '../../core/history/undo.ts';
import { commit } from '../data/commit.ts';
import { projectWith, versionsOf } from '../data/read.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';

interface Kept {
  readonly project: Project | undefined;
  readonly graph: Graph;
}

export class Past {
  #loaded = $state(false);
  readonly #id: ProjectId;
  readonly #parts: Parts;
  readonly #notices: Notices;
  readonly #kept: Live<Kept>;

  /** `arrives` is told of each version that comes to be the head, here or in another tab. */
  constructor(id: ProjectId, parts: Parts, notices: Notices, arrives: (head: Version) => void) {
    this.#id = id;
    this.#parts = parts;
    this.#notices = notices;
    this.#kept = new Live<Kept>(
      () => this.#read(),
      { project: undefined, graph: graphOf([]) },
      {
        arrives: kept => {
          this.#loaded = true;
          const head = headOf(kept);
          if (head) arrives(head);
        },
        fails: thrown => notices.fault(thrown),
      },
    );
  }

  get project(): Project | undefined {
    return this.#kept.current.project;
  }

  /** The version on the screen. */
  get head(): Version | undefined {
    return headOf(this.#kept.current);
  }

  /** Whether the store was asked and knows no such project. */
  get missing(): boolean {
    const { project } = this.#kept.current;
    return this.#loaded && (project === undefined || project.deleted === true);
  }

  /** How the history is drawn, newest first. */
  get drawn(): Layout | undefined {
    const { project, graph } = this.#kept.current;
    return project && layout(graph, project);
  }

  /** How many steps lead back, and how many forward. */
  get steps(): { readonly back: number; readonly forward: number } {
    const { project, graph } = this.#kept.current;
    return project ? steps(graph, project) : { back: 0, forward: 0 };
  }

  /** The oldest version on the way to the head that has its size: what it can be compared with. */
  get first(): Version | undefined {
    const { head } = this;
    return this.way.find(old => old !== head && old.width === head?.width && old.height === head.height);
  }

  /** From the picture as it was opened to the head. */
  get way(): readonly Version[] {
    const { head } = this;
    const { graph } = this.#kept.current;
    return head ? lineage(graph, head.id).flatMap(id => graph.versions.get(id) ?? []) : [];
  }

  version(id: VersionId): Version | undefined {
    return this.#kept.current.graph.versions.get(id);
  }

  /** The head as the store has it: what is shown follows a moment later. */
  async present(): Promise<Version | undefined> {
    return headOf(await this.#read());
  }

  /** How many ways of making the head were kept so far, its own included: of the same place, by the same operation. */
  attempts({ parents, recipe }: Version): number {
    const [parent] = parents;
    return [...this.#kept.current.graph.versions.values()].filter(
      other =>
        other.parents[0] === parent &&
        other.recipe?.operation === recipe?.operation &&
        other.recipe?.mask === recipe?.mask,
    ).length;
  }

  back(count = 1): Promise<boolean> {
    return this.#go((graph, at) => back(graph, at, count), 'There is nothing to undo.');
  }

  forward(): Promise<boolean> {
    return this.#go(forward, 'There is nothing to redo.');
  }

  reset(): Promise<boolean> {
    return this.#go(reset, 'This is the picture as it was opened.');
  }

  restore(id: VersionId): Promise<boolean> {
    return this.#go((graph, at) => restore(graph, at, id), 'This is that version.');
  }

  /** Stands elsewhere; says `otherwise` where that is where it stood. True where it went. */
  async #go(to: (graph: Graph, at: Place) => Place, otherwise: string): Promise<boolean> {
    const { database } = this.#parts;
    try {
      const { project, graph } = await this.#read();
      if (!project) return false;
      const { head, tip } = to(graph, project);
      if (head === project.head && tip === project.tip) {
        this.#notices.tell(otherwise);
        return false;
      }
      const thumb = graph.versions.get(head)?.thumb ?? project.thumb;
      await commit(database, {
        projects: [{ id: this.#id, head, tip, thumb, changed: database.world.now() }],
      });
      return true;
    } catch (thrown) {
      this.#notices.fault(thrown);
      return false;
    }
  }

  async #read(): Promise<Kept> {
    const { database } = this.#parts;
    const [project, versions] = await Promise.all([
      projectWith(database, this.#id),
      versionsOf(database, this.#id),
    ]);
    return { project, graph: graphOf(versions) };
  }
}

const headOf = ({ project, graph }: Kept): Version | undefined => project && graph.versions.get(project.head);
