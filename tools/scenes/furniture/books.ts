/** Books. */
import { dice } from '../chance.ts';
import { material } from '../materials.ts';
import { joined, mapped, type Mesh, moved, type Pose, shift, turn } from '../mesh.ts';
import { part, type Piece, placed } from '../room.ts';
import { box } from '../shapes/box.ts';

const cloths = ['#7b2d26', '#24404f', '#d8cbb0', '#3d4a3a', '#b9862f', '#50586b', '#8d6b5a', '#e7e0d2', '#2b2b2e', '#a34a35', '#5f7470', '#c4a98a', '#384a6b', '#6d2f43']; // prettier-ignore
const stamps = ['#e4c98a', '#f0ece0', '#2a2523', '#c9a15a'];

export interface BookSize {
  readonly thick: number;
  readonly tall: number;
  readonly deep: number;
}

/** Joined, with its texture in its own space as a whole. */
const inPlace = (...meshes: readonly Mesh[]): Mesh => mapped(joined(...meshes), (_, point) => point);

/** A book standing on y = 0 with its spine towards +z. */
export function book({ thick, tall, deep }: BookSize, seed: number, cover?: string): Piece {
  const roll = dice(seed * 977 + 5);
  const cloth = cover ?? cloths[Math.floor(roll() * cloths.length)] ?? '#7b2d26';
  const light = ['#d8cbb0', '#e7e0d2', '#c4a98a'].includes(cloth);
  const bound = material(
    'binding',
    { a: cloth, b: light ? '#3a3330' : (stamps[Math.floor(roll() * stamps.length)] ?? '#e4c98a'), rough: 0.55 + 0.2 * roll(), relief: 1, seed },
    { height: tall, thickness: thick, halfDepth: deep / 2, style: Math.floor(roll() * 4) },
  ); // prettier-ignore
  const paper = material('pages', { a: '#e9dfca', rough: 0.85, shine: 0.02, seed });
  const board = 0.0022;
  const covers = inPlace(
    moved(box(board, tall, deep, { round: 0.0009 }), shift(-thick / 2 + board / 2, 0, 0)),
    moved(box(board, tall, deep, { round: 0.0009 }), shift(thick / 2 - board / 2, 0, 0)),
    // A rounded spine.
    moved(box(thick, tall, 0.006, { round: 0.0029, bend: 3 }), shift(0, 0, deep / 2 - 0.002)),
  );
  const block = moved(
    box(thick - board * 2, tall - 0.006, deep - 0.006, { round: 0.0005, bend: 1 }),
    shift(0, 0, -0.002),
  );
  return placed([part(covers, bound), part(block, paper)], shift(0, tall / 2, 0));
}

/** Books side by side along x from 0, the last ones leaning. Returns them and how far they reach. */
export function bookRow(
  count: number,
  seed: number,
  tallest = 0.25,
): { readonly piece: Piece; readonly width: number } {
  const roll = dice(seed);
  let x = 0;
  const books = Array.from({ length: count }, (_, i) => {
    const thick = 0.013 + 0.03 * roll() ** 1.6;
    const tall = tallest * (0.72 + 0.28 * roll());
    const deep = tall * (0.62 + 0.1 * roll());
    const at = x + thick / 2;
    x += thick + 0.0012;
    return placed(book({ thick, tall, deep }, seed * 131 + i), shift(at, 0, -deep / 2 - 0.008 * roll()));
  });
  return { piece: books.flat(), width: x };
}

/** Books lying on one another, from y = 0, each turned a little. */
export function bookStack(sizes: readonly BookSize[], seed: number, covers: readonly string[] = []): Piece {
  const roll = dice(seed);
  let y = 0;
  return sizes.flatMap((size, i) => {
    const lying: Pose[] = [shift(0, -size.tall / 2, 0), turn('z', 90), turn('y', 12 * (roll() - 0.5))];
    const low = y;
    y += size.thick + 0.0005;
    return placed(book(size, seed * 57 + i, covers[i]), ...lying, shift(0, low + size.thick / 2, 0));
  });
}
