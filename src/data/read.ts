/** What the studio shows, asked of the database: give these to a live query. */
import type { ProjectId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Reference } from '../../core/contract/reference.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Database } from './database.ts';

/** The projects that are not deleted, the last changed first. */
export function projectsOf(database: Database): Promise<Project[]> {
  return database.guard(async () => {
    const all = await database.projects.orderBy('changed').reverse().toArray();
    return all.filter(project => project.deleted !== true);
  });
}

export function projectWith(database: Database, id: ProjectId): Promise<Project | undefined> {
  return database.guard(async () => database.projects.get(id));
}

/** All versions of a project, in no order: `core/history/graph.ts` knows which came first. */
export function versionsOf(database: Database, project: ProjectId): Promise<Version[]> {
  return database.guard(async () => database.versions.where('project').equals(project).toArray());
}

export function jobsOf(database: Database, project: ProjectId): Promise<Job[]> {
  return database.guard(async () => database.jobs.where('project').equals(project).toArray());
}

/** The references that are not deleted, the last kept first. */
export function referencesIn(database: Database): Promise<Reference[]> {
  return database.guard(async () => {
    const all = await database.references.orderBy('made').reverse().toArray();
    return all.filter(reference => reference.deleted !== true);
  });
}

/** The cards that are not to be offered again. */
export function dismissedIn(database: Database): Promise<readonly string[]> {
  return database.guard(async () => {
    const all = await database.dismissals.toArray();
    return all.filter(({ stands }) => stands).map(({ id }) => id);
  });
}
