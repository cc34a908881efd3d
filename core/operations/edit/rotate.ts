import { v } from '../../contract/schema.ts';
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
    /** Clockwise. Quarters are exact; any other angle is cut to the largest rectangle that the picture fills. */
    degrees: v.optional(
      v.pipe(v.number('Give an angle in degrees.'), v.finite('Give an angle in degrees.')),
      90,
    ),
  }),

  async run(_tools, { image }, { degrees }, run) {
    const quarters = Math.round(degrees / 90);
    const rest = degrees - quarters * 90;
    const turned = turn(image, quarters);
    return { images: [rest === 0 ? turned : tilt(turned, rest, done => run.report(done))], text: '' };
  },
});
