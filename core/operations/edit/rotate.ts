import { Fault } from '../../contract/fault.ts';
import { v } from '../../contract/schema.ts';
import { straightening } from '../../pixels/horizon.ts';
import type { Pixels } from '../../pixels/pixels.ts';
import { tilt } from '../../pixels/tilt.ts';
import { turn } from '../../pixels/turn.ts';
import { defineOperation } from '../operation.ts';

export const rotate = defineOperation({
  name: 'rotate',
  title: 'Rotate',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: [],
  params: v.object({
    /**
     * Clockwise. Quarters are exact; any other angle is cut to the largest rectangle that the picture fills. Without it
     * the picture is straightened.
     */
    degrees: v.optional(v.pipe(v.number('Give an angle in degrees.'), v.finite('Give an angle in degrees.'))),
  }),

  settle: ({ degrees }, image) => ({ degrees: degrees ?? straight(image) }),

  async run(_tools, { image }, { degrees = straight(image) }, run) {
    const quarters = Math.round(degrees / 90);
    const rest = degrees - quarters * 90;
    const turned = turn(image, quarters);
    return { images: [rest === 0 ? turned : tilt(turned, rest, done => run.report(done))], text: '' };
  },
});

/** Throws `bad-request` where there is nothing to straighten. */
function straight(image: Pixels): number {
  const degrees = straightening(image);
  if (degrees === undefined) {
    throw new Fault(
      'bad-request',
      'No line here says which way is up. Say by how much, such as “rotate two degrees”.',
    );
  }
  if (degrees === 0) {
    throw new Fault(
      'bad-request',
      'This picture is straight already. To turn it all the same, say by how much, such as “rotate two degrees”.',
    );
  }
  return degrees;
}
