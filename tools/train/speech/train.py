#!/usr/bin/env python3
"""Trains the micro model on what speak.py has had spoken. Goes on from DIR/checkpoint.pt where there is one.

usage: train.py DIR [--steps N] [--seconds N] [--rate R] [--seed N] [--minutes N]

Needs PyTorch 1.13 or newer. On CUDA where there is one, else on the CPU. --minutes stops early, keeping all.
"""
import argparse
import json
import math
import os
import random
import time

import torch
import torch.nn.functional as F

from hear import features, heard
from net import Net
from utterances import UNTOLD, Utterances
from words import Sounds, Words

SAVE_EVERY = 200
WARM_UP = 400
TAIL = .998  # of the running mean of the weights
NAMING, LOOKING = .5, .2
SMOOTH = .05
MISREAD = .1  # of the words that it has written are others: it is to listen, and not to lean on them
EASY = 6000  # steps until everything that can happen to a voice does


def loss_of(net, mel, ids, names, places):
    before = ids[:, :-1].clamp(min=0)
    other = torch.rand(before.shape, device=before.device) < MISREAD
    other[:, :2] = False
    logits, named, look = net(mel, torch.where(other, torch.randint_like(before, net.decoder.words.num_embeddings), before))
    words = F.cross_entropy(logits.flatten(0, 1).float(), ids[:, 1:].flatten(), ignore_index=-1, label_smoothing=SMOOTH)
    naming = F.cross_entropy(named.flatten(0, 1).float(), names.flatten(), ignore_index=UNTOLD, label_smoothing=SMOOTH)
    return words + NAMING * naming + LOOKING * astray(look.float(), places), words, naming


def astray(look, places):
    """How little of half the heads' attention is where the word that comes next is said, as a logarithm. The first word is what
    follows the second token."""
    seen = look[:, :look.shape[1] // 2, 1:].mean(1)
    wanted = places[:, :seen.shape[1]]
    told = wanted.any(2)
    mass = (seen * wanted).sum(2)[told]
    return -mass.clamp(min=1e-4).log().mean() if len(mass) > 0 else look.sum() * 0


@torch.no_grad()
def written(net, words, mel, lean=0., most=22):
    """The likeliest word after each: greedy, as the product reads it. `lean` is added to the logits."""
    heard = net.encoder(mel)
    memory = net.decoder.remember(heard)
    ids = torch.tensor([[words.start, words.plain]] * len(mel), device=mel.device)
    for _ in range(most):
        logits, _, _ = net.decoder(ids, memory)
        following = (logits[:, -1] + lean).argmax(-1, keepdim=True)
        following = torch.where((ids == words.end).any(1, keepdim=True), words.end, following)
        ids = torch.cat([ids, following], 1)
        if (following == words.end).all():
            break
    return [words.text(row) for row in ids.tolist()]


def distance(one, other):
    """Words to add, leave out or change to come from one list to the other."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one):
        last, row[0] = row[0], n + 1
        for m, b in enumerate(other):
            last, row[m + 1] = row[m + 1], min(row[m + 1] + 1, row[m] + 1, last + (a != b))
    return row[-1]


@torch.no_grad()
def error_rate(net, utterances, words, count, device):
    """Of words, in sentences by voices that it never heard."""
    net.eval()
    wrong = total = 0
    for at in range(0, count, 20):
        sound, *_ = utterances.batch(range(at, min(count, at + 20)))
        for n, text in enumerate(written(net, words, features(sound).to(device))):
            meant = utterances.index[at + n][2].split()
            wrong += distance(text.split(), meant)
            total += len(meant)
    net.train()
    return wrong / total


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument('folder')
    for name, default in (('steps', 20_000), ('seconds', 100), ('seed', 1)):
        ask.add_argument(f'--{name}', type=int, default=default)
    ask.add_argument('--rate', type=float, default=1.5e-3)
    ask.add_argument('--minutes', type=float, default=math.inf)
    asked = ask.parse_args()

    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    path = os.path.join(asked.folder, 'checkpoint.pt')
    words, sounds = Words(asked.folder), Sounds(asked.folder)
    learnt, held = (Utterances(asked.folder, name, words, sounds) for name in ('learnt', 'held-out'))
    torch.manual_seed(asked.seed)
    net, mean = (Net(len(words), len(sounds)).to(device) for _ in range(2))
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), asked.rate, betas=(.9, .98), weight_decay=.01)
    done = 0
    if os.path.exists(path):
        kept = torch.load(path, map_location=device)
        net.load_state_dict(kept['net'])
        mean.load_state_dict(kept['mean'])
        if 'optimiser' in kept:
            optimiser.load_state_dict(kept['optimiser'])
        done = kept['done']
    chance = random.Random(asked.seed * 1_000_003 + done)
    torch.manual_seed(asked.seed * 1_000_003 + done)
    start = time.time()
    for numbers in learnt.batches(asked.seconds, chance, ascending=done == 0):
        if done >= asked.steps or time.time() - start > 60 * asked.minutes:
            break
        rate = asked.rate * min(1, (done + 1) / WARM_UP) * (.5 + .5 * math.cos(math.pi * done / asked.steps)) + 1e-6
        for group in optimiser.param_groups:
            group['lr'] = rate
        sound, *told = learnt.batch(numbers, chance)
        with torch.autocast(device, dtype=torch.bfloat16):
            features_heard = heard(sound, min(1, done / EASY)).to(device)
            loss, writing, naming = loss_of(net, features_heard, *(each.to(device) for each in told))
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
            print(json.dumps({'done': done, 'seconds': round(time.time() - start), 'words': round(writing.item(), 3),
                              'naming': round(naming.item(), 3),
                              'held out, errors': round(error_rate(mean, held, words, 200, device), 4)}), flush=True)


if __name__ == '__main__':
    main()
