#!/usr/bin/env python3
"""Writes the trained network as ONNX, opset 17, its weights in half precision, and checks it against PyTorch.

usage: export.py DIR/checkpoint.pt OUT.onnx     (src/models/guide/own.onnx)

Beside it, as OUT.answer, goes what it makes of a small picture that needs no file (`asked`), so that a device can tell
whether it computes rightly: red, green and blue of each hole pixel in raster order, in bytes.

Inputs: `image`, float32 N x 3 x H x W, 0 to 1, a first guess in its hole; `mask`, float32 N x 1 x H x W, 1 = to be filled;
H and W multiples of 16. Outputs: `filled`, float32 N x 3 x H x W, about 0 to 1, also where nothing was to be filled; and of
half the size, N x 1 x H/2 x W/2, its `texture` and its `doubt` (see net.py).
Needs PyTorch, onnx and onnxruntime. Fails where the two differ by more than 2 of 255 anywhere.
"""
import inspect
import sys

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn

from net import PATCH, Net, spread
from samples import held_out

OPSET = 17
OUTPUTS = ['filled', 'texture', 'doubt']
MOST_APART = 2 / 255
SMALL = 256  # weights fewer than these stay as they are


def main(checkpoint, out):
    net = Net()
    net.load_state_dict(torch.load(checkpoint, map_location='cpu')['mean'])
    net.eval()
    plain = Net()
    plain.load_state_dict(net.state_dict())
    plain.enter = unfolded(net.enter)
    plain.gather = lambda seen: seen
    image, mask = torch.rand(1, 3, 64, 64), torch.zeros(1, 1, 64, 64)
    free = {name: {0: 'n', 2: 'height', 3: 'width'} for name in ('image', 'mask', 'filled')}
    free |= {name: {0: 'n', 2: 'half height', 3: 'half width'} for name in OUTPUTS[1:]}
    torch.onnx.export(plain.eval(), (image, mask), out, opset_version=OPSET, input_names=['image', 'mask'],
                      output_names=OUTPUTS, dynamic_axes=free, **legacy())
    halve(out)
    with open(out.removesuffix('.onnx') + '.answer', 'wb') as file:
        file.write(answer(out))
    print(f'{out}: apart by at most {check(net, out) * 255:.2f} of 255')


def unfolded(enter):
    """A convolution over patches is one over pixels with as large a step: without the patches' shuffling, which dynamic
    sizes make into a dozen nodes that not every runtime has."""
    out, channels, high, wide = enter.weight.shape
    plain = nn.Conv2d(channels // PATCH ** 2, out, high * PATCH, PATCH, enter.padding[0] * PATCH)
    weight = enter.weight.reshape(out, -1, PATCH, PATCH, high, wide).permute(0, 1, 4, 2, 5, 3)
    plain.weight.data = weight.reshape(plain.weight.shape).detach()
    plain.bias.data = enter.bias.detach()
    return plain


def legacy():
    """PyTorch from 2.5 on has two exporters; the older one needs nothing else."""
    return {'dynamo': False} if 'dynamo' in inspect.signature(torch.onnx.export).parameters else {}


def halve(path):
    """Large weights are kept in 16 bits, and widened again as the file is read."""
    model = onnx.load(path)
    graph = model.graph
    casts = []
    for at, weights in enumerate(graph.initializer):
        values = onnx.numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size < SMALL:
            continue
        name = weights.name
        graph.initializer[at].CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float16), f'{name}.half'))
        casts.append(onnx.helper.make_node('Cast', [f'{name}.half'], [name], to=onnx.TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def asked(side=64):
    """Whole-number arithmetic, so that any language draws the same; with a hole of 24 x 16."""
    y, x = np.mgrid[:side, :side]
    image = np.stack([((x * x + (c + 1) * y * y + 31 * x * y) // 16 % 256) / 255 for c in range(3)])
    mask = ((x >= 20) & (x < 44) & (y >= 24) & (y < 40))[None]
    return torch.from_numpy(image[None]).float(), torch.from_numpy(mask[None]).float()


def answer(path):
    image, mask = asked()
    begun = torch.where(mask > 0, spread(image, mask), image)
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    made = session.run(['filled'], {'image': begun.numpy(), 'mask': mask.numpy()})[0][0]
    return np.clip(made[:, mask[0, 0].numpy() > 0].T * 255 + .5, 0, 255).astype(np.uint8).tobytes()


@torch.no_grad()
def check(net, path):
    """The largest difference over some held-out samples of two sizes."""
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    worst = 0.
    for side in (128, 208):
        images, masks = held_out(4, side)
        begun = torch.where(masks > 0, spread(images, masks), images)
        theirs = session.run(OUTPUTS, {'image': begun.numpy(), 'mask': masks.numpy()})
        for their, our in zip(theirs, net(begun, masks)):
            worst = max(worst, np.abs(their - our.numpy()).max())
    if worst > MOST_APART:
        raise SystemExit(f'ONNX and PyTorch differ by {worst * 255:.2f} of 255')
    return worst


if __name__ == '__main__':
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
