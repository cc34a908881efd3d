#!/usr/bin/env python3
"""Trains the network on pictures made here. Goes on from DIR/checkpoint.pt where there is one.

usage: train.py DIR [--steps N] [--side N] [--batch N] [--rate R] [--workers N] [--seed N] [--minutes N]

Needs PyTorch 1.13 or newer and OpenCV. On CUDA where there is one, else on the CPU. --minutes stops early, keeping all.
"""
import argparse
import json
import math
import os
import time

import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader

from net import Net, filled, halved, spread, texture
from samples import Samples, held_out

SAVE_EVERY = 100
WARM_UP = 200
TAIL = .998  # of the running mean of the weights
NOISE = 2e-4  # squared: an error of 1.4 in a hundred is as good as none, the pictures' own grain being as much


def loss_of(outputs, image, mask):
    """The picture's, its texture's and its doubt's."""
    made, busy, doubt = outputs
    weight = F.avg_pool2d(mask, 2)
    weight = weight / weight.mean((1, 2, 3), keepdim=True).clamp(.02) + .1
    with torch.no_grad():
        away = F.avg_pool2d(F.avg_pool2d(made - image, 2), 3, 1, 1, count_include_pad=False).square().mean(1, keepdim=True)
    return (
        colour_loss(made, image, mask)
        + 2 * ((busy - texture(image)).abs() * weight).mean()
        # Of a normal distribution, its logarithm: least where `doubt` is that of the mean square.
        + .02 * ((doubt + (away + NOISE / 9) * (-doubt).exp()) * weight).mean()
    )


def colour_loss(made, image, mask):
    """The logarithm of the squared error within the hole, so that an easy hole counts as much as a hard one (PSNR is
    judged so); and L1 at four scales with its gradients, which keeps edges. What is around counts a little, to be carried on."""
    inside = ((made - image) ** 2 * mask).sum((1, 2, 3)) / (3 * mask.sum((1, 2, 3)))
    total = .1 * (inside + NOISE).log().mean()
    weight = mask / mask.mean((1, 2, 3), keepdim=True).clamp(.02) + .1
    for scale in range(4):
        if scale > 0:
            made, image, weight = (F.avg_pool2d(x, 2) for x in (made, image, weight))
        total = total + .5 * ((made - image).abs() * weight).mean()
        if scale < 2:
            total = total + .25 * sum((step(made, axis) - step(image, axis)).abs().mul(cut(weight, axis)).mean()
                                      for axis in (2, 3))
    return total


def step(x, axis):
    return x.narrow(axis, 1, x.shape[axis] - 1) - x.narrow(axis, 0, x.shape[axis] - 1)


def cut(x, axis):
    return x.narrow(axis, 1, x.shape[axis] - 1)


@torch.no_grad()
def begun(net, image, mask, step):
    """The image with a first guess in its hole: in turn what lies around, and what the network itself makes of half the size."""
    if step % 2:
        guess = F.interpolate(filled(net, *halved(image, mask), 0).float(), scale_factor=2., mode='bilinear',
                              align_corners=False)
    else:
        guess = spread(image, mask)
    return torch.where(mask > 0, guess, image)


@torch.no_grad()
def decibels(net, images, masks):
    """The mean PSNR within the holes."""
    net.eval()
    values = []
    for image, mask in zip(images.split(8), masks.split(8)):
        error = ((filled(net, image, mask, 1) - image) ** 2 * mask).sum((1, 2, 3)) / (3 * mask.sum((1, 2, 3)))
        values.append(-10 * torch.log10(error.clamp(1e-9)))
    net.train()
    return torch.cat(values).mean().item()


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument('folder')
    for name, default in (('steps', 100_000), ('side', 192), ('batch', 16), ('workers', 1), ('seed', 1)):
        ask.add_argument(f'--{name}', type=int, default=default)
    ask.add_argument('--rate', type=float, default=1.5e-3)
    ask.add_argument('--minutes', type=float, default=math.inf)
    asked = ask.parse_args()

    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    os.makedirs(asked.folder, exist_ok=True)
    path = os.path.join(asked.folder, 'checkpoint.pt')
    torch.manual_seed(asked.seed)
    net, mean = (Net().to(device, memory_format=torch.channels_last) for _ in range(2))
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), asked.rate, betas=(.9, .99), weight_decay=1e-4)
    done = 0
    if os.path.exists(path):
        kept = torch.load(path, map_location=device)
        net.load_state_dict(kept['net'])
        mean.load_state_dict(kept['mean'])
        optimiser.load_state_dict(kept['optimiser'])
        done = kept['done']
    images, masks = (x.to(device) for x in held_out(64, asked.side))
    # Another seed each time it goes on, so that no picture comes twice.
    samples = DataLoader(Samples(asked.side, asked.seed * 1_000_003 + done), asked.batch, num_workers=asked.workers)
    start = time.time()
    for image, mask in samples:
        if done >= asked.steps or time.time() - start > 60 * asked.minutes:
            break
        rate = asked.rate * min(1, (done + 1) / WARM_UP) * (.5 + .5 * math.cos(math.pi * done / asked.steps)) + 1e-6
        for group in optimiser.param_groups:
            group['lr'] = rate
        image, mask = (x.to(device, memory_format=torch.channels_last) for x in (image, mask))
        with torch.autocast(device, dtype=torch.bfloat16):
            outputs = net(begun(net, image, mask, done), mask)
        loss = loss_of([output.float() for output in outputs], image, mask)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.)
        optimiser.step()
        done += 1
        with torch.no_grad():
            keep = min(TAIL, done / (done + 10))
            for slow, fast in zip(mean.parameters(), net.parameters()):
                slow.lerp_(fast, 1 - keep)
        if done % SAVE_EVERY == 0 or done == asked.steps:
            state = {'net': net.state_dict(), 'mean': mean.state_dict(), 'optimiser': optimiser.state_dict(), 'done': done}
            torch.save(state, path + '.new')
            os.replace(path + '.new', path)
            print(json.dumps({'done': done, 'seconds': round(time.time() - start), 'loss': round(loss.item(), 4),
                              'held out, dB': round(decibels(mean, images, masks), 3)}), flush=True)


if __name__ == '__main__':
    main()
