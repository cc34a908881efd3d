/** The fills that our own network has a part in, held to what every maker of `inpaint` must keep. */
import { own } from '../../../src/models/guide/open.ts';
import { guidedByOwn } from '../../../src/models/guided.ts';
import { painted } from '../../../src/models/painted.ts';
import { keepsInpaint } from '../../makers/inpaint.ts';

keepsInpaint('the guided fill', () => guidedByOwn(own).make('wasm'), 'led');
keepsInpaint('the painted fill', () => painted.make('wasm'), 'paints');
