/** The one place where a maker reads from the network: our own origin, which the service worker keeps for offline. */
import { Fault } from '../../core/contract/fault.ts';

export async function download(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url).catch((thrown: unknown) => {
    throw new Fault(
      'offline',
      'A part of Brushword could not be loaded. Connect once, and it is kept for offline.',
      {
        cause: thrown,
      },
    );
  });
  if (!response.ok) {
    throw new Fault(
      'refused',
      `A part of Brushword could not be loaded (${response.status}). Reload the page.`,
    );
  }
  return response.arrayBuffer();
}
