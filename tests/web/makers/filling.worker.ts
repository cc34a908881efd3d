/** Fills one picture by the kernel that is asked for, in a worker, where threads may be had. */
import { exemplarFill } from '../../../src/models/fill/fill.ts';
import { openKernel, type KernelName } from '../../../src/models/fill/kernel.ts';
import { quiet } from '../../makers/inpaint.ts';
import { wood } from '../../makers/levels.ts';

onmessage = async ({ data }: MessageEvent<KernelName>) => {
  const { kernel, name } = await openKernel({ order: [data, 'plain'], leastForCard: 0, softwareCard: true });
  const { image, mask } = wood(300, 220);
  const filled = await exemplarFill(async () => kernel).inpaint(image, mask, quiet(3));
  postMessage({ name, filled: filled.data });
};
