/** Once before the journeys: the app as it is now, built. */
import { buildIfStale } from '../../tools/build.ts';

export default (): Promise<void> => buildIfStale();
