/** A network that a person brings: how it is spoken to. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { Declaration } from './guide/declaration.ts';
import { known } from './guide/known.ts';
import { checkPorts } from './guide/ports.ts';
import type { Net } from './net.ts';
import { DECLARATION } from './weights/own.ts';
import { hashOf } from './weights/sha256.ts';

type Ports = Pick<Net, 'inputs' | 'outputs'>;

/**
 * How the one network among these files is spoken to: as a file `network.json` beside it says, or like one that is known.
 * `portsOf` opens it. Throws `Fault('refused')`, which says what was expected and what was found.
 */
export async function declarationFor(
  files: readonly File[],
  portsOf: (network: Uint8Array) => Promise<Ports>,
): Promise<Declaration> {
  const [network, ...more] = files.filter(({ name }) => /\.onnx$/i.test(name));
  if (network === undefined || more.length > 0) throw notOne(files, more.length + (network ? 1 : 0));
  const bytes = new Uint8Array(await network.arrayBuffer());
  const written = files.find(({ name }) => name === DECLARATION);
  const title = network.name.replace(/\.onnx$/i, '') || 'Network';
  const own = await identityOf(title, bytes);
  const fitting = written
    ? [{ ...(await read(written)), ...own }]
    : known.map(one => ({ ...one, ...own, edition: 1, title, licence: 'not stated' }));
  const ports = await portsOf(bytes).catch((cause: unknown) => {
    throw new Fault('refused', `“${network.name}” is not a network that runs here.`, { cause });
  });
  const whys = fitting.map(declaration => whyNot(ports, declaration));
  const right = fitting[whys.indexOf(undefined)];
  if (right) return parse(Declaration, right);
  throw new Fault(
    'refused',
    written
      ? whys.join(' ')
      : `“${network.name}” is spoken to neither like MI-GAN nor like LaMa, and no ${DECLARATION} beside it says how. Like MI-GAN: ${whys[0] ?? ''}`,
  );
}

function whyNot(ports: Ports, declaration: Declaration): string | undefined {
  try {
    checkPorts(ports, declaration);
    return undefined;
  } catch (thrown) {
    return Fault.from(thrown).message;
  }
}

async function read(written: File): Promise<Declaration> {
  try {
    return parse(Declaration, JSON.parse(await written.text()));
  } catch (cause) {
    const why = Fault.from(cause).message;
    throw new Fault('refused', `${DECLARATION} does not say how the network is used: ${why}`, { cause });
  }
}

/** Two files of one name are two networks; one file is one, whatever else lies beside it. */
async function identityOf(title: string, bytes: Uint8Array<ArrayBuffer>) {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['network'];
  const plain = words.join('-').slice(0, 40);
  const hash = await hashOf(bytes);
  return { name: `own-${plain}-${hash.slice(0, 8)}`, file: `${plain}.onnx` };
}

/** Of a network's own inputs and outputs. Throws a `Fault` where it is none that runs here. */
export async function portsOf(network: Uint8Array): Promise<Ports> {
  const { openNet } = await import('./runtime.ts');
  const net = await openNet(network, 'wasm');
  await net.close();
  return net;
}

const notOne = (files: readonly File[], count: number): Fault =>
  new Fault(
    'refused',
    count === 0
      ? `${files.length === 1 ? `“${files[0]?.name ?? ''}” is` : 'Among these files is'} no network: that is a file whose name ends in .onnx.`
      : `These are ${count} networks. Add one at a time.`,
  );
