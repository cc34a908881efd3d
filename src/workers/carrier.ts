/** Carries work to machines of the person's own, as `core/providers` has it: away from the page, whose pictures must not stand still. */
import { Fault } from '../../core/contract/fault.ts';
import type { ProviderKind } from '../../core/contract/hosted.ts';
import { parse } from '../../core/contract/schema.ts';
import { providerOf } from '../../core/providers/index.ts';
import type { Maker } from '../../core/providers/provider.ts';
import { Address, type CarrierApi } from './carrier-protocol.ts';
import { hold } from './hold.ts';
import { networkUntil } from './own-network.ts';
import { Carried } from './work.ts';

export function makeCarrier(): CarrierApi {
  const runs = new Map<string, AbortController>();

  /** Does it with the maker at `address`, until the run is stopped. */
  const during = async <T>(run: string, given: Address, work: (maker: Maker) => Promise<T>): Promise<T> => {
    const address = parse(Address, given);
    const stop = new AbortController();
    runs.set(run, stop);
    try {
      const provider = providerOf(address.kind);
      const network = networkUntil(stop.signal, howToLetIn[address.kind](location.origin));
      return await work(provider.make(network, parse(provider.config, address.config)));
    } finally {
      runs.delete(run);
    }
  };

  return {
    hold,
    health: (run, address) => during(run, address, maker => maker.health()),
    submit: (run, address, work, id, outside) =>
      during(run, address, maker => maker.submit(parse(Carried, work), id, said => outside.say(said))),
    poll: (run, address, handle) => during(run, address, maker => maker.poll(handle)),
    cancel: (run, address, handle) => during(run, address, maker => maker.cancel(handle)),
    stop: run => runs.get(run)?.abort(new Fault('stopped', 'Stopped.')),
  };
}

/**
 * A browser does not say whether nobody is there or whether it was not let in, so both are said. The flags are those of ComfyUI's
 * `cli_args.py`, of AUTOMATIC1111's `cmd_args.py` and of SD.Next's.
 */
const howToLetIn: Readonly<Record<ProviderKind, (origin: string) => string>> = {
  comfyui: origin =>
    `If ComfyUI runs there, start it with --enable-cors-header ${origin}, so that this page is let in.`,
  automatic1111: origin =>
    `If the web UI runs there, start it with --api --cors-allow-origins=${origin}, so that this page is let in.`,
  sdnext: origin =>
    `If SD.Next runs there, start it with --cors-origins=${origin}, so that this page is let in.`,
  engine: origin =>
    `If the engine runs there, start it with --origin ${origin}, so that this page is let in.`,
  openai: () => 'Check the address, and that you are online.',
};
