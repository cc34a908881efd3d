/** What Brushword can do, in the order it is offered. One import, one line. */
import { add } from './edit/add.ts';
import { adjust } from './edit/adjust.ts';
import { auto } from './edit/auto.ts';
import { background } from './edit/background.ts';
import { blur } from './edit/blur.ts';
import { crop } from './edit/crop.ts';
import { extend } from './edit/extend.ts';
import { flip } from './edit/flip.ts';
import { recolor } from './edit/recolor.ts';
import { redeye } from './edit/redeye.ts';
import { remove } from './edit/remove.ts';
import { replace } from './edit/replace.ts';
import { resize } from './edit/resize.ts';
import { rotate } from './edit/rotate.ts';
import { style } from './edit/style.ts';
import { upscale } from './edit/upscale.ts';
import { generate } from './generate/generate.ts';
import type { AnyOperation } from './operation.ts';

export const operations: readonly AnyOperation[] = [
  remove,
  recolor,
  adjust,
  auto,
  redeye,
  blur,
  background,
  replace,
  add,
  style,
  crop,
  extend,
  rotate,
  flip,
  resize,
  upscale,
  generate,
];

export const operationNamed = (name: string): AnyOperation | undefined =>
  operations.find(operation => operation.name === name);
