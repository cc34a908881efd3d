#!/usr/bin/env python3
"""What OpenCV's GrabCut takes of each thing of this project's rendered rooms, given the box of its true mask.
Needs Debian's python3-opencv.

usage: grabcut.py ROUNDS    prints {room: {thing: IoU}} as JSON; ROUNDS is the number of its iterations
"""
import json
import os
import sys

import cv2
import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')


def taken(photo, box, rounds):
    mask = np.zeros(photo.shape[:2], np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    corners = box['x'], box['y'], box['width'], box['height']
    cv2.setRNGSeed(0)
    cv2.grabCut(photo, mask, corners, *models, rounds, cv2.GC_INIT_WITH_RECT)
    return (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)


def overlap(one, other):
    return float((one & other).sum() / (one | other).sum())


def main(rounds):
    with open(f'{ROOT}/tests/fixtures/scenes/scenes.json', encoding='utf8') as file:
        scenes = json.load(file)
    found = {}
    for room in scenes['rooms']:
        photo = cv2.imread(f"{ROOT}/{room['photo']}")
        things = {thing['name']: thing for thing in room['objects']}
        masks = {name: cv2.imread(f"{ROOT}/{thing['mask']}", 0) > 127 for name, thing in things.items()}
        found[room['name']] = {name: overlap(taken(photo, thing['box'], rounds), masks[name])
                               for name, thing in things.items()}
    print(json.dumps(found))


if __name__ == '__main__':
    main(int(sys.argv[1]))
