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

from net import Net
from samples import Samples, held_out

SAVE_EVERY = 200
WARM_UP = 200
TAIL = .998  # of the running mean of the weights


def loss_of(made, image, mask):
    """L1 over the hole at four scales, and over its gradients: what is around counts a little, to be carried on."""
    total = 0
    weight = mask / mask.mean((1, 2, 3), keepdim=True).clamp(.02) + .1
    for scale in range(4):
        if scale > 0:
            made, image, weight = (F.avg_pool2d(x, 2) for x in (made, image, weight))
        total = total + ((made - image).abs() * weight).mean()
        if scale < 2:
            total = total + .5 * sum((step(made, axis) - step(image, axis)).abs().mul(cut(weight, axis)).mean()
                                     for axis in (2, 3))
    return total


def step(x, axis):
    return x.narrow(axis, 1, x.shape[axis] - 1) - x.narrow(axis, 0, x.shape[axis] - 1)


def cut(x, axis):
    return x.narrow(axis, 1, x.shape[axis] - 1)


@torch.no_grad()
def decibels(net, images, masks):
    """The mean PSNR within the holes."""
    net.eval()
    values = []
    for image, mask in zip(images.split(8), masks.split(8)):
        error = ((net(image, mask).clamp(0, 1) - image) ** 2 * mask).sum((1, 2, 3)) / (3 * mask.sum((1, 2, 3)))
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
            made = net(image, mask)
        loss = loss_of(made.float(), image, mask)
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
