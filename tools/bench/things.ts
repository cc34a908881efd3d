/** The things of the rendered rooms, to be selected: each with its photo, its true mask and that mask's box. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../core/contract/schema.ts';
import { surfacesOf } from '../../core/colour/surfaces.ts';
import type { Box } from '../../core/pixels/box.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { groundOf, type Ground } from '../../core/sight/cut/ground.ts';
import { readPng } from '../png.ts';
import { listPath, manifestPath, Shown } from '../scenes/manifest.ts';
import { readPhoto } from '../scenes/photo.ts';

export interface Thing {
  readonly room: string;
  readonly name: string;
  readonly photo: Pixels;
  readonly ground: Ground;
  /** 255 or 0. */
  readonly truth: Mask;
  readonly box: Box;
}

const root = join(import.meta.dirname, '../..');

export const readThings = (): Thing[] => listed(root, manifestPath);

/** Those of views that `tools/train/clicks/draw.ts` drew into a folder. */
export const readViews = (folder: string): Thing[] => listed(folder, listPath);

function listed(folder: string, list: string): Thing[] {
  const { rooms } = parse(Shown, JSON.parse(readFileSync(join(folder, list), 'utf8')));
  return rooms.flatMap(room => {
    const photo = readPhoto(join(folder, room.photo));
    const ground = groundOf(surfacesOf(photo));
    return room.objects.map(({ name, mask, box }) => {
      return { room: room.name, name, photo, ground, truth: readMask(join(folder, mask)), box };
    });
  });
}

function readMask(path: string): Mask {
  const { width, height, data } = readPng(readFileSync(path));
  const mask = blankMask(width, height);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = data[i * 4]! > 127 ? 255 : 0;
  return mask;
}
