/** What whoever has a link sees: what was shared, the question for its password, or that there is nothing. */
import { Fault } from '../../core/contract/fault.ts';
import { open } from './ask.ts';
import { make } from './make.ts';
import { show } from './show.ts';

/** After `#`, since that part of an address is sent to no server and stands in no log. */
const token = location.hash.slice(1);
const room = document.querySelector<HTMLElement>('#shown') ?? document.body;
addEventListener('hashchange', () => location.reload());

/** Shows this in place of what was there, under its heading, which is read aloud. */
function put(title: string, ...what: readonly Node[]): void {
  const heading = make('h1', { tabIndex: -1 }, title);
  const isFirst = document.activeElement === document.body;
  document.title = `${title} – Brushword`;
  room.replaceChildren(heading, ...what);
  // What had the focus has gone. Where nothing had it, the page begins at its beginning.
  if (!isFirst) heading.focus();
}

async function look(password?: string): Promise<void> {
  const found = await open(token, password);
  if (found.kind === 'locked') return put('This needs a password', question());
  put(
    found.title,
    ...show(found, async () => {
      const again = await open(token, password);
      if (again.kind === 'locked') throw new Fault('forbidden', 'This needs its password. Reload the page.');
      return again;
    }),
  );
}

function question(): HTMLElement {
  const field = make('input', {
    type: 'password',
    id: 'password',
    autocomplete: 'off',
    required: true,
    maxLength: 128,
  });
  const said = make('p', { class: 'wrong', role: 'alert' });
  const form = make(
    'form',
    { class: 'aside', noValidate: true },
    make('p', {}, 'Whoever sent you the link knows it.'),
    make('label', { htmlFor: 'password' }, 'Password'),
    field,
    said,
    make('button', { type: 'submit', class: 'strong' }, 'Open'),
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    if (field.value === '') {
      said.textContent = 'Type the password.';
      return field.focus();
    }
    [said.textContent, form.ariaBusy] = ['', 'true'];
    look(field.value)
      .catch((thrown: unknown) => {
        const fault = Fault.from(thrown);
        if (fault.name === 'not-found') return fail(fault);
        said.textContent = fault.message;
        field.select();
      })
      .finally(() => (form.ariaBusy = 'false'));
  });
  return form;
}

function fail(fault: Fault): void {
  if (fault.name === 'bug') console.error(fault);
  const isGone = fault.name === 'not-found';
  const again = make('button', { type: 'button', class: 'strong' }, 'Try again');
  again.addEventListener('click', start);
  const sentence = isGone
    ? 'The link may be mistyped, or what it showed is no longer shared. Ask whoever sent it for another.'
    : fault.message;
  put(
    isGone ? 'There is nothing here' : 'This could not be opened',
    make('div', { class: 'aside' }, make('p', {}, sentence), ...(isGone ? [] : [again])),
  );
}

function start(): void {
  look().catch((thrown: unknown) => fail(Fault.from(thrown)));
}

start();
