#!/usr/bin/env python3
"""Which sounds each sentence is made of, as espeak-ng has them for American English.

usage: sounds.py DIR [--workers N]

Writes DIR/sounds.json: for each sentence that speak.py had spoken, its sounds, one after another.
"""
import argparse
import json
import os
import subprocess
from multiprocessing import Pool


def sounds_of(text):
    said = subprocess.run(['espeak-ng', '-q', '-x', '--sep= ', '-v', 'en-us', text], capture_output=True, check=True).stdout
    # Stress, length of pauses and borders of words are none.
    return [sound for sound in (part.strip("',%=_:|") for part in said.decode().split()) if sound]


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument('folder')
    ask.add_argument('--workers', type=int, default=2)
    asked = ask.parse_args()
    texts = set()
    for name in ('learnt', 'held-out'):
        with open(os.path.join(asked.folder, f'{name}.json')) as file:
            texts |= {line[3] for line in json.load(file)}
    texts = sorted(texts)
    with Pool(asked.workers) as pool:
        made = pool.map(sounds_of, texts, 64)
    with open(os.path.join(asked.folder, 'sounds.json'), 'w') as file:
        json.dump(dict(zip(texts, made)), file)
    kinds = sorted({sound for each in made for sound in each})
    print(len(texts), 'sentences,', len(kinds), 'sounds:', *kinds)


if __name__ == '__main__':
    main()
