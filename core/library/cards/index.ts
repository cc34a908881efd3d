/** All cards, group by group. */
import type { Card } from '../card.ts';
import { colourHarmony } from './colour-harmony.ts';
import { composition } from './composition.ts';
import { foodCards } from './food.ts';
import { hosted } from './hosted.ts';
import { light } from './light.ts';
import { portrait } from './portrait.ts';
import { product } from './product.ts';
import { repair } from './repair.ts';
import { rooms } from './rooms.ts';
import { street } from './street.ts';

export const library: readonly Card[] = [
  ...colourHarmony,
  ...light,
  ...composition,
  ...rooms,
  ...product,
  ...portrait,
  ...foodCards,
  ...street,
  ...repair,
  ...hosted,
];
