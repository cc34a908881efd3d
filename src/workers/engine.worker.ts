/** The engine's own thread. What is large is handed over, not copied. */
import { expose, transfer } from 'comlink';
import { makeEngine } from './engine.ts';
import type { EngineApi } from './protocol.ts';

const engine = makeEngine();

const api: EngineApi = {
  ...engine,
  async view(picture, box, width, height) {
    const bitmap = await engine.view(picture, box, width, height);
    return transfer(bitmap, [bitmap]);
  },
  async preview(order, width, height) {
    const bitmap = await engine.preview(order, width, height);
    return transfer(bitmap, [bitmap]);
  },
  async select(picture, x, y, tolerance) {
    const mask = await engine.select(picture, x, y, tolerance);
    return transfer(mask, [mask.buffer]);
  },
  async unpackMask(file, width, height) {
    const mask = await engine.unpackMask(file, width, height);
    return transfer(mask, [mask.buffer]);
  },
};

expose(api);
