/** What ComfyUI made of a graph, and why it made nothing. */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import { finish, readMarked } from './check.ts';
import { Frame } from './frame.ts';
import type { Picture, Stand } from './provider.ts';
import { clean, send, type Server } from './server.ts';

export const title = 'ComfyUI';

/** Where a file lies there. */
export const Place = v.object({ filename: v.string(), subfolder: v.string(), type: v.string() });
export type Place = Infer<typeof Place>;
export const Handle = v.object({
  id: v.string(),
  frame: Frame,
  sent: v.optional(v.object({ image: Place, mask: Place })),
});
export type Handle = Infer<typeof Handle>;

/** What its history keeps of a graph. */
export const Entry = v.object({
  outputs: v.record(v.string(), v.looseObject({ images: v.optional(v.array(Place)) })),
  status: v.optional(
    v.nullable(
      v.object({
        status_str: v.string(),
        messages: v.optional(v.array(v.tuple([v.string(), v.unknown()])), []),
      }),
    ),
  ),
});
export type Entry = Infer<typeof Entry>;
const Broken = v.object({
  exception_message: v.optional(v.string(), ''),
  exception_type: v.optional(v.string(), ''),
  node_type: v.optional(v.string(), ''),
});
export async function end(server: Server, done: Entry, { frame, sent }: Handle): Promise<Stand> {
  if (done.status?.status_str === 'error') throw brokenOff(server, done.status.messages);
  const images = Object.values(done.outputs).flatMap(output => output.images ?? []);
  const kept = images.filter(({ type }) => type === 'output');
  const places = kept.length > 0 ? kept : images;
  const [first] = places;
  if (!first) {
    throw new Fault(
      'refused',
      `${title} ran the workflow and gave no picture. Let it end in a node that saves one.`,
    );
  }
  if (!sent) {
    const pictures: Picture[] = [];
    for (const place of places) pictures.push(finish(title, await view(server, place), { frame }));
    return { state: 'done', pictures };
  }
  const marked = readMarked({ image: await view(server, sent.image), mask: await view(server, sent.mask) });
  return { state: 'done', pictures: [finish(title, await view(server, first), { frame, sent: marked })] };
}

async function view(server: Server, place: Place): Promise<Uint8Array<ArrayBuffer>> {
  const query = Object.entries(place).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return (await send(server, { method: 'GET', path: `/view?${query.join('&')}` })).bytes;
}

function brokenOff(server: Server, messages: readonly (readonly [string, unknown])[]): Fault {
  if (messages.some(([event]) => event === 'execution_interrupted')) {
    return new Fault('refused', `${title} was told to stop this job. Ask again if that was not meant.`);
  }
  const [, data] = messages.find(([event]) => event === 'execution_error') ?? ['', {}];
  const known = v.safeParse(Broken, data);
  const { exception_message, exception_type, node_type } = known.success
    ? known.output
    : { exception_message: '', exception_type: '', node_type: '' };
  if (/OutOfMemory|out of memory/i.test(`${exception_type} ${exception_message}`)) {
    return new Fault(
      'out-of-memory',
      `${title} ran out of memory. Choose a smaller part, or end what else runs there.`,
    );
  }
  const at = node_type === '' ? '' : ` at the node “${clean(server, node_type)}”`;
  return new Fault(
    'refused',
    `${title} broke off${at}. It says: ${clean(server, exception_message || 'nothing')}.`,
  );
}
