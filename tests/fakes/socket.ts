/** A WebSocket whose other end is the test: it stands in for the browser's own with `vi.stubGlobal('WebSocket', FakeSocket)`. */
export class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  /** All that were asked for, the oldest first. */
  static readonly all: FakeSocket[] = [];
  readonly url: string;
  readonly sent: string[] = [];
  readyState = 0;

  constructor(url: string | URL) {
    super();
    this.url = String(url);
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (!last) throw new Error('Nobody asked for a socket.');
    return last;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  /** By either end. */
  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }

  get isClosed(): boolean {
    return this.readyState === 3;
  }

  /** The other end lets it in. */
  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  /** The other end says it. */
  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}
