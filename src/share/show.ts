/** What was shared, on the page: a picture with what it was before, how it came about, or a file. */
import { Fault } from '../../core/contract/fault.ts';
import type { Opened, Piece } from '../../core/contract/share.ts';
import { check, placeOf } from './ask.ts';
import { compare } from './compare.ts';
import { make } from './make.ts';

type Shown = Exclude<Opened, { kind: 'locked' }>;

/** Where bytes are asked for, as long as that is good; `renew` asks for another. */
class Grant {
  #grant: string;
  #until: number;
  readonly #renew: () => Promise<Shown>;

  constructor({ grant, granted }: Shown, renew: () => Promise<Shown>) {
    [this.#grant, this.#until, this.#renew] = [grant, granted, renew];
  }

  /** Where these bytes are. */
  async place({ hash }: Piece): Promise<string> {
    await this.#freshen();
    return placeOf(this.#grant, hash);
  }

  /** The same, once it is sure that they are given. Throws what is wrong. */
  async surePlace(piece: Piece): Promise<string> {
    await this.#freshen();
    await check(this.#grant, piece.hash);
    return placeOf(this.#grant, piece.hash);
  }

  async #freshen(): Promise<void> {
    // A minute, since the clock here may be another than the server's.
    if (Date.now() > this.#until - 60_000)
      ({ grant: this.#grant, granted: this.#until } = await this.#renew());
  }
}

export function show(shown: Shown, renew: () => Promise<Shown>): readonly Node[] {
  const grant = new Grant(shown, renew);
  switch (shown.kind) {
    case 'version':
      return [
        stage(grant, shown.title, shown.after, shown.before),
        bar(download(grant, shown.title, shown.after)),
      ];
    case 'project':
      return project(grant, shown);
    case 'file': {
      const { title, size, ...piece } = shown;
      const line = make('p', {}, `${title}, ${bytes(size)}`);
      const link = download(grant, title, piece);
      return piece.type.startsWith('image/')
        ? [stage(grant, title, piece), bar(line, link)]
        : [make('div', { class: 'aside' }, line, link)];
    }
  }
}

/** Any version of a project, beside the first where that has its size. */
function project(grant: Grant, { title, versions }: Extract<Shown, { kind: 'project' }>): readonly Node[] {
  const room = make('div', { class: 'room' });
  const bottom = bar();
  const list = make('ol', { class: 'steps' });
  list.setAttribute('aria-label', 'How it came about');
  const buttons = versions.map((version, at) => {
    const button = make(
      'button',
      { type: 'button' },
      make('strong', {}, version.title),
      make('span', {}, when.format(version.at)),
    );
    button.addEventListener('click', () => turnTo(at));
    list.append(make('li', {}, button));
    return button;
  });
  function turnTo(at: number): void {
    const [first, version] = [versions[0], versions[at]];
    if (!version) return;
    buttons.forEach((button, nth) => (button.ariaCurrent = nth === at ? 'true' : 'false'));
    room.replaceChildren(stage(grant, version.title, version, at > 0 ? first : undefined));
    bottom.replaceChildren(download(grant, `${title}, ${version.title}`, version));
  }
  turnTo(versions.length - 1);
  return [room, bottom, list];
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A picture, and what it was before, where there is that and it has the same size. */
function stage(grant: Grant, title: string, after: Piece, before?: Piece): HTMLElement {
  const stage = make('div', { class: 'stage' });
  const picture = (piece: Piece, alt: string): HTMLImageElement => {
    const image = make('img', { alt, decoding: 'async', draggable: false });
    image.addEventListener('error', () =>
      stage.replaceChildren(make('p', { class: 'wrong', role: 'alert' }, lost)),
    );
    void grant.place(piece).then(
      place => (image.src = place),
      (thrown: unknown) =>
        stage.replaceChildren(make('p', { class: 'wrong', role: 'alert' }, Fault.from(thrown).message)),
    );
    return image;
  };
  const shown = picture(after, title);
  if (before === undefined || before.hash === after.hash) stage.append(shown);
  else stage.append(compare(shown, picture(before, `${title}, before`)));
  return stage;
}

const lost =
  'The picture could not be loaded. Reload the page; if that does not help, it is no longer shared.';

const endings: Record<Piece['type'], string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'application/octet-stream': '',
};

function download(grant: Grant, title: string, piece: Piece): HTMLElement {
  const ending = endings[piece.type];
  const name = ending === '' || title.toLowerCase().endsWith(`.${ending}`) ? title : `${title}.${ending}`;
  const button = make('button', { type: 'button', class: 'strong' }, 'Download');
  const said = make('p', { class: 'wrong', role: 'alert' });
  button.addEventListener('click', () => {
    said.textContent = '';
    void grant.surePlace(piece).then(
      href => make('a', { href, download: name.replace(/[\\/:*?"<>|]/g, ' ').trim() }).click(),
      (thrown: unknown) => (said.textContent = Fault.from(thrown).message),
    );
  });
  return make('div', { class: 'download' }, button, said);
}

const bar = (...within: readonly Node[]): HTMLElement => make('div', { class: 'bar' }, ...within);

function bytes(count: number): string {
  const [unit, by] = count < 1e6 ? ['kB', 1e3] : ['MB', 1e6];
  return `${Math.max(0.1, count / Number(by)).toLocaleString(undefined, { maximumFractionDigits: 1 })} ${unit}`;
}
