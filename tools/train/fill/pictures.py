"""Pictures to learn filling from, all of them made here: dead leaves (Lee, Mumford and Huang, "Occlusion Models for
Natural Images", 2001) with textures, depth, shadows, blur and grain, after VibrantLeaves (Achddou et al., 2025). Networks
trained on such pictures restore photos nearly as well as those trained on photos (Baradad et al., 2021).
"""
import cv2
import numpy as np


def picture(rng, side):
    """A picture of `side` x `side` x 3, float32, 0 to 1. The same for the same state of `rng`."""
    palette = colours(rng)
    scene = background(rng, side, palette)
    # A lawn, a wall, a beach: nothing lies on some.
    for _ in range(int(rng.integers(1, 5)) if rng.random() < .88 else 0):
        scene = leaves(rng, scene, palette)
        if rng.random() < .3:
            scene = cv2.GaussianBlur(scene, (0, 0), rng.uniform(.6, 3))  # what is further off is out of focus
    if rng.random() < .25:
        scene *= 1 + shade(rng, side)[..., None] * rng.uniform(.1, .45)
    scene = cv2.GaussianBlur(scene, (0, 0), rng.uniform(.3, .9))
    scene += rng.normal(0, rng.uniform(0, .015), scene.shape)
    return np.clip(scene, 0, 1).astype(np.float32)


def colours(rng):
    """Few colours that go together: most pictures are of one light and a handful of stuffs."""
    palette = rng.random((int(rng.integers(2, 8)), 3)) ** rng.uniform(.6, 1.8)
    grey = palette.mean(1, keepdims=True)
    palette = grey + (palette - grey) * rng.uniform(.05, .8)
    return (palette * rng.uniform(.6, 1) * (1 + rng.normal(0, .12, 3))).astype(np.float32)


def near(rng, palette):
    return palette[rng.integers(len(palette))] + rng.normal(0, .04, 3)


def background(rng, side, palette):
    """A wall, a wall on a floor, or a sky over land: what is behind the leaves, with an edge that runs right through."""
    scene = texture(rng, side, near(rng, palette))
    for _ in range(int(rng.integers(0, 3))):
        mask = half_plane(rng, side)
        scene = scene * (1 - mask) + texture(rng, side, near(rng, palette)) * mask
    return scene


def leaves(rng, scene, palette):
    """Shapes over one another, their sizes by a power law, which makes the statistics the same at every scale."""
    side = len(scene)
    least, most = side * rng.uniform(.01, .06), side * rng.uniform(.15, .6)
    alpha = rng.uniform(1.2, 2.6)
    for _ in range(int(rng.integers(2, 40))):
        u = rng.random()
        radius = (least ** -alpha + u * (most ** -alpha - least ** -alpha)) ** (-1 / alpha)
        mask = shape(rng, side, radius)
        if rng.random() < .3:
            scene = scene * (1 - shadow(rng, mask))
        x, y, wide, high = cv2.boundingRect((mask[..., 0] > 0).astype(np.uint8))
        if wide == 0:
            continue
        part = np.s_[y:y + high, x:x + wide]
        stuff = texture(rng, max(wide, high), near(rng, palette))[:high, :wide]
        scene[part] = scene[part] * (1 - mask[part]) + stuff * mask[part]
    return scene


def shadow(rng, mask):
    depth, far = rng.uniform(.1, .5), rng.uniform(.01, .06) * len(mask)
    soft = cv2.GaussianBlur(mask[..., 0], (0, 0), max(.5, far * rng.uniform(.3, 1.2)))
    shift = np.float32([[1, 0, rng.normal(0, far)], [0, 1, abs(rng.normal(0, far))]])
    return depth * cv2.warpAffine(soft, shift, soft.shape)[..., None]


def shape(rng, side, radius):
    """A mask of 0 to 1: an ellipse, a polygon, a box, a blob or a bar."""
    mask = np.zeros((side, side), np.uint8)
    x, y = rng.uniform(-.1, 1.1, 2) * side
    kind = rng.integers(5)
    upright = rng.random() < .5
    turn = float(rng.choice([0, 90])) if upright else rng.uniform(0, 180)
    if kind == 0:
        axes = (int(radius) + 1, int(radius * rng.uniform(.3, 1)) + 1)
        cv2.ellipse(mask, (int(x), int(y)), axes, turn, 0, 360, 255, -1, cv2.LINE_AA)
    elif kind == 4:
        corners = cv2.boxPoints(((x, y), (radius * 6, max(1.5, radius * rng.uniform(.05, .3))), turn))
        cv2.fillPoly(mask, [corners.astype(np.int32)], 255, cv2.LINE_AA)
    elif kind == 2:
        corners = cv2.boxPoints(((x, y), (radius * 2, radius * rng.uniform(.4, 2)), turn))
        cv2.fillPoly(mask, [corners.astype(np.int32)], 255, cv2.LINE_AA)
    else:
        n = int(rng.integers(3, 8)) if kind == 1 else 40
        angles = np.sort(rng.uniform(0, 2 * np.pi, n)) if kind == 1 else np.linspace(0, 2 * np.pi, n, False)
        wobble = rng.uniform(.5, 1.2, n) if kind == 1 else 1 + sum(
            rng.normal(0, .25 / k) * np.cos(k * angles + rng.uniform(0, 6)) for k in range(1, 6))
        points = np.stack([x + radius * wobble * np.cos(angles), y + radius * wobble * np.sin(angles)], 1)
        cv2.fillPoly(mask, [points.astype(np.int32)], 255, cv2.LINE_AA)
    return mask.astype(np.float32)[..., None] / 255


def half_plane(rng, side):
    y, x = np.mgrid[:side, :side].astype(np.float32)
    turn = rng.choice([0, np.pi / 2]) + rng.normal(0, .1) if rng.random() < .7 else rng.uniform(0, 2 * np.pi)
    at = rng.uniform(.15, .85, 2) * side
    distance = (x - at[0]) * np.cos(turn) + (y - at[1]) * np.sin(turn)
    return np.clip(distance / rng.uniform(.5, 3) + .5, 0, 1)[..., None]


def texture(rng, side, colour):
    """A stuff of `colour`, lit from somewhere: plain, grained, streaked, heaped, woven, ruled, tiled or laid in planks."""
    y, x = plane(rng, side)
    kind = rng.choice([0, 1, 2, 3, 4, 5, 6, 7, 8, 8])
    stuff = np.ones((side, side, 3), np.float32) * colour
    rough = rng.random() < .3  # grass, gravel, fur
    strength = rng.uniform(.2, .6) if rough else rng.uniform(.02, .2)
    tint = rng.uniform(.5, 1, 3)
    if kind == 1:
        power = rng.uniform(.1, 1.2) if rough else rng.uniform(.6, 1.9)
        stuff += pink(rng, side, power)[..., None] * strength * .6 * tint
    elif kind == 2:  # streaks: wood, brushed metal, grass
        grain = cv2.resize(pink(rng, side, rng.uniform(.3, 1.2)), (side, side * int(rng.integers(4, 16))))[:side]
        grain = grain if rng.random() < .5 else grain.T
        stuff += grain[..., None] * strength * .6 * tint
    elif kind == 3:
        wave = np.sin(x * rng.uniform(.05, 1.2) + rng.uniform(0, 6))
        stuff += (np.sign(wave) if rng.random() < .4 else wave)[..., None] * strength * tint
    elif kind == 4:  # a weave
        pitch = rng.uniform(.3, 1.5)
        weave = np.sin(x * pitch) * np.sin(y * pitch) + .3 * rng.standard_normal((side, side))
        stuff += weave[..., None].astype(np.float32) * strength * .5 * tint
    elif kind == 8:
        stuff += heaped(rng, side)[..., None] * strength * .6 * tint
    elif kind >= 5:
        stuff += laid(rng, x, y, colour, strength, kind == 7)
    slope = (rng.normal(0, .25) * (x / side) + rng.normal(0, .25) * (y / side))[..., None]
    stuff = stuff * (1 + slope * (rng.random() < .7))
    return stuff.astype(np.float32)


def heaped(rng, side):
    """Many small things of one kind: pebbles, leaves, blades. Each has a tone, and is lit on top. Deviation 1."""
    size = rng.uniform(2, 12)
    long = 1 if rng.random() < .5 else rng.uniform(2, 6)
    wide = max(8, int(side / long))
    bare = np.ones((side, wide), np.uint8)
    count = max(4, int(side * wide / size ** 2))
    bare[rng.integers(0, side, count), rng.integers(0, wide, count)] = 0
    far, which = cv2.distanceTransformWithLabels(bare, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    heap = rng.standard_normal(which.max() + 1).astype(np.float32)[which] - far / size * rng.uniform(0, 3)
    heap = cv2.resize(heap, (side, side))
    heap = (heap - heap.mean()) / (heap.std() + 1e-6)
    return heap if rng.random() < .5 else heap.T


def laid(rng, x, y, colour, strength, planks):
    """Tiles or bricks between joints, each a little of its own; or planks with streaks along them."""
    high = rng.uniform(5, 50)
    wide = high * (rng.uniform(4, 12) if planks else rng.uniform(.8, 3))
    row = np.floor(y / high)
    shifted = x + (row * wide * rng.uniform(.2, .8) if planks else (row % 2) * wide / 2 * (rng.random() < .6))
    joint = rng.uniform(.5, 3)
    seam = np.minimum(np.mod(shifted, wide), np.mod(y, high))
    seam = np.clip((joint - seam) / 1.5, 0, 1)[..., None]
    each = np.modf(np.sin(np.floor(shifted / wide) * 12.9898 + row * 78.233) * 43758.5453)[0][..., None]
    face = each * strength
    if planks:
        face = face + np.sin(y * rng.uniform(.5, 2) + 3 * np.sin(x / wide * 3 + each[..., 0] * 9))[..., None] * strength * .2
    return face * (1 - seam) + colour * rng.uniform(-.6, .4) * seam


def plane(rng, side):
    """Rows and columns of a surface: upright, turned, or seen at a slant, where they crowd towards a horizon."""
    y, x = np.mgrid[:side, :side].astype(np.float32)
    if rng.random() < .3:
        horizon = -rng.uniform(.05, 1) * side
        depth = side / (y - horizon)
        x, y = (x - rng.uniform(0, 1) * side) * depth, side * depth
    turn = 0 if rng.random() < .5 else rng.normal(0, .2) if rng.random() < .5 else rng.uniform(0, np.pi)
    return y * np.cos(turn) - x * np.sin(turn), x * np.cos(turn) + y * np.sin(turn)


def pink(rng, side, power):
    """Noise whose amplitude falls as one over the frequency to `power`; mean 0, deviation 1."""
    spectrum = np.fft.rfft2(rng.standard_normal((side, side)).astype(np.float32))
    frequency = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None])
    frequency[0, 0] = 1
    noise = np.fft.irfft2(spectrum / frequency ** power, s=(side, side))
    noise -= noise.mean()
    return (noise / (noise.std() + 1e-6)).astype(np.float32)


def shade(rng, side):
    return np.clip(pink(rng, side, 2.4) * .5, -1, 1)
