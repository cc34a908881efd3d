/** A binary heap (Williams, "Algorithm 232: Heapsort", 1964): whatever was put in comes out least key first. */
export class Heap<T> {
  readonly #keys: number[] = [];
  readonly #items: T[] = [];

  push(key: number, item: T): void {
    let i = this.#keys.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#keys[parent]! <= key) break;
      this.#put(i, this.#keys[parent]!, this.#items[parent]!);
      i = parent;
    }
    this.#put(i, key, item);
  }

  /** The least key and what it was given with; undefined where nothing is left. */
  pop(): { readonly key: number; readonly item: T } | undefined {
    const [key, item] = [this.#keys[0], this.#items[0]];
    const [last, moved] = [this.#keys.pop(), this.#items.pop()];
    if (key === undefined || item === undefined || last === undefined || moved === undefined)
      return undefined;
    if (this.#keys.length > 0) this.#sink(last, moved);
    return { key, item };
  }

  #sink(key: number, item: T): void {
    const count = this.#keys.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= count) break;
      if (child + 1 < count && this.#keys[child + 1]! < this.#keys[child]!) child++;
      if (this.#keys[child]! >= key) break;
      this.#put(i, this.#keys[child]!, this.#items[child]!);
      i = child;
    }
    this.#put(i, key, item);
  }

  #put(i: number, key: number, item: T): void {
    this.#keys[i] = key;
    this.#items[i] = item;
  }
}
