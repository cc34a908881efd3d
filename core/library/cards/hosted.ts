/** What only a provider can do: offered where there is one. */
import { cards } from '../card.ts';

export const hosted = [
  ...cards('rooms', [
    {
      id: 'add-a-plant',
      needs: { has: ['sofa', 'bed', 'table'], without: ['plant'] },
      ask: 'add a plant on the left',
      does: [{ op: 'add' }],
      why: 'A room without anything that grows looks as if nobody lived there.',
      source: 'alexander',
      hosted: true,
    },
    {
      id: 'add-a-rug',
      needs: { has: ['sofa'], without: ['rug'] },
      ask: 'add a woven rug under the sofa',
      does: [{ op: 'add' }],
      why: 'Seats that share a rug belong together.',
      source: 'ching',
      hosted: true,
    },
    {
      id: 'add-a-lamp',
      needs: { has: ['sofa', 'chair'], is: ['dark'], without: ['lamp'] },
      ask: 'add a floor lamp next to the sofa',
      does: [{ op: 'add' }],
      why: 'Uniform light is nobody’s; people sit where a pool of light is.',
      source: 'alexander',
      hosted: true,
    },
  ]),
  ...cards('street', [
    {
      id: 'sky-with-clouds',
      needs: { has: ['sky'], is: ['bright', 'empty'] },
      ask: 'replace the sky with soft clouds',
      does: [{ op: 'replace' }],
      why: 'A white sky is a hole in the picture.',
      source: 'freemanExposure',
      hosted: true,
    },
  ]),
  ...cards('product', [
    {
      id: 'product-on-marble',
      needs: { has: ['product'], without: ['person', 'table'] },
      ask: 'add a marble slab at the bottom',
      does: [{ op: 'add' }],
      why: 'A surface gives a thing a place and a scale.',
      source: 'hunter',
      hosted: true,
    },
  ]),
];
