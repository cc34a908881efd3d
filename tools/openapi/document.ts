/** The API as an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1), made from the table that the server answers to. */
import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import * as account from '../../core/contract/account.ts';
import { FaultReply, Health, api, apiRoot, type Route, type Who } from '../../core/contract/api.ts';
import * as blob from '../../core/contract/blob.ts';
import * as client from '../../core/contract/client.ts';
import { edition } from '../../core/contract/edition.ts';
import * as hosted from '../../core/contract/hosted.ts';
import { Project } from '../../core/contract/project.ts';
import type { Schema } from '../../core/contract/schema.ts';
import * as share from '../../core/contract/share.ts';
import * as vault from '../../core/contract/vault.ts';
import { Version } from '../../core/contract/version.ts';
import { bytes } from './bytes.ts';
import { words } from './words.ts';

type Side = 'input' | 'output';
type Json = Readonly<Record<string, unknown>>;

/** What has a name in the document: every schema that the contract gives one. */
const named = new Map<Schema, string>(
  Object.entries({
    ...account,
    ...blob,
    ...client,
    ...hosted,
    ...vault,
    ...share,
    // These are called the same in their files.

    Sent: account.Sent,
    SentChange: vault.Sent,
    FaultReply,
    Health,
    Project,
    Version,
  }).flatMap(([name, value]) => (isSchema(value) ? [[value, name]] : [])),
);

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

const access: Readonly<Record<Who, string>> = {
  open: 'Anybody may ask.',
  'account: read': 'With an API key that may read or write, or signed in.',
  'account: write': 'With an API key that may write, or signed in.',
  session: 'Signed in with a browser; no key may.',
  'session: fresh': 'Signed in with a browser within the hour; no key may.',
};

export function document(): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [line, route] of Object.entries<Route>(api)) {
    const [method = '', path = ''] = line.split(' ');
    const at = (paths[path.replace(/:(\w+)/g, '{$1}')] ??= {});
    // Object.entries forgets whose keys they are.
    at[method.toLowerCase()] = operation(path, route, words[line as keyof typeof api]);
  }
  for (const [path, methods] of Object.entries(bytes)) {
    const tagged = Object.entries(methods).map(([method, told]) => [
      method,
      { tags: [tagOf(path)], security: keys, ...told },
    ]);
    paths[path] = { ...paths[path], ...Object.fromEntries(tagged) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Brushword',
      version: String(edition),
      description:
        'Say it, see it: what the app asks its server, and what any other program may ask it as well.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiRoot }],
    tags: [...new Set(Object.keys(paths).map(tagOf))].map(name => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(
        [...named].map(([schema, name]) => [name, describe(schema, 'input', schema)]),
      ),
      responses: {
        Fault: {
          description: 'It could not be done: of which kind, and a sentence that says what to do.',
          content: { 'application/json': { schema: describe(FaultReply, 'output') } },
        },
      },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, made in Settings under Account.' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-brushword-session' },
      },
    },
  };
}

const keys = [{ key: [] }, { session: [] }];

function operation(path: string, { who, limit = 'none', body, reply }: Route, summary: string): Json {
  const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    tags: [tagOf(path)],
    summary,
    description: access[who] + (limit === 'none' ? '' : ' How often is limited.'),
    security: who === 'open' ? [] : who.startsWith('account') ? keys : [{ session: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: describe(body, 'input') } } },
    }),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: describe(reply, 'output') } } },
      default: { $ref: '#/components/responses/Fault' },
    },
  };
}

/** The schema as JSON Schema; by its name where it has one, but for `whole` itself. What only code can check is left out. */
function describe(schema: Schema, typeMode: Side, whole?: Schema): Json {
  const config: ConversionConfig = {
    target: 'draft-2020-12',
    typeMode,
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => {
      const name = named.get(valibotSchema);
      return name === undefined || valibotSchema === whole
        ? undefined
        : { $ref: `#/components/schemas/${name}` };
    },
  };
  // OpenAPI 3.1 says for the whole document which JSON Schema it speaks.
  return { ...toJsonSchema(schema, config), $schema: undefined };
}

const titles: Readonly<Record<string, string>> = { health: 'The server' };
/** The part of the API that a path belongs to, by its first word. */
function tagOf(path: string): string {
  const [, first = ''] = path.split('/');
  return titles[first] ?? first.slice(0, 1).toUpperCase() + first.slice(1);
}
