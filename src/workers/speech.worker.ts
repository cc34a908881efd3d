/** The thread that listens. Its networks are Transformers.js's, whose runtime shares a worker with no other. */
import { expose } from 'comlink';
import { listenerNamed, listeners } from '../models/speech/index.ts';
import { hold } from './hold.ts';
import { Ear } from './speech.ts';

expose(Object.assign(new Ear({ all: listeners, named: listenerNamed }), { hold }));
