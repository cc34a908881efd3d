"""What speak.py has had spoken, in batches of about one length."""
import json
import os
import random

import numpy as np
import torch

from net import LONGEST, WINDOW

PAUSE = 4800  # samples before it, at most
EVERY = 3200  # samples: lengths are whole numbers of these


class Utterances:
    def __init__(self, folder, name, words, sounds):
        with open(os.path.join(folder, f'{name}.json')) as file:
            index = json.load(file)
        self.index = [line for line in index if len(words.sequence(line[2])) <= LONGEST]
        self.samples = np.fromfile(os.path.join(folder, f'{name}.i16'), np.int16)  # read in bits it takes ten times as long
        self.words, self.sounds = words, sounds

    def batches(self, seconds, chance: random.Random, ascending):
        """Without end: numbers of utterances that fill so many seconds together, none much longer than the others. The first time
        from the shortest to the longest, where that is wished for."""
        while True:
            order = sorted(range(len(self.index)), key=lambda n: self.index[n][1] * (1 + .1 * chance.random()))
            batches, batch, longest = [], [], 0
            for n in order:
                longest = max(longest, self.index[n][1])
                if (len(batch) + 1) * (longest + 2 * PAUSE) > seconds * 16_000:
                    batches.append(batch)
                    batch, longest = [], self.index[n][1]
                batch.append(n)
            if not ascending:
                chance.shuffle(batches)
            ascending = False
            yield from batches

    def batch(self, numbers, chance: random.Random = None):
        """Samples from -1 to 1, tokens, sounds. With chance, they begin at any moment, faster or slower, and a few say nothing."""
        rows = []
        for n in numbers:
            at, length, text, said, _ = self.index[n]
            samples = torch.from_numpy(self.samples[at:at + length].astype(np.float32) / 32768)
            if chance:
                if chance.random() < .02:
                    samples, text, said = samples * .0005, '', ''
                pace = chance.uniform(.86, 1.18)
                samples = torch.nn.functional.interpolate(samples[None, None], scale_factor=1 / pace, mode='linear')[0, 0]
                samples = samples * 10 ** chance.uniform(-1.2, .3)
                pause = chance.randrange(200, PAUSE)
                samples = torch.cat([torch.zeros(pause), samples])
            rows.append((samples[:WINDOW * 160], self.words.sequence(text), self.sounds.sequence(said)))
        longest = max(len(samples) for samples, _, _ in rows) + (chance.randrange(1600, PAUSE) if chance else 3200)
        longest = min(WINDOW * 160, -(-longest // EVERY) * EVERY)
        if chance and chance.random() < .05:
            longest = min(WINDOW * 160, longest * 2)
        pad = lambda lists, fill: torch.tensor([list + [fill] * (max(map(len, lists)) - len(list)) for list in lists])
        sound = torch.stack([torch.nn.functional.pad(samples, (0, longest - len(samples)))[:longest] for samples, _, _ in rows])
        sounds = [each for _, _, each in rows]
        return sound, pad([ids for _, ids, _ in rows], -1), pad(sounds, 0), torch.tensor([len(each) for each in sounds])
