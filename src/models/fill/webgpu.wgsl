// The search and the voting of `search.ts` and `vote.ts` for a graphics card; tests/web holds them to the same numbers.
// All is done in whole numbers of 32 bits, so that every card comes to the same.

const RADIUS = 3;
const PATCH = 7;
const ROWS_FIRST = 4;
const BIAS_LIMIT = 24;

struct Asked {
  width: i32,
  height: i32,
  /** Of `list`: the first item to work on, and how many. */
  start: u32,
  count: u32,
  half: i32,
  reach: i32,
  lenience: i32,
  stubborn: u32,
  seed: u32,
  /** Whether there is a guide. */
  steered: i32,
}

@group(0) @binding(0) var<uniform> asked: Asked;
/** Four bytes a pixel: red, green, blue and texture. */
@group(0) @binding(1) var<storage, read_write> image: array<u32>;
/** A byte a pixel: 1 for a source, 2 for a target. */
@group(0) @binding(2) var<storage, read> flags: array<u32>;
/** Targets of one colour of the checkerboard, those of the other, and hole pixels. */
@group(0) @binding(3) var<storage, read> list: array<i32>;
@group(0) @binding(4) var<storage, read_write> matches: array<i32>;
@group(0) @binding(5) var<storage, read_write> costs: array<i32>;
/** Two bytes a pixel. */
@group(0) @binding(6) var<storage, read> weights: array<u32>;
/** Three signed bytes a pixel. */
@group(0) @binding(7) var<storage, read_write> biases: array<u32>;

/** Four bytes a pixel, and one: what a guide says of its surroundings, and how sure it is. One word where there is none. */
@group(0) @binding(8) var<storage, read> steer: array<u32>;
@group(0) @binding(9) var<storage, read> sway: array<u32>;

fn hashed(n: u32) -> u32 {
  let state = n * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}

fn bytes(word: u32) -> vec4i {
  return vec4i((vec4u(word) >> vec4u(0, 8, 16, 24)) & vec4u(255));
}

fn pixel(at: i32) -> vec4i {
  return bytes(image[at]);
}

fn hasFlag(at: i32, flag: u32) -> bool {
  return ((flags[at >> 2u] >> (u32(at & 3) * 8u)) & flag) != 0u;
}

fn forgiven(sums: vec4i) -> i32 {
  return ((dot(sums.rgb, sums.rgb) >> 6u) * asked.lenience) >> 6u;
}

fn distance(a: i32, b: i32, limit: i32) -> i32 {
  let corner = RADIUS * asked.width + RADIUS;
  var squares = 0;
  var sums = vec4i(0);
  for (var y = 0; y < PATCH; y++) {
    let row = y * asked.width - corner;
    for (var x = 0; x < PATCH; x++) {
      let d = pixel(a + row + x) - pixel(b + row + x);
      squares += dot(d, d);
      sums += d;
    }
    if (y == ROWS_FIRST - 1) {
      let least = squares - (((forgiven(sums) * 7) >> 2u) + 4);
      if (least >= limit) {
        return least;
      }
    }
  }
  return squares - forgiven(sums);
}

fn astray(a: i32, b: i32) -> i32 {
  if (asked.steered == 0) {
    return 0;
  }
  let d = bytes(steer[a]) - bytes(steer[b]);
  let sure = (sway[a >> 2u] >> (u32(a & 3) * 8u)) & 255u;
  return (dot(d, d) * i32(sure)) >> 2u;
}

fn told(a: i32, b: i32, limit: i32) -> i32 {
  let off = astray(a, b);
  if (off >= limit) {
    return off;
  }
  return off + distance(a, b, limit - off);
}

@compute @workgroup_size(64)
fn sweep(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= asked.count) {
    return;
  }
  let at = list[asked.start + id.x];
  let y = at / asked.width;
  let x = at - y * asked.width;
  let size = asked.width * asked.height;
  let sown = hashed(asked.seed + hashed(u32(asked.half)));
  let chosen = hashed(sown);
  let far = 3 + 2 * i32(chosen & 15u);
  let farAcross = (chosen & 16u) == 0u;
  var best = matches[at];
  var least = costs[at];
  if (asked.half < 2) {
    least = told(at, best, 0x7fffffff);
  }
  for (var n = 0; n < 6; n++) {
    let step = select(far, 1, n < 4);
    let signed = select(step, -step, (n & 1) == 0);
    let dx = select(0, signed, select(farAcross, n < 2, n < 4));
    let dy = signed - dx;
    if (x + dx < 0 || y + dy < 0 || x + dx >= asked.width || y + dy >= asked.height) {
      continue;
    }
    let stride = dy * asked.width + dx;
    if (!hasFlag(at + stride, 2u)) {
      continue;
    }
    let candidate = matches[at + stride] - stride;
    if (candidate == best || candidate < 0 || candidate >= size) {
      continue;
    }
    if (!hasFlag(candidate, 1u)) {
      continue;
    }
    let d = told(at, candidate, least);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  let by = best / asked.width;
  let bx = best - by * asked.width;
  var chance = sown + u32(at);
  for (var r = asked.reach; r >= 1; r >>= 2u) {
    let left = max(bx - r, RADIUS);
    let right = min(bx + r, asked.width - RADIUS - 1);
    let top = max(by - r, RADIUS);
    let bottom = min(by + r, asked.height - RADIUS - 1);
    chance = hashed(chance);
    let cy = top + i32(((chance >> 16u) * u32(bottom - top + 1)) >> 16u);
    let cx = left + i32(((chance & 0xffffu) * u32(right - left + 1)) >> 16u);
    let candidate = cy * asked.width + cx;
    if (!hasFlag(candidate, 1u)) {
      continue;
    }
    let limit = least - (least >> asked.stubborn);
    let d = told(at, candidate, limit);
    if (d < limit) {
      least = d;
      best = candidate;
    }
  }
  matches[at] = best;
  costs[at] = least;
}

@compute @workgroup_size(64)
fn differ(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= asked.count) {
    return;
  }
  let at = list[asked.start + id.x];
  let corner = RADIUS * asked.width + RADIUS;
  var sums = vec4i(0);
  for (var y = 0; y < PATCH; y++) {
    let row = y * asked.width - corner;
    for (var x = 0; x < PATCH; x++) {
      sums += pixel(at + row + x) - pixel(matches[at] + row + x);
    }
  }
  let share = (sums.rgb * asked.lenience + 2048) >> vec3u(12u);
  let bias = vec3u(clamp(share, vec3i(-BIAS_LIMIT), vec3i(BIAS_LIMIT))) & vec3u(255u);
  biases[at] = bias.r | (bias.g << 8u) | (bias.b << 16u);
}

@compute @workgroup_size(64)
fn blend(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= asked.count) {
    return;
  }
  let at = list[asked.start + id.x];
  let y = at / asked.width;
  var totals = vec4i(0);
  var sum = 0;
  for (var near = max(RADIUS, y - RADIUS); near <= min(asked.height - 1 - RADIUS, y + RADIUS); near++) {
    let row = at + (near - y) * asked.width;
    for (var centre = row - RADIUS; centre <= row + RADIUS; centre++) {
      if (!hasFlag(centre, 2u)) {
        continue;
      }
      let weight = i32((weights[centre >> 1u] >> (u32(centre & 1) * 16u)) & 0xffffu);
      let packed = biases[centre];
      let bias = vec4i(vec4u(packed << 24u, packed << 16u, packed << 8u, 0u)) >> vec4u(24u);
      totals += weight * (pixel(matches[centre] + at - centre) + bias);
      sum += weight;
    }
  }
  if (sum == 0) {
    return;
  }
  let mean = vec4u(clamp((2 * totals + sum) / (2 * sum), vec4i(0), vec4i(255)));
  image[at] = mean.r | (mean.g << 8u) | (mean.b << 16u) | (mean.a << 24u);
}
