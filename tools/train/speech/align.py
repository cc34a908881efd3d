#!/usr/bin/env python3
"""Finds where each sound and word is said in utterances whose engine does not tell (`voices.py`): what has been learnt from the others
is asked which sound is heard when, and the words' own sounds are laid along that (Viterbi).

usage: align.py DIR     (after some thousand steps of train.py)
"""
import json
import os
import sys
from itertools import accumulate

import numpy as np
import torch

from hear import features
from net import Net
from utterances import POSITION, Utterances
from voices import SILENCE, flite_says
from words import Sounds, Words

SHIFTS = 2  # looked at so often, each a little later: the network's positions are 40 ms apart, and words begin in between
SKIP = -6  # for a sound that is not said
SURE = -1.5  # of the mean sound's logarithm, or the words are not what was said


def path(heard, states):
    """The best way through `states` (a sound's number each), moment by moment: which of them is said at each, and how well that goes
    with what was heard (moments x sounds, logarithms)."""
    seen, count = heard[:, states], len(states)
    best = np.full(count, -np.inf)
    best[:2] = seen[0, :2]
    came = np.zeros(seen.shape, np.int64)
    for moment in range(1, len(seen)):
        ways = np.stack([best, np.concatenate([[-np.inf], best[:-1]]), np.concatenate([[-np.inf] * 2, best[:-2] + SKIP])])
        step = ways.argmax(0)
        came[moment] = np.arange(count) - step
        best = ways[step, np.arange(count)] + seen[moment]
    at = count - 1 if best[-1] > best[-2] else count - 2
    taken = [at]
    for moment in range(len(seen) - 1, 0, -1):
        at = came[moment, at]
        taken.append(at)
    return taken[::-1], best.max() / len(seen)


def told(heard, said, sounds, step):
    """(Sound, where it ends) and (which word, where it begins) in samples; `heard` has a moment every `step` samples."""
    spoken = [[sound for sound in flite_says(word) if sound in sounds.ids] for word in said.split()]
    names = [SILENCE, *(sound for word in spoken for sound in word), SILENCE]
    starts = list(accumulate((len(word) for word in spoken), initial=1))
    if len(names) > len(heard):
        return [], []
    taken, fit = path(heard, np.array([sounds.ids[name] for name in names]))
    if fit < SURE:
        return [], []
    ends = [(moment + 1) * step for moment in range(len(taken)) if moment + 1 == len(taken) or taken[moment + 1] != taken[moment]]
    order = sorted(set(taken))
    first = {state: taken.index(state) * step for state in order}
    words = []
    for n, start in enumerate(starts[:-1]):
        state = next((state for state in order if state >= start), None)
        if state is not None:
            words.append([n, first[state]])
    return [[names[state], end] for state, end in zip(order, ends)], words


@torch.no_grad()
def main(folder):
    words, sounds = Words(folder), Sounds(folder)
    learnt = Utterances(folder, 'learnt', words, sounds)
    net = Net(len(words), len(sounds))
    net.load_state_dict(torch.load(os.path.join(folder, 'checkpoint.pt'), map_location='cpu')['mean'])
    net.eval()
    # Of what is no command nobody asks.
    untold = sorted((n for n, line in enumerate(learnt.index) if line[2] and not line[5]), key=lambda n: learnt.index[n][1])
    step, found = POSITION // SHIFTS, 0
    for at in range(0, len(untold), 32):
        numbers = untold[at:at + 32]
        sound, *_ = learnt.batch(numbers)
        # A moment of one position stands for its middle, and the last shift looks farthest ahead.
        views = [net.name(net.encoder(features(sound.roll(POSITION // 2 - shift * step, 1)))).log_softmax(-1) for shift in range(SHIFTS)]
        heard = torch.stack(views, 2).flatten(1, 2).numpy()
        for n, row in zip(numbers, heard):
            line = learnt.index[n]
            line[5], line[6] = told(row[:line[1] // step + 4], line[3], sounds, step)
            found += bool(line[5])
        if at // 32 % 100 == 0:
            print(at, 'of', len(untold), found, flush=True)
    with open(os.path.join(folder, 'learnt.json'), 'w') as file:
        json.dump(learnt.index, file)


if __name__ == '__main__':
    main(sys.argv[1])
