/** Makers led by networks that are not ours: their weights are on this device once someone has asked for them. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { Declaration } from './guide/declaration.ts';
import { guidedBy } from './guided.ts';
import { known } from './guide/known.ts';
import type { Network } from './guide/network.ts';
import type { Model } from './model.ts';
import { here } from './weights/kept.ts';
import { DECLARATION } from './weights/own.ts';

export function downloaded(declaration: Declaration, weights = here): Model<'inpaint'> {
  const { name, edition, title, licence, file, runsOn } = declaration;
  const isHere = async (): Promise<boolean> => (await weights.kept()).includes(name);
  const network: Network = {
    name,
    title,
    runsOn,
    async open(on, others) {
      const bytes = (await weights.read(name, file)).get(file);
      if (bytes === undefined)
        throw new Fault('no-maker', `${title} was to have a file ${file}, and has none.`);
      const [{ openNet }, { declaredPainter }] = await Promise.all([
        import('./runtime.ts'),
        import('./guide/declared.ts'),
      ]);
      const net = await openNet(bytes, on, others);
      try {
        return declaredPainter(net, declaration);
      } catch (thrown) {
        await net.close();
        throw thrown;
      }
    },
  };
  return guidedBy({ name, edition, title, licence, isHere }, network);
}

/** The ones in our list. */
export const listed = known.map(declaration => downloaded(declaration));

const added = new Map<string, Model<'inpaint'>>();

/** The maker of that name that a person added, if there is one. Throws `Fault('no-maker')` where its declaration is none. */
export async function addedNetwork(name: string, weights = here): Promise<Model<'inpaint'> | undefined> {
  if (!(await weights.kept()).includes(name)) {
    added.delete(name);
    return undefined;
  }
  const before = added.get(name);
  if (before) return before;
  const maker = downloaded(declarationIn(await weights.read(name, DECLARATION), name), weights);
  added.set(name, maker);
  return maker;
}

/** All that a person added. What does not say how it is used is none; who asks for it by name hears why. */
export async function addedNetworks(weights = here): Promise<readonly Model<'inpaint'>[]> {
  const own = new Set(listed.map(({ name }) => name));
  const names = (await weights.kept()).filter(name => !own.has(name));
  const found = await Promise.all(names.map(name => addedNetwork(name, weights).catch(() => undefined)));
  return found.filter(maker => maker !== undefined);
}

function declarationIn(files: ReadonlyMap<string, Uint8Array>, name: string): Declaration {
  try {
    const file = files.get(DECLARATION);
    if (file === undefined) throw new Error(`it has no ${DECLARATION}`);
    const declaration = parse(Declaration, JSON.parse(new TextDecoder().decode(file)));
    if (declaration.name !== name) throw new Error(`it is called “${declaration.name}” there`);
    return declaration;
  } catch (thrown) {
    const why = Fault.from(thrown).message;
    throw new Fault('no-maker', `“${name}” does not say how it is used: ${why.replace(/\.$/, '')}.`, {
      cause: thrown,
    });
  }
}
