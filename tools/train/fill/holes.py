"""Holes to learn filling on: strokes, ellipses, boxes and blobs, and of all of them together."""
import cv2
import numpy as np

MOST = .45
LEAST_PIXELS = 24


def hole(rng, side):
    """A mask of `side` x `side`, float32: 1 = to be filled."""
    for _ in range(100):
        mask = np.zeros((side, side), np.uint8)
        for _ in range(1 if rng.random() < .8 else 2):
            WAYS[rng.integers(len(WAYS))](rng, mask)
        if mask.mean() < MOST and mask.sum() >= LEAST_PIXELS:
            return mask.astype(np.float32)
    raise RuntimeError('no hole in a hundred tries')


def strokes(rng, mask):
    side = len(mask)
    for _ in range(int(rng.integers(1, 7))):
        at = rng.uniform(0, side, 2)
        width = int(rng.uniform(2, 6 if rng.random() < .6 else side / 8))
        for _ in range(int(rng.integers(1, 5))):
            to = at + rng.normal(0, side / 3, 2)
            cv2.line(mask, tuple(map(int, at)), tuple(map(int, to)), 1, width)
            at = to


def ellipses(rng, mask):
    side = len(mask)
    for _ in range(int(rng.integers(1, 4))):
        centre, axes = rng.uniform(.1, .9, 2) * side, rng.uniform(.04, .22, 2) * side
        cv2.ellipse(mask, tuple(map(int, centre)), tuple(map(int, axes + 1)), rng.uniform(0, 180), 0, 360, 1, -1)


def box(rng, mask):
    side = len(mask)
    (x, y), (wide, high) = rng.uniform(0, .6, 2) * side, rng.uniform(.1, .45, 2) * side
    mask[int(y):int(y + high), int(x):int(x + wide)] = 1


def blob(rng, mask):
    side = len(mask)
    small = cv2.resize(rng.standard_normal((8, 8)).astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    mask[small > np.quantile(small, rng.uniform(.7, .93))] = 1


WAYS = [strokes, strokes, ellipses, ellipses, box, blob]
