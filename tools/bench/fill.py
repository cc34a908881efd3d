#!/usr/bin/env python3
"""Other programs' fills, and how near any fill comes to what was there.
Needs Debian's python3-opencv, python3-skimage and gmic.

usage: fill.py photos DIR   python3-skimage's own photos with holes, as DIR/{name}.png, .mask.png and .truth.png
       fill.py rooms DIR    this project's rendered rooms, with each of their things to be taken out
       fill.py peers DIR    fills them by Telea, NS and G'MIC into DIR/{peer}/{name}.png; prints seconds as JSON,
                            and as `files` those in which G'MIC only reads and writes the same files
       fill.py score DIR    prints {name: {method: [PSNR, SSIM, texture distance]}} within the masks, as JSON
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

import cv2
import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
DATA = '/usr/lib/python3/dist-packages/skimage/data'
PHOTOS = ['astronaut.png', 'coffee.png', 'chelsea.png', 'rocket.jpg', 'motorcycle_left.png', 'ihc.png', 'brick.png',
          'grass.png', 'gravel.png', 'hubble_deep_field.jpg']
SIDE = 512
# A photo's things have soft rims, which go with them: the recipe's own margin in pictures of that size.
MARGIN = 3


def hole(kind, height, width, rng):
    mask = np.zeros((height, width), np.uint8)
    if kind == 'scratch':
        for _ in range(6):
            start, end = rng.integers(0, [width, height]), rng.integers(0, [width, height])
            cv2.line(mask, tuple(map(int, start)), tuple(map(int, end)), 255, int(rng.integers(2, 6)))
    elif kind == 'object':
        for _ in range(2):
            centre = (int(rng.uniform(.25, .75) * width), int(rng.uniform(.25, .75) * height))
            axes = (int(rng.uniform(.05, .12) * width), int(rng.uniform(.05, .12) * height))
            cv2.ellipse(mask, centre, axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
    else:
        x, y = int(rng.uniform(.15, .45) * width), int(rng.uniform(.15, .45) * height)
        cv2.rectangle(mask, (x, y), (x + int(.35 * width), y + int(.35 * height)), 255, -1)
    return mask


def write(folder, name, photo, mask, truth, margin):
    cv2.imwrite(f'{folder}/{name}.png', photo)
    cv2.imwrite(f'{folder}/{name}.mask.png', mask)
    cv2.imwrite(f'{folder}/{name}.hole.png', cv2.dilate(mask, np.ones((2 * margin + 1, 2 * margin + 1), np.uint8)))
    cv2.imwrite(f'{folder}/{name}.truth.png', truth)


def photos(folder):
    for i, file in enumerate(PHOTOS):
        photo = cv2.imread(f'{DATA}/{file}', cv2.IMREAD_COLOR)
        scale = SIDE / max(photo.shape[:2])
        if scale < 1:
            photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        for k, kind in enumerate(['scratch', 'object', 'large']):
            mask = hole(kind, *photo.shape[:2], np.random.default_rng(7919 * i + k))
            spoiled = photo.copy()
            spoiled[mask > 0] = 0
            write(folder, f'{os.path.splitext(file)[0]}-{kind}', spoiled, mask, photo, 0)


def rooms(folder):
    with open(f'{ROOT}/tests/fixtures/scenes/scenes.json', encoding='utf8') as file:
        scenes = json.load(file)
    for room in scenes['rooms']:
        photo = cv2.imread(f"{ROOT}/{room['photo']}")
        for thing in room['objects']:
            box, truth = thing['withoutBox'], photo.copy()
            truth[box['y']:box['y'] + box['height'], box['x']:box['x'] + box['width']] = cv2.imread(f"{ROOT}/{thing['without']}")
            mask = np.where(cv2.imread(f"{ROOT}/{thing['mask']}", 0) > 0, 255, 0).astype(np.uint8)
            write(folder, f"{room['name']}-{thing['name'].replace(' ', '_')}", photo, mask, truth, MARGIN)


def names(folder):
    return sorted(os.path.basename(path)[:-len('.mask.png')] for path in glob.glob(f'{folder}/*.mask.png'))


def peers(folder):
    seconds = {}
    for name in names(folder):
        photo, mask = f'{folder}/{name}.png', f'{folder}/{name}.hole.png'
        def gmic(*steps):
            subprocess.run(['gmic', '-v', '-1', photo, mask, *steps, '-o[0]', f'{out}/{name}.png'],
                           check=True, capture_output=True)
        def by_opencv(how):
            filled = cv2.inpaint(cv2.imread(photo), cv2.imread(mask, 0), 5, how)
            cv2.imwrite(f'{out}/{name}.png', filled)
        ways = {
            'telea': lambda: by_opencv(cv2.INPAINT_TELEA),
            'ns': lambda: by_opencv(cv2.INPAINT_NS),
            'gmic': lambda: gmic('-inpaint_matchpatch[0]', '[1]'),
        }
        for peer, fill in ways.items():
            out = f'{folder}/{peer}'
            os.makedirs(out, exist_ok=True)
            start = time.time()
            fill()
            seconds.setdefault(peer, {})[name] = time.time() - start
        with tempfile.TemporaryDirectory() as out:
            start = time.time()
            gmic()
            seconds.setdefault('files', {})[name] = time.time() - start
    print(json.dumps(seconds))


def grey(image):
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float64)


def ssim(one, other):
    """Wang et al., 2004, as a map, with their constants."""
    one, other = grey(one), grey(other)
    mean = lambda image: cv2.GaussianBlur(image, (11, 11), 1.5)
    a, b = mean(one), mean(other)
    va, vb, cov = mean(one * one) - a * a, mean(other * other) - b * b, mean(one * other) - a * b
    return ((2 * a * b + 6.5025) * (2 * cov + 58.5225)) / ((a * a + b * b + 6.5025) * (va + vb + 58.5225))


def texture(one, other, mask):
    """How far apart the distributions of the gradients' sizes lie (Wasserstein-1), over three scales: 0 is alike."""
    total = 0
    for _ in range(3):
        inside = mask > 127
        if inside.sum() < 20:
            break
        sizes = [np.hypot(cv2.Sobel(grey(image), cv2.CV_64F, 1, 0), cv2.Sobel(grey(image), cv2.CV_64F, 0, 1))[inside]
                 for image in (one, other)]
        steps = np.linspace(0, 1, 101)
        total += np.abs(np.quantile(sizes[0], steps) - np.quantile(sizes[1], steps)).mean()
        one, other, mask = cv2.pyrDown(one), cv2.pyrDown(other), cv2.pyrDown(mask)
    return total / 3


def score(folder):
    methods = sorted(os.path.basename(path[:-1]) for path in glob.glob(f'{folder}/*/'))
    scores = {}
    for name in names(folder):
        truth, mask = cv2.imread(f'{folder}/{name}.truth.png'), cv2.imread(f'{folder}/{name}.mask.png', 0)
        inside = mask > 127
        scores[name] = {}
        for method in methods:
            filled = cv2.imread(f'{folder}/{method}/{name}.png')
            error = ((filled.astype(float) - truth.astype(float))[inside] ** 2).mean()
            scores[name][method] = [10 * np.log10(255 ** 2 / max(error, 1e-9)), ssim(filled, truth)[inside].mean(),
                                    texture(filled, truth, mask)]
    print(json.dumps(scores))


if __name__ == '__main__':
    {'photos': photos, 'rooms': rooms, 'peers': peers, 'score': score}[sys.argv[1]](sys.argv[2])
