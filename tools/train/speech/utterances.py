"""What speak.py has had spoken, in batches of about one length."""
import json
import os
import random

import numpy as np
import torch

from net import LONGEST, STRIDE, WINDOW
from voices import SILENCE

PAUSE = 4800  # samples before it, at most
EVERY = 3200  # samples: lengths are whole numbers of these
POSITION = STRIDE * 160  # samples for each of the encoder's
UNTOLD = -1
SLACK = 2  # positions: where a word begins is heard a little before, and after


class Utterances:
    def __init__(self, folder, name, words, sounds):
        with open(os.path.join(folder, f'{name}.json')) as file:
            index = json.load(file)
        self.index = [line for line in index if len(words.sequence(line[2])) <= LONGEST]
        self.samples = np.memmap(os.path.join(folder, f'{name}.i16'), np.int16, 'r')
        self.words, self.sounds = words, sounds

    def batches(self, seconds, chance: random.Random, ascending):
        """Without end: numbers of utterances that fill so many seconds together, none much longer than the others. The first time
        from the shortest to the longest, where that is wished for."""
        # Those of flite are nearer to people's, and fewer: they are heard twice as often.
        all = [n for n, line in enumerate(self.index) for _ in range(2 if line[4].startswith('flite') else 1)]
        while True:
            order = sorted(all, key=lambda n: self.index[n][1] * (1 + .1 * chance.random()))
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
        """Samples from -1 to 1; tokens; the sound at each position; and where each word is said, batch x words x positions. With
        chance, they begin at any moment, faster or slower, and a few say nothing."""
        rows = []
        for n in numbers:
            at, length, text, _, _, sounds, said = self.index[n]
            samples = torch.from_numpy(self.samples[at:at + length].astype(np.float32) / 32768)
            pace, pause = 1, 0
            if chance:
                if chance.random() < .02:
                    samples, text, sounds, said = samples * .0005, '', [], []
                pace, pause = chance.uniform(.86, 1.18), chance.randrange(200, PAUSE)
                samples = torch.nn.functional.interpolate(samples[None, None], scale_factor=1 / pace, mode='linear')[0, 0]
                samples = torch.cat([torch.zeros(pause), samples * 10 ** chance.uniform(-1.2, .3)])
            moment = lambda at: (at / pace + pause) / POSITION
            words = [(word, moment(start)) for word, start in said] if text else []
            rows.append((samples[:WINDOW * 160], self.words.sequence(text), [(sound, moment(end)) for sound, end in sounds], words))
        longest = max(len(samples) for samples, *_ in rows) + (chance.randrange(1600, PAUSE) if chance else 3200)
        longest = min(WINDOW * 160, -(-longest // EVERY) * EVERY)
        if chance and chance.random() < .05:
            longest = min(WINDOW * 160, longest * 2)
        sound = torch.stack([torch.nn.functional.pad(samples, (0, longest - len(samples)))[:longest] for samples, *_ in rows])
        most = max(len(ids) for _, ids, _, _ in rows)
        ids = torch.tensor([ids + [-1] * (most - len(ids)) for _, ids, _, _ in rows])
        positions = longest // POSITION
        names = torch.stack([self.named(sounds, positions) for _, _, sounds, _ in rows])
        places = torch.stack([spans(words, most, positions) for *_, words in rows])
        return sound, ids, names, places

    def named(self, sounds, positions):
        """The sound in the middle of each position."""
        if not sounds:
            return torch.full((positions,), UNTOLD)
        ends = torch.tensor([end for _, end in sounds])
        which = torch.bucketize(torch.arange(positions) + .5, ends)
        ids = torch.tensor([self.sounds.ids[sound] for sound, _ in sounds] + [self.sounds.ids[SILENCE]])
        return ids[which]


def spans(words, most, positions):
    """1 where each of an utterance's words is said; nothing of one whose place nobody told."""
    place = torch.zeros(most, positions)
    for (word, start), end in zip(words, [start for _, start in words[1:]] + [positions]):
        if word < most:
            place[word, max(0, int(start) - SLACK):int(end) + 1 + SLACK] = 1
    return place
