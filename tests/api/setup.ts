/** Before each file of tests: a D1 with the tables of our migrations. */
import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';

beforeAll(() => applyD1Migrations(env.DB, env.MIGRATIONS));
