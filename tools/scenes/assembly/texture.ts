/** The list of textures. The numbers are the places in `kinds` in `../materials.ts`. */
import { kind } from './material';
import { loops, rug, weave, wicker } from './textures/cloth';
import { glaze, marble, plaster, terrazzo, tiles } from './textures/mineral';
import { binding, fruit, leaf, pages, plain, print } from './textures/small';
import { boards, wood } from './textures/wood';
import { x, y, z } from './vector';

/** Paints the point `t` of a material's texture space. */
export function texture(material: usize, t: v128): void {
  switch (kind(material)) {
    case 1:
      return plaster(material, x(t), y(t), z(t));
    case 2:
      return wood(material, x(t), y(t), z(t));
    case 3:
      return boards(material, x(t), y(t));
    case 4:
      return tiles(material, x(t), y(t));
    case 5:
      return weave(material, x(t), y(t));
    case 6:
      return loops(material, x(t), y(t), z(t));
    case 7:
      return rug(material, x(t), y(t));
    case 8:
      return wicker(material, x(t), y(t));
    case 9:
      return marble(material, x(t), y(t), z(t));
    case 10:
      return terrazzo(material, x(t), y(t));
    case 11:
      return glaze(material, x(t), y(t), z(t));
    case 12:
      return leaf(material, x(t), y(t), z(t));
    case 13:
      return fruit(material, x(t), y(t), z(t));
    case 14:
      return pages(material, x(t), y(t), z(t));
    case 15:
      return binding(material, x(t), y(t), z(t));
    case 16:
      return print(material, x(t), y(t));
    default:
      return plain(material, x(t), y(t), z(t));
  }
}
