#!/usr/bin/env python3
"""Fits the weights of core/sight/cut/choose.ts to what samples.ts wrote, for all rooms and without each one.

usage: fit.py DIR ROUND     (after `samples.ts DIR ROUND`)

Reads DIR/samples-0.json to samples-ROUND.json and writes DIR/weights.json. Prints, for clicks in rooms that were not fitted to and
in all, the mean overlap of what the weights choose and of the best there is; and the weights, beside those that choose.ts has.
Needs NumPy and SciPy.
"""
import argparse
import json
import os

import numpy as np
from scipy.optimize import minimize

# How much the sum of the squared weights counts, each in the spread of its cue.
SHRINK = {'first': .003, 'add': .001, 'take': .001}
# The fit begins at the likeliest weights if each proposal is meant e times as often as one that overlaps by so much less.
SHARPNESS = 15
ROUGH, FINE = 60, 80  # steps
# The photos that are measured with are finer, and count for more than the views.
PHOTO = 2.
# What the weights themselves lead to counts for more than what was drawn.
FOLLOWED = 2
NONE = -1e9


def read(folder, rounds):
    """The weights that choose.ts has, and the samples of all rounds."""
    samples = []
    for n in range(rounds + 1):
        with open(os.path.join(folder, f'samples-{n}.json')) as file:
            told = json.load(file)
        for sample in told['samples']:
            sample['cues'], sample['overlaps'] = np.array(sample['cues']), np.array(sample['overlaps'])
            samples += [sample] * (FOLLOWED if n > 0 else 1)
    return told['weights'], samples


def fit(samples, shrink):
    """The weights whose choice, as a softmax, overlaps most in the mean."""
    every = np.vstack([sample['cues'] for sample in samples])
    mean, spread = every.mean(0), every.std(0) + 1e-9
    longest, size = max(len(sample['overlaps']) for sample in samples), len(mean)
    cues = np.zeros((len(samples), longest, size))
    reached, missing = (np.full((len(samples), longest), value) for value in (0., NONE))
    for n, sample in enumerate(samples):
        count = len(sample['overlaps'])
        cues[n, :count] = (sample['cues'] - mean) / spread
        reached[n, :count] = sample['overlaps']
        missing[n, :count] = 0
    counts = np.array([1. if sample['view'] else PHOTO for sample in samples])
    counts = (counts / counts.sum())[:, None]
    flat = cues.reshape(-1, size)
    wanted = softmax(SHARPNESS * (reached - reached.max(1, keepdims=True)) + missing)

    def chances(weights):
        return softmax((flat @ weights).reshape(reached.shape) + missing)

    def unlikely(weights):
        chance = chances(weights)
        loss = -(counts * wanted * np.log(chance + 1e-12)).sum() + shrink * weights @ weights
        return loss, flat.T @ (counts * (chance - wanted)).ravel() + 2 * shrink * weights

    def missed(weights):
        chance = chances(weights)
        overlap = (chance * reached).sum(1, keepdims=True)
        loss = -(counts * overlap).sum() + shrink / 2 * weights @ weights
        return loss, shrink * weights - flat.T @ (counts * chance * (reached - overlap)).ravel()

    begun = minimize(unlikely, np.zeros(size), jac=True, method='L-BFGS-B', options={'maxiter': ROUGH}).x
    return minimize(missed, begun, jac=True, method='L-BFGS-B', options={'maxiter': FINE}).x / spread


def softmax(scores):
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def overlap(samples, weights_of):
    """The mean of what is chosen, and of the best there is."""
    chosen = [sample['overlaps'][np.argmax(sample['cues'] @ weights_of(sample))] for sample in samples]
    return np.mean(chosen), np.mean([sample['overlaps'].max() for sample in samples])


def rounded(weight):
    return f'{float(f"{weight:.3g}"):g}'


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument('folder')
    ask.add_argument('round', type=int)
    asked = ask.parse_args()
    present, samples = read(asked.folder, asked.round)
    rooms = list(dict.fromkeys(sample['room'] for sample in samples))
    fitted = {room: {} for room in [*rooms, 'all']}
    for purpose, shrink in SHRINK.items():
        mine = [sample for sample in samples if sample['purpose'] == purpose]
        by = {room: fit([sample for sample in mine if sample['room'] != room], shrink) for room in fitted}
        for room, weights in by.items():
            fitted[room][purpose] = dict(zip(present[purpose], map(float, weights)))
        for view, what in ((False, 'photos'), (True, 'views')):
            seen = [sample for sample in mine if sample['view'] == view]
            without, best = overlap(seen, lambda sample: by[sample['room']])
            within, _ = overlap(seen, lambda _: by['all'])
            print(f'{purpose}, {len(seen)} clicks in {what}: {without:.3f} in rooms not fitted to, {within:.3f} in all, '
                  f'{best:.3f} at best')
    with open(os.path.join(asked.folder, 'weights.json'), 'w') as file:
        json.dump(fitted, file, indent=1)
    for purpose, weights in fitted['all'].items():
        print(f'  {purpose}: {{')
        for cue, weight in weights.items():
            had = rounded(present[purpose][cue])
            print(f'    {cue}: {rounded(weight)},' + ('' if had == rounded(weight) else f'  // choose.ts: {had}'))
        print('  },')


if __name__ == '__main__':
    main()
