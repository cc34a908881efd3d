/** A thread that helps a kernel, from its first message until it is ended. */
import { help, type Help } from './wasm.ts';

onmessage = ({ data }: MessageEvent<Help>) => {
  postMessage('here');
  help(data);
};
