/** How long the app's own engine takes to remove something, decoding and packing included. */
import { openDarkroom } from '../edit/darkroom.ts';
import { type Bench, type Figure, median, milliseconds, within } from './figure.ts';
import { withPhoto } from './photo.ts';

const cases = [
  { name: 'remove, 1 MP, 5 % hole', megapixels: 1, share: 0.05, goal: 1000 },
  { name: 'remove, 12 MP, 2 % hole', megapixels: 12, share: 0.02, goal: 5000 },
  { name: 'remove, 24 MP, 2 % hole', megapixels: 24, share: 0.02, goal: undefined },
];

export const remove: Bench = {
  name: 'remove',
  async run() {
    const room = await openDarkroom();
    const figures: Figure[] = [];
    try {
      for (const { name, megapixels, share, goal } of cases) {
        const times = await withPhoto(megapixels, share, async ({ image, mask }) => {
          const errand = {
            edits: [{ operation: 'remove', params: {}, mask: 'given' as const }],
            type: 'image/jpeg' as const,
            quality: 0.9,
            seed: 1,
            said: 'remove it',
            edition: 'bench',
          };
          const runs: number[] = [];
          for (let i = 0; i < 3; i++) {
            const { edits } = await room.run(errand, { image, mask });
            runs.push(edits[0]?.ms['total'] ?? Number.NaN);
          }
          return runs;
        });
        const time = median(times);
        figures.push(goal === undefined ? { name, measured: milliseconds(time) } : within(name, time, goal));
      }
    } finally {
      await room.close();
    }
    return figures;
  },
};
