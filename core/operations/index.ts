/** What Brushword can do, in the order it is offered. One import, one line. */
import type { AnyOperation } from './operation.ts';

export const operations: readonly AnyOperation[] = [];

export const operationNamed = (name: string): AnyOperation | undefined =>
  operations.find(operation => operation.name === name);
