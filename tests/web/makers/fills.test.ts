/** The fills that our own network has a part in, held to what every maker of `inpaint` must keep. */
import { guided } from '../../../src/models/guided.ts';
import { painted } from '../../../src/models/painted.ts';
import { keepsInpaint } from '../../makers/inpaint.ts';

keepsInpaint('the guided fill', () => guided.make('wasm'), 'led');
keepsInpaint('the painted fill', () => painted.make('wasm'), 'paints');
