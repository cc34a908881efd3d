#!/usr/bin/env python3
"""Has the sentences spoken, each by a few voices of its own.

usage: speak.py DIR [--espeak N] [--flite N] [--pico N] [--rhvoice N] [--workers N] [--limit N]

DIR holds what sentences.ts wrote, and other.txt: speech that is no command, a sentence a line. Writes learnt.* and held-out.*:
.i16, samples at 16 kHz one after another; .json, for each utterance where it begins, how long it is, what is to be written down, what is
said and by whom, its sounds and where they end, its words and where they begin. And sounds.json: all sounds there are.
"""
import argparse
import json
import os
import random
from multiprocessing import Pool

from voices import HELD_OUT, LEARNT, LEARNT_FLITE, LEARNT_PICO, LEARNT_RHVOICE, RATE, speak

LONGEST = 8 * RATE


def lines(folder, name):
    with open(os.path.join(folder, name)) as file:
        return [line.strip() for line in file if line.strip()]


def one(task):
    text, voice, seed = task
    return speak(text, voice, random.Random(seed))


def write(folder, name, tasks, workers):
    """Tasks are (what is to be written down, what is said, voice)."""
    index, at = [], 0
    with open(os.path.join(folder, f'{name}.i16'), 'wb') as file, Pool(workers) as pool:
        made = pool.imap(one, [(said, voice, n) for n, (_, said, voice) in enumerate(tasks)], 64)
        for n, ((text, said, voice), spoken) in enumerate(zip(tasks, made)):
            length = len(spoken.samples)
            if 2000 < length <= LONGEST:
                file.write(spoken.samples.tobytes())
                index.append([at, length, text, said, str(voice), spoken.sounds, spoken.words])
                at += length
            if n % 2000 == 0:
                print(name, n, 'of', len(tasks), flush=True)
    with open(os.path.join(folder, f'{name}.json'), 'w') as file:
        json.dump(index, file)
    return index


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument('folder')
    for name, default in (('espeak', 2), ('flite', 1), ('pico', 1), ('rhvoice', 1), ('workers', 2), ('limit', 1_000_000)):
        ask.add_argument(f'--{name}', type=int, default=default)
    asked = ask.parse_args()
    chance = random.Random(7)
    commands, others = (lines(asked.folder, name) for name in ('commands.txt', 'other.txt'))
    chance.shuffle(commands)
    tasks = []
    # Of what is no command nothing is written down.
    for text, written in [*((text, text) for text in commands[:asked.limit]), *((text, '') for text in others)]:
        kinds = ((asked.espeak, LEARNT), (asked.flite, LEARNT_FLITE), (asked.pico, LEARNT_PICO), (asked.rhvoice, LEARNT_RHVOICE))
        for count, voices in kinds:
            tasks += [(written, text, chance.choice(voices)) for _ in range(count)]
    chance.shuffle(tasks)
    held = lines(os.path.dirname(__file__), 'held-out.txt')
    write(asked.folder, 'held-out', [(text, text, HELD_OUT[n % len(HELD_OUT)]) for n, text in enumerate(held)], asked.workers)
    learnt = write(asked.folder, 'learnt', tasks, asked.workers)
    with open(os.path.join(asked.folder, 'sounds.json'), 'w') as file:
        json.dump(sorted({sound for line in learnt for sound, _ in line[5]}), file)


if __name__ == '__main__':
    main()
