/** How large a picture may be on this device. */
import { large, ordinary, type Limit } from '../../core/pixels/limit.ts';

/** Gigabytes. Two engines hold two decoded pictures each: 800 MB of 50 megapixels. */
const PLENTY = 8;

/** What only Chromium tells: https://www.w3.org/TR/device-memory/, https://wicg.github.io/ua-client-hints/ */
interface Told {
  readonly deviceMemory?: number;
  readonly userAgentData?: { readonly mobile: boolean };
}

/** A phone's tab gets little of its memory, however much there is. */
export function limitHere({ deviceMemory = 0, userAgentData }: Told = navigator as Told): Limit {
  return deviceMemory >= PLENTY && userAgentData?.mobile === false ? large : ordinary;
}
