/** Whether a device keeps itself and its account together by itself just now. */

/** Why it does not: the person said so, or the network is metered and the person wants such ones spared. */
export type Paused = 'by hand' | 'metered';

/** What a browser says of the network (Network Information API); in many it says nothing. */
export interface Network {
  /** The person asked the browser to spare data. */
  readonly saveData?: boolean | undefined;
  readonly type?: string | undefined;
}

export const isMetered = (network: Network | undefined): boolean =>
  network?.saveData === true || network?.type === 'cellular';

export function pausedBy(
  { paused, spareMetered }: { readonly paused: boolean; readonly spareMetered: boolean },
  network: Network | undefined,
): Paused | undefined {
  if (paused) return 'by hand';
  return spareMetered && isMetered(network) ? 'metered' : undefined;
}
