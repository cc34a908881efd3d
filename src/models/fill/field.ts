/**
 * What the search and the voting work on: one level of the pyramid, in arrays that a WebAssembly memory can hold.
 * A patch is 7 x 7 (Newson et al., "Video Inpainting of Complex Scenes", 2014, use the same) and is named by its
 * centre's index, y * width + x.
 */
export const RADIUS = 3;
export const PATCH = 2 * RADIUS + 1;

/** What a pixel is: may be copied from; to be filled; or neither (transparent, or another region's hole). */
export const KNOWN = 0;
export const HOLE = 1;
export const BARRED = 2;

export interface Field {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and texture (see `texture.ts`), four bytes a pixel. */
  readonly image: Uint8Array;
  /** KNOWN, HOLE or BARRED. */
  readonly state: Uint8Array;
  /** 1 where a whole patch of known pixels may be copied from. */
  readonly source: Uint8Array;
  /** 1 where a patch touches the hole, and so needs a match. */
  readonly target: Uint8Array;
  /** Where `target` is 1, in raster order. */
  readonly targets: Int32Array;
  /** Where `state` is HOLE, in raster order. */
  readonly holes: Int32Array;
  /** For each target: the centre of the patch that it resembles most. */
  readonly match: Int32Array;
  /** For each target: how far its match is, as `distance` tells it. */
  readonly cost: Int32Array;
  /** For each target: its say in the voting, 1 to 65535. */
  readonly weight: Uint16Array;
  /** For each target: what the voting adds to its match's red, green and blue; four bytes a pixel. */
  readonly bias: Int8Array;
  /** What a guide says that a patch's surroundings are like: red, green, blue and texture, in the mean; or empty. */
  readonly steer: Uint8Array;
  /** How much that weighs where a patch is to lie, in quarters; or empty. */
  readonly sway: Uint8Array;
  /** For the first guess only, and empty at the finer levels: 1 where a pixel may be compared; */
  readonly there: Uint8Array;
  /** for each source, how much its whole patch varies; */
  readonly busy: Int32Array;
  /** and room for a list of centres, as many as there are sources and a few more. */
  readonly candidates: Int32Array;
}

export interface SearchOptions {
  /** Each is two halves: see `search.ts`. */
  readonly sweeps: number;
  /** How far around the present match chance may look, in pixels. */
  readonly reach: number;
  /** Of 64: how much of a patch's difference in mean colour is forgiven, times 64/49. At most 80. */
  readonly lenience: number;
  /** A match found by chance must be better by 1/2^stubborn than one that continues its neighbour's. */
  readonly stubborn: number;
  readonly seed: number;
}

/**
 * The hot loops. Every implementation gives the same numbers for the same field and options. From the first search or vote
 * on a field until the last, nothing in it but `weight` is changed from outside: it may be elsewhere meanwhile.
 */
export interface Kernel {
  /** Room for a field of so many bytes. What was laid out in earlier room is lost. */
  room(bytes: number): Room;
  /** PatchMatch: betters `match` and `cost` in place. `match` must name valid sources. */
  search(field: Field, options: SearchOptions): Promise<void>;
  /** Writes each hole pixel as the weighted mean of what the patches around it have there. */
  vote(field: Field, lenience: number): Promise<void>;
  /**
   * Betters `match` and `cost` at one target over `candidates` from `from` up to `to`, by what of its patch is `there`.
   * For what is not, a candidate busier than that pays the difference. What is no source is passed over.
   */
  nearest(field: Field, at: number, from: number, to: number): void;
  /** Sets `there` everywhere, and `busy` for each source. */
  markBusy(field: Field): void;
  /** Lets go of what it holds. It is not to be called again after that. */
  close(): void;
}

export interface Room {
  readonly buffer: ArrayBufferLike;
  /** The first byte that may be used. */
  readonly base: number;
}

/** A level's pixels, before it is laid out for the kernel. */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly image: Uint8Array;
  readonly state: Uint8Array;
  /** Where a guide was painted. */
  readonly steer?: Steer;
}

/** `Field.steer` and `Field.sway`. */
export interface Steer {
  readonly map: Uint8Array;
  readonly weight: Uint8Array;
}

/** See `Field.candidates`. */
const MORE_CANDIDATES = 1024;

/** The level laid out in the kernel's memory, with its sources and targets found. Every match is yet to be set. */
export function layOut(kernel: Kernel, level: Level, isFirst: boolean): Field {
  const { width, height } = level;
  const size = width * height;
  const source = new Uint8Array(size);
  const target = new Uint8Array(size);
  const nearHole = spread(level, HOLE);
  const nearBarred = spread(level, BARRED);
  let [targetCount, sourceCount] = [0, 0];
  for (let y = RADIUS; y < height - RADIUS; y++) {
    for (let at = y * width + RADIUS, end = (y + 1) * width - RADIUS; at < end; at++) {
      if (nearHole[at] !== 0) targetCount += target[at] = 1;
      else if (nearBarred[at] === 0) sourceCount += source[at] = 1;
    }
  }
  let holeCount = 0;
  for (let at = 0; at < size; at++) if (level.state[at] === HOLE) holeCount++;
  const [guessed, listed] = isFirst ? [size, sourceCount + MORE_CANDIDATES] : [0, 0];
  const guided = level.steer ? size : 0;
  const bytes =
    size * (4 + 1 + 1 + 1 + 4 + 4 + 2 + 4) +
    guessed * (1 + 4) +
    guided * (4 + 1) +
    (targetCount + holeCount + listed) * 4 +
    17 * 16;
  const { buffer, base } = kernel.room(bytes);
  let next = base;
  const take = (length: number): number => {
    const at = next;
    next = (next + length + 15) & ~15;
    return at;
  };
  const field: Field = {
    width,
    height,
    image: new Uint8Array(buffer, take(size * 4), size * 4),
    state: level.state,
    source: new Uint8Array(buffer, take(size), size),
    target: new Uint8Array(buffer, take(size), size),
    targets: new Int32Array(buffer, take(targetCount * 4), targetCount),
    holes: new Int32Array(buffer, take(holeCount * 4), holeCount),
    match: new Int32Array(buffer, take(size * 4), size),
    cost: new Int32Array(buffer, take(size * 4), size),
    weight: new Uint16Array(buffer, take(size * 2), size),
    bias: new Int8Array(buffer, take(size * 4), size * 4),
    steer: new Uint8Array(buffer, take(guided * 4), guided * 4),
    sway: new Uint8Array(buffer, take(guided), guided),
    there: new Uint8Array(buffer, take(guessed), guessed),
    busy: new Int32Array(buffer, take(guessed * 4), guessed),
    candidates: new Int32Array(buffer, take(listed * 4), listed),
  };
  field.image.set(level.image);
  if (level.steer) {
    field.steer.set(level.steer.map);
    field.sway.set(level.steer.weight);
  }
  field.source.set(source);
  field.target.set(target);
  listWhere(target, 1, field.targets);
  listWhere(level.state, HOLE, field.holes);
  return field;
}

/** How many patches of known pixels there are to copy from. */
export function countSources(level: Level): number {
  const [nearHole, nearBarred] = [spread(level, HOLE), spread(level, BARRED)];
  let count = 0;
  for (let y = RADIUS; y < level.height - RADIUS; y++) {
    for (let at = y * level.width + RADIUS, end = (y + 1) * level.width - RADIUS; at < end; at++) {
      if (nearHole[at] === 0 && nearBarred[at] === 0) count++;
    }
  }
  return count;
}

function listWhere(map: Uint8Array, value: number, list: Int32Array): void {
  for (let at = 0, n = 0; at < map.length; at++) if (map[at] === value) list[n++] = at;
}

/** 1 where a patch touches a pixel of that state: a box dilation, across and then down. */
function spread({ width, height, state }: Level, wanted: number): Uint8Array {
  if (!state.includes(wanted)) return new Uint8Array(width * height);
  const across = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    let until = -1;
    for (let x = 0; x < Math.min(RADIUS, width); x++) if (state[at + x] === wanted) until = x + RADIUS;
    for (let x = 0; x < width; x++, at++) {
      if (x + RADIUS < width && state[at + RADIUS] === wanted) until = x + 2 * RADIUS;
      if (x <= until) across[at] = 1;
    }
  }
  const out = new Uint8Array(width * height);
  const until = new Int32Array(width).fill(-1);
  for (let y = -RADIUS; y < height; y++) {
    const below = y + RADIUS;
    if (below < height) {
      for (let x = 0, at = below * width; x < width; x++, at++)
        if (across[at] === 1) until[x] = below + RADIUS;
    }
    if (y < 0) continue;
    for (let x = 0, at = y * width; x < width; x++, at++) if (until[x]! >= y) out[at] = 1;
  }
  return out;
}
