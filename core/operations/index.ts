/** What Brushword can do, in the order it is offered. One import, one line. */
import { adjust } from './edit/adjust.ts';
import { recolor } from './edit/recolor.ts';
import { remove } from './edit/remove.ts';
import type { AnyOperation } from './operation.ts';

export const operations: readonly AnyOperation[] = [remove, recolor, adjust];

export const operationNamed = (name: string): AnyOperation | undefined =>
  operations.find(operation => operation.name === name);
