/** Projects and their histories for programs, read from the account's vault. */
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { Project } from '../../core/contract/project.ts';
import { v, type Infer, type Schema } from '../../core/contract/schema.ts';
import { Version } from '../../core/contract/version.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { vaultOf } from '../objects/vault.ts';
import type { AccountRef } from '../store/accounts.ts';
import type { Which } from '../store/holdings.ts';

type Lines = 'GET /projects' | 'GET /projects/:id' | 'GET /projects/:id/history';

export const projects: Answers<typeof api, Env, Lines> = {
  'GET /projects': async ({ env, account }) =>
    (await projectsOf(env, account, {})).sort((a, b) => b.changed - a.changed),

  'GET /projects/:id': ({ env, account, params }) => project(env, account, params.id),

  'GET /projects/:id/history': async ({ env, account, params }) => {
    const owner = (await project(env, account, params.id)).id;
    const versions = whole(Version, await vaultOf(env.VAULT, account.id).recordsOf('versions', { owner }));
    return versions.sort((a, b) => a.made - b.made);
  },
};

async function projectsOf(env: Env, account: AccountRef, which: Which): Promise<Project[]> {
  const found = whole(Project, await vaultOf(env.VAULT, account.id).recordsOf('projects', which));
  return found.filter(({ deleted }) => deleted !== true);
}

async function project(env: Env, account: AccountRef, id: string): Promise<Project> {
  const [found] = await projectsOf(env, account, { id });
  if (found) return found;
  throw new Fault('not-found', 'There is no such project in your account.');
}

/** The records of which every field has come: a device may be in the middle of sending one. */
const whole = <S extends Schema>(schema: S, records: readonly unknown[]): Infer<S>[] =>
  records.flatMap(record => {
    const read = v.safeParse(schema, record);
    return read.success ? [read.output] : [];
  });
