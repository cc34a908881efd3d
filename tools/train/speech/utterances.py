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
SPLICED = .4  # of the utterances go on as another does
FADE = 80  # samples


class Utterances:
    def __init__(self, folder, name, words, sounds):
        with open(os.path.join(folder, f'{name}.json')) as file:
            index = json.load(file)
        self.index = [line for line in index if len(words.sequence(line[2])) <= LONGEST]
        self.samples = np.memmap(os.path.join(folder, f'{name}.i16'), np.int16, 'r')
        self.words, self.sounds = words, sounds
        self.tellers = {}  # by voice: the utterances of which is known where each word begins
        for n, line in enumerate(self.index):
            if len(line[2].split()) == len(line[6]) > 1:
                self.tellers.setdefault(line[4], []).append(n)

    def batches(self, seconds, chance: random.Random, ascending):
        """Without end: numbers of utterances that fill so many seconds together, none much longer than the others. The first time
        from the shortest to the longest, where that is wished for."""
        # Those that were made of people's voices are fewer: they are heard twice as often.
        all = [n for n, line in enumerate(self.index) for _ in range(1 if line[4].startswith('espeak') else 2)]
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
            samples, text, sounds, said = self.spliced(n, chance) if chance and chance.random() < SPLICED else self.whole(n)
            samples = torch.from_numpy(samples.astype(np.float32) / 32768)
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

    def whole(self, n):
        at, length, text, _, _, sounds, said = self.index[n]
        return self.samples[at:at + length], text, sounds, said

    def spliced(self, n, chance: random.Random):
        """It begins as this one does, and ends as another by the same voice: what is said next cannot be guessed, only heard."""
        samples, text, sounds, said = self.whole(n)
        words = text.split()
        others = self.tellers.get(self.index[n][4])
        if len(said) < 2 or len(said) != len(words) or not others:
            return samples, text, sounds, said
        more, other_text, other_sounds, other_said = self.whole(chance.choice(others))
        others = other_text.split()
        length = lambda a, b: said[a][1] + len(more) - other_said[b][1]
        joints = [(a, b) for a in range(1, len(words)) for b in range(1, len(others))
                  if said[a][1] > FADE and .6 < length(a, b) / len(samples) < 1.1 and a + len(others) - b <= LONGEST - 4]
        if not joints:
            return samples, text, sounds, said
        # Half the time after the same word: the rest is then nearly what people say.
        fitting = [(a, b) for a, b in joints if words[a - 1] == others[b - 1]]
        a, b = chance.choice(fitting if fitting and chance.random() < .5 else joints)
        end, start = said[a][1], other_said[b][1]
        fade = np.linspace(0, 1, FADE)
        first, second = samples[:end].astype(np.float32), more[start:].astype(np.float32)
        first[-FADE:] *= fade[::-1][-len(first):]
        second[:FADE] *= fade[:len(second)]
        kept = [(sound, min(at, end)) for n, (sound, at) in enumerate(sounds) if n == 0 or sounds[n - 1][1] < end]
        return (np.concatenate([first, second]), ' '.join(words[:a] + others[b:]),
                kept + [(sound, at - start + end) for sound, at in other_sounds if at > start],
                said[:a] + [(word - b + a, at - start + end) for word, at in other_said[b:]])

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
