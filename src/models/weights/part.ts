/** A file that is on its way: what has come, on the disk and checked, and the hash of all of it. */
import { CHUNK, goodChunks, LINK, linkOf, START } from './chain.ts';
import { fileName, openFile, type OpenFile } from './folder.ts';
import { breathing } from './patience.ts';
import { newSha256, type Sha256 } from './sha256.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export class Part {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #path: string;
  readonly #data: OpenFile;
  readonly #links: OpenFile;
  #whole: Sha256 = newSha256();
  #last: Bytes = START;
  #chunks = 0;
  readonly #chunk: Bytes = new Uint8Array(CHUNK);
  #filled = 0;

  private constructor(folder: FileSystemDirectoryHandle, path: string, data: OpenFile, links: OpenFile) {
    this.#folder = folder;
    this.#path = path;
    this.#data = data;
    this.#links = links;
  }

  /** Opens what there is of a file, and keeps what is undamaged of it. Tells how far it has read. */
  static async open(
    folder: FileSystemDirectoryHandle,
    path: string,
    tell: (checked: number) => void,
    signal: AbortSignal,
  ): Promise<Part> {
    const open = async (suffix: 'part' | 'links'): Promise<OpenFile> =>
      openFile(await folder.getFileHandle(fileName(path, suffix), { create: true }));
    const data = await open('part');
    try {
      const links = await open('links');
      const part = new Part(folder, path, data, links);
      try {
        await part.#restore(tell, signal);
        return part;
      } catch (thrown) {
        links.close();
        throw thrown;
      }
    } catch (thrown) {
      data.close();
      throw thrown;
    }
  }

  /** How many bytes there are: the next one to come is the one after these. */
  get length(): number {
    return this.#chunks * CHUNK + this.#filled;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const some = bytes.subarray(at, at + CHUNK - this.#filled);
      this.#chunk.set(some, this.#filled);
      this.#filled += some.length;
      at += some.length;
      if (this.#filled === CHUNK) await this.#keep();
    }
  }

  /** Forgets what there was. */
  restart(): void {
    this.#data.truncate(0);
    this.#links.truncate(0);
    this.#whole = newSha256();
    this.#last = START;
    this.#chunks = this.#filled = 0;
  }

  /** Nothing more will come. Gives the SHA-256 of all of it; what follows is `land` or `close`. */
  finish(): string {
    const rest = this.#chunk.subarray(0, this.#filled);
    write(this.#data, rest, this.#chunks * CHUNK);
    this.#data.truncate(this.length);
    this.#data.flush();
    this.#whole.add(rest);
    return this.#whole.hex();
  }

  /** Makes it the file that it was to become. */
  async land(): Promise<void> {
    this.close();
    const handle = await this.#folder.getFileHandle(fileName(this.#path, 'part'));
    await handle.move(fileName(this.#path, 'weights'));
    await this.#folder.removeEntry(fileName(this.#path, 'links'));
  }

  /** What has come stays for the next time. */
  close(): void {
    this.#data.close();
    this.#links.close();
  }

  /** The chunk first, then its link: whatever ends us in between leaves no link without its chunk. */
  async #keep(): Promise<void> {
    try {
      write(this.#data, this.#chunk, this.#chunks * CHUNK);
      const link = await linkOf(this.#last, this.#chunk);
      write(this.#links, link, this.#chunks * LINK);
      this.#last = link;
    } catch (thrown) {
      // Not kept, so not there: what comes again is asked for from the chunk's beginning.
      this.#filled = 0;
      throw thrown;
    }
    this.#whole.add(this.#chunk);
    this.#chunks++;
    this.#filled = 0;
  }

  async #restore(tell: (checked: number) => void, signal: AbortSignal): Promise<void> {
    const links = new Uint8Array(this.#links.getSize());
    this.#links.read(links, { at: 0 });
    const chunk = new Uint8Array(CHUNK);
    const read = (at: number): Bytes => chunk.subarray(0, this.#data.read(chunk, { at }));
    const breathe = breathing(signal);
    let checked = 0;
    const { chunks, last } = await goodChunks(links, read, async good => {
      this.#whole.add(good);
      tell((checked += good.length));
      await breathe();
    });
    this.#chunks = chunks;
    this.#last = last;
    this.#data.truncate(chunks * CHUNK);
    this.#links.truncate(chunks * LINK);
  }
}

/** A disk that is full may take a part of it and say no more than how much. */
function write(file: OpenFile, bytes: Bytes, at: number): void {
  if (file.write(bytes, { at }) < bytes.length) {
    throw new DOMException('The disk took a part of it.', 'QuotaExceededError');
  }
}
