/** Stable Diffusion web UI by AUTOMATIC1111, and Forge: https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API */
import { Fault } from '../contract/fault.ts';
import { defineProvider, type Maker } from './provider.ts';
import { interrupt, look, paint, serverOf, Settings, sizes } from './sdapi.ts';
import { healthOf } from './server.ts';

export const automatic1111 = defineProvider({
  kind: 'automatic1111',
  title: 'AUTOMATIC1111 or Forge',
  config: Settings,
  secrets: ['password'],
  tools: ['repaint', 'generate'],
  sizes,
  // It goes on with what nobody waits for any more, and does it anew.
  again: 'free',

  make(world, config): Maker {
    const server = serverOf(world, 'The web UI', config);
    return {
      health: () => healthOf(() => look(server, config)),
      submit: (work, id, report) => paint(server, config, work, id, report),
      poll: () =>
        Promise.reject(
          new Fault('not-found', 'The web UI gives what it made only to who waits for it. Ask again.'),
        ),
      cancel: id => interrupt(server, id),
    };
  },
});
