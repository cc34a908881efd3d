/** `npm start`: builds the app and serves it on this machine until it is asked to stop. */
import { askedToEnd } from './asked.ts';
import { buildIfStale } from './build.ts';
import { openMailbox, type Letter } from './mailbox.ts';
import { portIsTaken } from './ports.ts';
import { drawSecrets } from './secrets.ts';
import { serve } from './serve.ts';
import { makeTables } from './tables.ts';

const port = Number(process.env['PORT'] ?? 8787);
const asked = askedToEnd();

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 1 || port > 65_535) fail('PORT must be a number from 1 to 65535.');
if (await portIsTaken(port)) {
  fail(
    `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port === 65_535 ? 8787 : port + 1} npm start`,
  );
}

/** There is no mail on this machine: whoever runs it reads the letters where it runs. */
function hand({ to, subject, text }: Letter): number {
  console.log(`\nA letter to ${to[0]}: ${subject}\n\n${text.replace(/^/gm, '  ').trimEnd()}\n`);
  return 200;
}

try {
  drawSecrets();
  await Promise.all([buildIfStale(asked), makeTables(undefined, asked)]);
  const mailbox = await openMailbox(hand);
  const server = await serve(port, undefined, asked, {
    MAIL_URL: mailbox.url,
    MAIL_KEY: 'of this machine',
    MAIL_FROM: 'Brushword <letters@localhost>',
    // Who runs a server for oneself may use the machines around it.
    ALLOW_PRIVATE: '1',
  });
  // In the cloud the clock of `wrangler.jsonc` strikes; where the server is gone, `server.gone` says so.
  const strike = (): void => void fetch(`${server.url}/cdn-cgi/local/scheduled`).catch(() => undefined);
  strike();
  setInterval(strike, 60 * 60 * 1000);
  console.log(`Brushword is ready at ${server.url} (Ctrl-C stops it).`);
  const stopped = new Promise<undefined>(resolve =>
    asked.addEventListener('abort', () => resolve(undefined)),
  );
  const said = await Promise.race([server.gone, stopped]);
  await server.stop();
  if (said !== undefined) fail(`The server stopped by itself.\n${said}`);
  process.exit(0);
} catch (thrown) {
  if (asked.aborted) process.exit(0);
  fail(thrown instanceof Error ? thrown.message : String(thrown));
}
