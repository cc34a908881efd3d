#!/usr/bin/env python3
"""Writes the trained micro model as a folder that transformers.js reads as Whisper, and checks it against PyTorch.

usage: export.py DIR OUT     (src/models/speech/micro)

OUT/config.json, generation_config.json, preprocessor_config.json, sounds.json, tokenizer.json, tokenizer_config.json and
OUT/onnx/encoder_model_int8.onnx, OUT/onnx/decoder_model_merged_int8.onnx: weights in 8 bits, one scale for each row, computed with
in 32. The encoder takes any number of frames up to 800. Needs PyTorch, onnx and onnxruntime. Fails where more than
five of a hundred held-out utterances come out as other sentences, which is what 8 bits may cost.
"""
import base64
import hashlib
import inspect
import json
import os
import sys

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

import net as sizes
from hear import features
from net import DECODER_LAYERS, HEADS, LONGEST, MELS, POSITIONS, WIDTH, WINDOW, Net
from train import written
from utterances import Utterances
from voices import flite_says
from words import END, PLAIN, SPECIAL, START, Sounds, Words

OPSET = 17
HEAD = WIDTH // HEADS
SMALL = 1024  # weights fewer than these stay as they are
PARTS = [(where, kind) for where in ('decoder', 'encoder') for kind in ('key', 'value')]


# By so much less readily than it has learnt to it says that it heard no command: of sentences by voices that it never heard it let one of
# eight go by otherwise, and what it is not sure of is asked about.
LISTEN = 5.


class First(nn.Module):
    """The decoder's first step: it also remembers what was heard."""

    def __init__(self, decoder, lean):
        super().__init__()
        self.decoder, self.lean = decoder, lean

    def forward(self, ids, hidden):
        heard = self.decoder.remember(hidden)
        logits, said, _ = self.decoder(ids, heard)
        return logits + self.lean, *(part for pair in zip(said, heard) for kept in pair for part in kept)


class Next(nn.Module):
    """Each step after it."""

    def __init__(self, decoder, lean):
        super().__init__()
        self.decoder, self.lean = decoder, lean

    def forward(self, ids, *kept):
        pairs = [kept[n:n + 2] for n in range(0, len(kept), 2)]
        logits, said, _ = self.decoder(ids, pairs[1::2], pairs[0::2])
        return logits + self.lean, *(part for pair in zip(said, pairs[1::2]) for each in pair for part in each)


def names(prefix):
    return [f'{prefix}.{layer}.{where}.{kind}' for layer in range(DECODER_LAYERS) for where, kind in PARTS]


def legacy():
    """PyTorch from 2.5 on has two exporters; the older one needs nothing else."""
    return {'dynamo': False} if 'dynamo' in inspect.signature(torch.onnx.export).parameters else {}


def graph_of(module, inputs, path, taken, given, free):
    # Folded, the words would be there twice: as they are read, and on their side.
    torch.onnx.export(module, inputs, path, opset_version=OPSET, input_names=taken, output_names=given, dynamic_axes=free,
                      do_constant_folding=False, **legacy())
    graph = onnx.load(path).graph
    os.remove(path)
    return graph


def write_encoder(encoder, path):
    graph = graph_of(encoder, (torch.randn(1, MELS, 400),), path, ['input_features'], ['last_hidden_state'],
                     {'input_features': {0: 'batch', 2: 'frames'}, 'last_hidden_state': {0: 'batch', 1: 'positions'}})
    save(graph, path)


def write_decoder(decoder, lean, path):
    """Both steps in one file, one in each branch of an If, and each weight once."""
    ids, hidden = torch.tensor([[0, 1]]), torch.randn(1, 200, WIDTH)
    kept = [torch.randn(1, HEADS, 3 if where == 'decoder' else 200, HEAD) for where, _ in PARTS] * DECODER_LAYERS
    past, present = names('past_key_values'), names('present')
    given = ['logits', *present]
    free = {'input_ids': {0: 'batch', 1: 'count'}, 'encoder_hidden_states': {0: 'batch', 1: 'positions'},
            'logits': {0: 'batch', 1: 'count'}}
    free |= {name: {0: 'batch', 2: 'before' if '.decoder.' in name else 'positions'} for name in past}
    free |= {name: {0: 'batch', 2: 'after' if '.decoder.' in name else 'positions'} for name in present}
    first = graph_of(First(decoder, lean), (ids, hidden), path, ['input_ids', 'encoder_hidden_states'], given, free)
    following = graph_of(Next(decoder, lean), (ids[:, :1], *kept), path, ['input_ids', *past], given, free)
    shared = {}
    branches = [branch(graph, prefix, shared) for graph, prefix in ((following, 'next'), (first, 'first'))]
    info = helper.make_tensor_value_info
    memory = lambda name, length: info(name, TensorProto.FLOAT, ['batch', HEADS, length, HEAD])
    graph = helper.make_graph(
        [helper.make_node('If', ['use_cache_branch'], given, then_branch=branches[0], else_branch=branches[1])],
        'decoder',
        [info('input_ids', TensorProto.INT64, ['batch', 'count']),
         info('encoder_hidden_states', TensorProto.FLOAT, ['batch', 'positions', WIDTH]),
         *(memory(name, 'before' if '.decoder.' in name else 'positions') for name in past),
         info('use_cache_branch', TensorProto.BOOL, [1])],
        [info('logits', TensorProto.FLOAT, ['batch', 'count', decoder.words.weight.shape[0]]),
         *(memory(name, f'length of {name}') for name in present)],
        list(shared.values()))
    save(graph, path)


def branch(graph, prefix, shared):
    """A graph as an If's branch: weights by what they hold, everything else under a name of its own."""
    rename = {}
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        # The network's own parameters keep their names, by which start.py finds them again.
        digest = hashlib.sha256(f'{values.dtype}{values.shape}'.encode() + values.tobytes()).hexdigest()[:12]
        key = weights.name if '.' in weights.name else digest
        shared.setdefault(key, numpy_helper.from_array(values, key))
        rename[weights.name] = key
    made = {name for node in graph.node for name in node.output}
    rename |= {name: f'{prefix}/{name}' for name in made}
    nodes = []
    for node in graph.node:
        own = onnx.NodeProto()
        own.CopyFrom(node)
        own.name = f'{prefix}/{node.name}'
        own.input[:] = [rename.get(name, name) for name in node.input]
        own.output[:] = [rename[name] for name in node.output]
        nodes.append(own)
    outputs = []
    for output in graph.output:
        own = onnx.ValueInfoProto()
        own.CopyFrom(output)
        own.name = f'{prefix}/{output.name}'
        outputs.append(own)
        if output.name not in made:  # handed through as it came
            source = rename.get(output.name, output.name.replace('present', 'past_key_values'))
            nodes.append(helper.make_node('Identity', [source], [own.name]))
    return helper.make_graph(nodes, prefix, [], outputs)


def save(graph, path):
    """Large weights are kept in 8 bits, and widened again as the file is read."""
    nodes = []
    for at, weights in enumerate(list(graph.initializer)):
        values = numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size < SMALL or values.ndim < 2:
            continue
        name = weights.name
        scale = np.abs(values).max(tuple(range(1, values.ndim)), keepdims=True).astype(np.float32) / 127
        scale[scale == 0] = 1
        small = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
        graph.initializer[at].CopyFrom(numpy_helper.from_array(small, f'{name}.int8'))
        graph.initializer.append(numpy_helper.from_array(scale, f'{name}.scale'))
        nodes += [helper.make_node('Cast', [f'{name}.int8'], [f'{name}.wide'], to=TensorProto.FLOAT),
                  helper.make_node('Mul', [f'{name}.wide', f'{name}.scale'], [name])]
    for node in reversed(nodes):
        graph.node.insert(0, node)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write_settings(words, out):
    ids = {token: words.ids[token] for token in SPECIAL}
    ends = {'bos_token_id': ids[END], 'eos_token_id': ids[END], 'pad_token_id': ids[END],
            'decoder_start_token_id': ids[START]}
    write(out, 'config.json', {
        'architectures': ['WhisperForConditionalGeneration'], 'model_type': 'whisper', 'is_encoder_decoder': True,
        'd_model': WIDTH, 'encoder_layers': sizes.ENCODER_LAYERS, 'encoder_attention_heads': HEADS,
        'decoder_layers': DECODER_LAYERS, 'decoder_attention_heads': HEADS, 'encoder_ffn_dim': sizes.INNER,
        'decoder_ffn_dim': sizes.INNER, 'num_hidden_layers': sizes.ENCODER_LAYERS, 'num_mel_bins': MELS,
        'max_source_positions': POSITIONS, 'max_target_positions': LONGEST, 'vocab_size': len(words),
        'activation_function': 'gelu', 'scale_embedding': False, 'use_cache': True, **ends})
    write(out, 'generation_config.json', {
        **ends, 'is_multilingual': False, 'no_timestamps_token_id': ids[PLAIN], 'max_length': LONGEST,
        'return_timestamps': False, 'suppress_tokens': [], 'begin_suppress_tokens': []})
    write(out, 'preprocessor_config.json', {
        'feature_extractor_type': 'WhisperFeatureExtractor', 'processor_class': 'WhisperProcessor', 'feature_size': MELS,
        'sampling_rate': 16000, 'hop_length': 160, 'n_fft': 400, 'chunk_length': WINDOW // 100, 'n_samples': 160 * WINDOW,
        'nb_max_frames': WINDOW, 'padding_side': 'right', 'padding_value': 0.,
        'return_attention_mask': False})
    # Each word with the space before it, which the byte-level alphabet writes as Ġ.
    vocabulary = {word if word in ids else f'Ġ{word}': n for n, word in enumerate(words.list)}
    write(out, 'tokenizer.json', {
        'version': '1.0', 'truncation': None, 'padding': None,
        'added_tokens': [{'id': n, 'content': token, 'single_word': False, 'lstrip': False, 'rstrip': False,
                          'normalized': False, 'special': True} for token, n in ids.items()],
        'normalizer': None, 'pre_tokenizer': {'type': 'ByteLevel', 'add_prefix_space': True, 'trim_offsets': True, 'use_regex': True},
        'post_processor': None, 'decoder': {'type': 'ByteLevel', 'add_prefix_space': True, 'trim_offsets': True, 'use_regex': True},
        'model': {'type': 'BPE', 'dropout': None, 'unk_token': END, 'continuing_subword_prefix': '', 'end_of_word_suffix': '',
                  'fuse_unk': False, 'vocab': vocabulary, 'merges': []}})
    write(out, 'tokenizer_config.json', {
        'tokenizer_class': 'WhisperTokenizer', 'processor_class': 'WhisperProcessor', 'add_prefix_space': True,
        'bos_token': END, 'eos_token': END, 'pad_token': END, 'unk_token': END, 'model_max_length': LONGEST,
        'return_attention_mask': False, 'errors': 'replace'})


def write_sounds(head, words, sounds, out):
    """How each sound is told from what was heard, in 8 bits, and of which sounds each word is made, as flite says it."""
    weights, bias = head.weight.detach().numpy(), head.bias.detach().numpy()
    scales = np.abs(weights).max(1) / 127
    small = np.clip(np.round(weights / scales[:, None]), -127, 127).astype(np.int8)
    said = {word: [sounds.ids[sound] for sound in flite_says(word) if sound in sounds.ids] for word in words.list if word not in SPECIAL}
    write(out, 'sounds.json', {'sounds': list(sounds.ids), 'weights': base64.b64encode(small.tobytes()).decode(), 'scales': [float(f'{s:.5g}') for s in scales],
                               'bias': [float(f'{b:.5g}') for b in bias], 'words': said})


def write(out, name, content):
    with open(os.path.join(out, name), 'w') as file:
        json.dump(content, file, ensure_ascii=False, separators=(',', ':'))


def read_aloud(out, words, mel):
    """One utterance through the exported files: the likeliest word after each."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    encoder, decoder = (onnxruntime.InferenceSession(os.path.join(out, 'onnx', f'{name}_int8.onnx'), options)
                        for name in ('encoder_model', 'decoder_model_merged'))

    def text(mel):
        hidden = encoder.run(None, {'input_features': mel})[0]
        kept = {name: np.zeros((1, HEADS, 0, HEAD), np.float32) for name in names('past_key_values')}
        ids, fed = [words.start, words.plain], [words.start, words.plain]
        for step in range(LONGEST - 2):
            logits, *present = decoder.run(None, {'input_ids': np.array([fed]), 'encoder_hidden_states': hidden,
                                                  'use_cache_branch': np.array([step > 0]), **kept})
            kept = dict(zip(names('past_key_values'), present))
            fed = [int(logits[0, -1].argmax())]
            ids += fed
            if fed[0] == words.end:
                break
        return words.text(ids)

    return [text(each[None]) for each in mel]


def main(folder, out):
    words, sounds = Words(folder), Sounds(folder)
    model = Net(len(words), len(sounds))
    model.load_state_dict(torch.load(os.path.join(folder, 'checkpoint.pt'), map_location='cpu')['mean'])
    model.eval()
    os.makedirs(os.path.join(out, 'onnx'), exist_ok=True)
    write_encoder(model.encoder, os.path.join(out, 'onnx', 'encoder_model_int8.onnx'))
    lean = torch.zeros(len(words))
    lean[words.nothing] = -LISTEN
    write_decoder(model.decoder, lean, os.path.join(out, 'onnx', 'decoder_model_merged_int8.onnx'))
    write_settings(words, out)
    write_sounds(model.name, words, sounds, out)
    model.eval()  # the exporter leaves it learning
    held = Utterances(folder, 'held-out', words, sounds)
    count, same = min(100, len(held.index)), 0
    for n in range(count):
        mel = features(held.batch([n])[0])
        same += written(model, words, mel, lean) == read_aloud(out, words, mel.numpy())
    size = sum(os.path.getsize(os.path.join(at, file)) for at, _, files in os.walk(out) for file in files)
    parameters = sum(p.numel() for p in model.parameters()) - sum(p.numel() for p in model.name.parameters())
    print(f'{out}: {parameters} parameters, {size} bytes; {same} of {count} sentences as PyTorch has them')
    sys.exit(0 if same >= .95 * count else 1)


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2])
