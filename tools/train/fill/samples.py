"""Samples without end: pictures and holes. A picture is drawn once and used some times, cropped and turned anew."""
import cv2
import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from holes import hole
from pictures import picture

# Workers are forked, which a library with threads of its own does not survive.
cv2.setNumThreads(1)

KEPT = 1024
FRESH = .08


class Samples(IterableDataset):
    """Gives (image 3 x side x side, mask 1 x side x side), float32. The same for the same seed and number of workers."""

    def __init__(self, side, seed):
        self.side, self.seed = side, seed

    def __iter__(self):
        torch.set_num_threads(1)
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        size = self.side * 4 // 3
        kept = []
        while True:
            if len(kept) < KEPT or rng.random() < FRESH:
                drawn = (picture(rng, size) * 255).astype(np.uint8)
                if len(kept) < KEPT:
                    kept.append(drawn)
                else:
                    kept[rng.integers(KEPT)] = drawn
            else:
                drawn = kept[rng.integers(KEPT)]
            image = varied(rng, drawn, self.side)
            yield torch.from_numpy(image.transpose(2, 0, 1).copy()), torch.from_numpy(hole(rng, self.side)[None])


def varied(rng, drawn, side):
    """A part of it, turned and mirrored, under another light."""
    y, x = rng.integers(0, len(drawn) - side + 1, 2)
    part = np.rot90(drawn[y:y + side, x:x + side], rng.integers(4))
    part = part[:, ::-1] if rng.random() < .5 else part
    light = np.float32(rng.uniform(.7, 1.2) * (1 + rng.normal(0, .06, 3)))
    return np.clip(part[..., rng.permutation(3)].astype(np.float32) / 255 * light, 0, 1)


def held_out(count, side):
    """`count` samples that no training sees: pictures and masks as two tensors."""
    rng = np.random.default_rng(20_000_101)
    pairs = [(picture(rng, side), hole(rng, side)) for _ in range(count)]
    images = torch.stack([torch.from_numpy(image.transpose(2, 0, 1).copy()) for image, _ in pairs])
    return images, torch.stack([torch.from_numpy(mask[None]) for _, mask in pairs])
