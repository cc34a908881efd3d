#!/usr/bin/env python3
"""Makes a checkpoint of weights that were exported, for train.py to go on from: what it had learnt of its own pace is lost.

usage: start.py DIR FROM     (src/models/speech/micro)

DIR holds what speak.py wrote, spoken with the very vocabulary that FROM has. Needs PyTorch and onnx.
"""
import base64
import json
import os
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from net import Net
from train import EASY
from words import Sounds, Words


def parameters(path):
    """By their names; those in 8 bits times their scales."""
    found = {weights.name: numpy_helper.to_array(weights) for weights in onnx.load(path).graph.initializer}
    for name, values in found.items():
        if name.endswith('.int8'):
            bare = name.removesuffix('.int8')
            yield bare, torch.from_numpy(values.astype('float32') * found[f'{bare}.scale'])
        elif not name.endswith('.scale'):
            yield name, torch.from_numpy(values.copy())


def main(folder, exported):
    words, sounds = Words(folder), Sounds(folder)
    with open(os.path.join(exported, 'tokenizer.json')) as file:
        vocabulary = json.load(file)['model']['vocab']
    if [word.removeprefix('Ġ') for word in sorted(vocabulary, key=vocabulary.get)] != words.list:
        sys.exit('It was trained with another vocabulary: give sentences.ts that one.')
    net = Net(len(words), len(sounds))
    wanted = net.state_dict()
    missing = {name for name in wanted if not name.startswith('name.')}
    for part, prefix in (('encoder_model', 'encoder.'), ('decoder_model_merged', '')):
        for name, values in parameters(os.path.join(exported, 'onnx', f'{part}_int8.onnx')):
            if prefix + name in missing and wanted[prefix + name].shape == values.shape:
                wanted[prefix + name] = values
                missing.discard(prefix + name)
    with open(os.path.join(exported, 'sounds.json')) as file:
        told = json.load(file)
    if told['sounds'] == list(sounds.ids):
        rows = np.frombuffer(base64.b64decode(told['weights']), np.int8).reshape(len(sounds), -1)
        wanted['name.weight'] = torch.from_numpy(rows * np.array(told['scales'], np.float32)[:, None])
        wanted['name.bias'] = torch.tensor(told['bias'])
    missing -= {'encoder.positions', 'encoder.lifter'}  # these are not learnt
    if missing:
        sys.exit(f'It lacks {", ".join(sorted(missing))}.')
    net.load_state_dict(wanted)
    torch.save({'net': wanted, 'mean': wanted, 'done': EASY}, os.path.join(folder, 'checkpoint.pt'))


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2])
