import { migan } from '../../../src/models/guide/migan.ts';
import { lama } from '../../../src/models/guide/lama.ts';
import type { Declaration } from '../../../src/models/guide/declaration.ts';
import { Fault } from '../../../core/contract/fault.ts';
import type { Weights } from '../../../src/models/weights/kept.ts';
import { packMask } from '../../../src/workers/mask.ts';
import type { Order } from '../../../src/workers/protocol.ts';
import { smallNet, type Does, type SpeaksAs } from '../../../tools/nets/nets.ts';
import { odd } from '../../makers/declarations.ts';
import { kept, marked, textured } from '../workers/pictures.ts';

export const declarations: Readonly<Record<SpeaksAs, Declaration>> = { migan, lama, odd };

export const files = (name: SpeaksAs, deed: Does): ReadonlyMap<string, Uint8Array> =>
  new Map([[declarations[name].file, smallNet(name, deed)]]);

/** A device on which these lie, and nothing else. */
export const device = (all: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>>): Weights => ({
  kept: () => Promise.resolve(Object.keys(all)),
  read(name) {
    const found = all[name];
    return found ? Promise.resolve(found) : Promise.reject(new Fault('no-maker', `${name} is not here.`));
  },
});

/** To remove something from the middle of a picture. */
export const orderOf = async (): Promise<Order> => ({
  operation: 'remove',
  params: {},
  seed: 1,
  image: await kept(textured(120, 90)),
  mask: new Blob([packMask(marked(120, 90, { x: 50, y: 30, width: 24, height: 20 }))]),
});
