/** Every maker on the device. For each promise, the first that can be made here keeps it. */
import { Fault } from '../../core/contract/fault.ts';
import type { ToolName } from '../../core/operations/operation.ts';
import { addedNetwork, addedNetworks, listed } from './downloaded.ts';
import { exemplar } from './exemplar.ts';
import { own } from './guide/open.ts';
import { guidedByOwn } from './guided.ts';
import type { Measurable } from './measure.ts';
import type { Model } from './model.ts';
import { painted } from './painted.ts';
import { lookersHere } from './sight/index.ts';

const guided = guidedByOwn(own);

const models: { readonly [T in ToolName]?: readonly Model<T>[] } = {
  inpaint: [guided, ...listed, exemplar, painted],
};

/** Who was added by a person. */
const added: { readonly [T in ToolName]?: Added<T> } = {
  inpaint: { named: addedNetwork, all: addedNetworks },
};

interface Added<T extends ToolName> {
  named(name: string): Promise<Model<T> | undefined>;
  all(): Promise<readonly Model<T>[]>;
}

/** Whether anyone here may keep this promise. */
export const isKept = (tool: ToolName): boolean => models[tool] !== undefined;

/**
 * Who may keep this promise here, in the order they are preferred, those that a person added last; or only who has that
 * `name`, which may then be one whose weights are not here. Throws as `addedNetwork` does.
 */
export async function makersOf<T extends ToolName>(tool: T, name?: string): Promise<readonly Model<T>[]> {
  const found: readonly Model<T>[] = models[tool] ?? [];
  if (name === undefined) {
    const here = await Promise.all(found.map(model => model.isHere?.() ?? true));
    return [...found.filter((_, n) => here[n]), ...((await added[tool]?.all()) ?? [])];
  }
  const known = found.find(model => model.name === name) ?? (await added[tool]?.named(name));
  return known ? [known] : [];
}

/** All that can be measured here: the networks that lead makers, each once, and those that look at pictures. */
export async function networks(): Promise<readonly Measurable[]> {
  const [makers, lookers] = await Promise.all([makersOf('inpaint'), lookersHere()]);
  return [...new Set(makers.flatMap(({ network }) => network ?? [])), ...lookers];
}

/** Throws `Fault('no-maker')` where there is none of that name. */
export async function networkNamed(name: string): Promise<Measurable> {
  const network = (await networks()).find(network => network.name === name);
  if (network) return network;
  throw new Fault('no-maker', `There is no network called “${name}” here.`);
}
