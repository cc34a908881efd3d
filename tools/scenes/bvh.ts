/**
 * A four-wide bounding volume hierarchy: split in two by the surface area heuristic in bins (Wald 2007), then
 * grandchildren pulled up until each node has four children.
 */
const bins = 16;
const leafSize = 4;

interface Built {
  /** 28 words a node: low x, y, z and high x, y, z of four children, then the children. Below 0: ~quad. */
  readonly nodes: Float32Array<ArrayBuffer>;
  /** For each quad, four places in the list of triangles; −1 for none. */
  readonly order: Int32Array<ArrayBuffer>;
}

interface Branch {
  readonly bounds: Float64Array;
  readonly children?: readonly [Branch, Branch];
  readonly triangles?: Uint32Array;
}

const emptyBounds = (): Float64Array =>
  new Float64Array([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]);

function include(into: Float64Array, from: ArrayLike<number>, at = 0): void {
  for (let k = 0; k < 3; k++) {
    into[k] = Math.min(into[k]!, from[at + k]!);
    into[k + 3] = Math.max(into[k + 3]!, from[at + k + 3]!);
  }
}

function area(b: Float64Array): number {
  const [x, y, z] = [b[3]! - b[0]!, b[4]! - b[1]!, b[5]! - b[2]!];
  return x < 0 ? 0 : x * y + y * z + z * x;
}

/** `boxes`: six numbers a triangle, low then high. */
export function buildHierarchy(boxes: Float64Array): Built {
  const indices = Uint32Array.from({ length: boxes.length / 6 }, (_, i) => i);
  const middle = (triangle: number, axis: number): number =>
    boxes[triangle * 6 + axis]! + boxes[triangle * 6 + axis + 3]!;

  const build = (from: number, to: number): Branch => {
    const bounds = emptyBounds();
    const centres = emptyBounds();
    for (let i = from; i < to; i++) {
      include(bounds, boxes, indices[i]! * 6);
      for (let k = 0; k < 3; k++) {
        const m = middle(indices[i]!, k);
        centres[k] = Math.min(centres[k]!, m);
        centres[k + 3] = Math.max(centres[k + 3]!, m);
      }
    }
    if (to - from <= leafSize) return { bounds, triangles: indices.slice(from, to) };
    const cut = split(from, to, centres);
    return { bounds, children: [build(from, cut), build(cut, to)] };
  };

  /** Orders a range about its cheapest split; returns where the second half begins. */
  const split = (from: number, to: number, centres: Float64Array): number => {
    let best = Infinity;
    let bestAxis = -1;
    let bestBin = 0;
    const binOf = (triangle: number, axis: number): number => {
      const low = centres[axis]!;
      return Math.min(
        bins - 1,
        Math.floor(((middle(triangle, axis) - low) / (centres[axis + 3]! - low)) * bins),
      );
    };
    for (let axis = 0; axis < 3; axis++) {
      if (centres[axis + 3]! - centres[axis]! < 1e-9) continue;
      const counts = new Uint32Array(bins);
      const bounds = Array.from({ length: bins }, emptyBounds);
      for (let i = from; i < to; i++) {
        const bin = binOf(indices[i]!, axis);
        counts[bin]! += 1;
        include(bounds[bin]!, boxes, indices[i]! * 6);
      }
      const costs = new Float64Array(bins);
      const left = emptyBounds();
      for (let bin = 0, count = 0; bin + 1 < bins; bin++) {
        include(left, bounds[bin]!);
        count += counts[bin]!;
        costs[bin]! += area(left) * Math.ceil(count / leafSize);
      }
      const right = emptyBounds();
      for (let bin = bins - 1, count = 0; bin > 0; bin--) {
        include(right, bounds[bin]!);
        count += counts[bin]!;
        costs[bin - 1]! += area(right) * Math.ceil(count / leafSize);
        const whole = count < to - from && count > 0;
        if (whole && costs[bin - 1]! < best) [best, bestAxis, bestBin] = [costs[bin - 1]!, axis, bin - 1];
      }
    }
    if (bestAxis < 0) return (from + to) >> 1;
    let cut = from;
    for (let i = from; i < to; i++) {
      if (binOf(indices[i]!, bestAxis) > bestBin) continue;
      const held = indices[i]!;
      indices[i] = indices[cut]!;
      indices[cut] = held;
      cut++;
    }
    return cut;
  };

  const root = build(0, indices.length);
  return flatten(root);
}

function flatten(root: Branch): Built {
  const nodes: number[][] = [];
  const order: number[] = [];
  const emit = (branch: Branch): number => {
    if (branch.triangles) {
      const quad = order.length / leafSize;
      for (let i = 0; i < leafSize; i++) order.push(branch.triangles[i] ?? -1);
      return ~quad;
    }
    const four: Branch[] = [...(branch.children ?? [])];
    while (four.length < 4) {
      const widest = four.reduce((found, one, i) => {
        if (!one.children) return found;
        return found < 0 || area(one.bounds) > area(four[found]!.bounds) ? i : found;
      }, -1);
      const opened = four[widest]?.children;
      if (!opened) break;
      four.splice(widest, 1, ...opened);
    }
    const at = nodes.length;
    const words = new Array<number>(28).fill(0);
    nodes.push(words);
    for (let i = 0; i < 4; i++) {
      const bounds = four[i]?.bounds ?? emptyBounds();
      // A hair wider: single precision must not cut a triangle off.
      for (let k = 0; k < 3; k++) {
        words[k * 4 + i] = bounds[k]! - 1e-5;
        words[12 + k * 4 + i] = bounds[k + 3]! + 1e-5;
      }
    }
    four.forEach((child, i) => (words[24 + i] = emit(child)));
    return at;
  };
  // A room of one leaf still needs a node to begin at.
  emit(
    root.triangles
      ? { bounds: root.bounds, children: [root, { bounds: emptyBounds(), triangles: new Uint32Array() }] }
      : root,
  );
  const floats = new Float32Array(nodes.length * 28);
  const words = new Int32Array(floats.buffer);
  nodes.forEach((node, n) => {
    floats.set(node.slice(0, 24), n * 28);
    words.set(node.slice(24), n * 28 + 24);
  });
  return { nodes: floats, order: Int32Array.from(order) };
}
