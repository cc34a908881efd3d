/** The rooms, in the order the app offers them. */
import type { Room } from '../room.ts';
import { kitchen } from './kitchen.ts';
import { livingRoom } from './living-room.ts';
import { study } from './study.ts';

export const rooms: readonly Room[] = [livingRoom, kitchen, study];
