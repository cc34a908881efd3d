/** The OpenAPI document as one page of plain HTML: no script, so that nothing has to be allowed for it. */
import { isJson, notation, type Json, type Manner } from './notation.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const manner: Manner = {
  plain: escaped,
  link: name => `<a href="#${escaped(name)}">${escaped(name)}</a>`,
};

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (isJson(found) ? found[name] : undefined), value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function page(document: Json): string {
  const lines = Object.entries(isJson(document['paths']) ? document['paths'] : {}).flatMap(
    ([path, methods]) =>
      Object.entries(isJson(methods) ? methods : {}).map(([method, told]) => ({ path, method, told })),
  );
  const tags = [...new Set(lines.map(({ told }) => firstTag(told)))];
  const root = text(at(firstOf(document['servers']), 'url'));
  const schemas = at(document, 'components', 'schemas');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Brushword for programs</title>
    <link rel="icon" href="/icon.svg" />
    <link rel="stylesheet" href="/developers.css" />
  </head>
  <body>
    <header>
      <h1>Brushword for programs</h1>
      <p>${escaped(text(at(document, 'info', 'description')))} The same as an
        <a href="${root}/openapi.json">OpenAPI document</a>. An API key is made in Settings, under Account, and sent as
        <code>Authorization: Bearer bw_…</code>. Paths stand under <code>${escaped(root)}</code>.</p>
      <nav aria-label="Parts"><ul>${tags.map(tag => `<li><a href="#part-${slug(tag)}">${escaped(tag)}</a></li>`).join('')}</ul></nav>
    </header>
    <main>
${tags
  .map(tag =>
    part(
      tag,
      lines.filter(({ told }) => firstTag(told) === tag),
    ),
  )
  .join('\n')}
      <section aria-labelledby="shapes"><h2 id="shapes">What is sent and given</h2>
${Object.entries(isJson(schemas) ? schemas : {})
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, schema]) =>
    isJson(schema) ? `<h3 id="${escaped(name)}">${escaped(name)}</h3>${code(schema)}` : '',
  )
  .join('\n')}
      </section>
    </main>
  </body>
</html>
`;
}

interface Line {
  readonly path: string;
  readonly method: string;
  readonly told: unknown;
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);
const firstTag = (told: unknown): string => text(firstOf(at(told, 'tags')));
const slug = (tag: string): string => tag.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const code = (schema: Json): string => `<pre><code>${notation(schema, manner)}</code></pre>`;

const part = (tag: string, lines: readonly Line[]): string =>
  `      <section aria-labelledby="part-${slug(tag)}"><h2 id="part-${slug(tag)}">${escaped(tag)}</h2>
${lines.map(entry).join('\n')}
      </section>`;

function entry({ path, method, told }: Line): string {
  const takes = content(at(told, 'requestBody', 'content'));
  const gives = content(at(told, 'responses', '200', 'content'));
  return `<details>
  <summary><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code> <span>${escaped(text(at(told, 'summary')))}</span></summary>
  <p>${escaped(text(at(told, 'description')))}</p>
  ${takes === '' ? '' : `<h4>Takes</h4>${takes}`}${gives === '' ? '' : `<h4>Gives</h4>${gives}`}
</details>`;
}

/** What travels one way, for each type that it may be of. */
function content(types: unknown): string {
  return Object.entries(isJson(types) ? types : {})
    .map(([type, told]) => {
      const schema = at(told, 'schema');
      if (type !== 'application/json')
        return `<p><code>${escaped(type)}</code></p>${isJson(schema) && isJson(schema['properties']) ? code(schema) : ''}`;
      return isJson(schema) ? code(schema) : '';
    })
    .join('');
}
