/** How the kinds of provider and their settings are called. `tests/core/providers/words.test.ts` finds what has no name. */
import type { HostedTool } from '../../../core/contract/ask.ts';
import type { ProviderKind } from '../../../core/contract/hosted.ts';

interface KindWords {
  readonly title: string;
  /** What it is, and what it wants. */
  readonly about: string;
}

export const kinds: Readonly<Record<ProviderKind, KindWords>> = {
  comfyui: {
    title: 'ComfyUI',
    about:
      'Start it with --enable-cors-header and the address of this page, so that your browser lets this page talk to it.',
  },
  automatic1111: {
    title: 'Stable Diffusion web UI (AUTOMATIC1111, Forge)',
    about: 'Start it with --api and --cors-allow-origins= followed by the address of this page.',
  },
  sdnext: {
    title: 'SD.Next',
    about: 'Start it with --cors-origins= followed by the address of this page.',
  },
  engine: {
    title: 'Brushword engine',
    about:
      'Brushword’s own edits and its listening on a larger machine: it does what this device can, sooner. Start it with --origin and the address of this page.',
  },
  openai: {
    title: 'OpenAI Images',
    about: 'It is rented: each picture costs what your contract with OpenAI says. It wants an API key.',
  },
};

interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  /** Not shown before it is asked for. */
  readonly rare?: true;
  /** Long text. */
  readonly long?: true;
}

const fields: Readonly<Record<string, FieldWords>> = {
  url: { label: 'Address' },
  key: { label: 'Key' },
  user: { label: 'User name' },
  name: { label: 'User name' },
  username: { label: 'User name' },
  password: { label: 'Password' },
  model: { label: 'Model', hint: 'Left empty, its own choice.' },
  quality: { label: 'Quality', rare: true },
  steps: { label: 'Steps', rare: true },
  guidance: { label: 'Guidance', hint: 'How closely it keeps to your words.', rare: true },
  sampler: { label: 'Sampler', rare: true },
  scheduler: { label: 'Scheduler', rare: true },
  inpainting: { label: 'The model was trained to repaint', rare: true },
  repaint: { label: 'A workflow of your own for painting into pictures, as JSON', rare: true, long: true },
  generate: { label: 'A workflow of your own for new pictures, as JSON', rare: true, long: true },
};

export const fieldWords = (name: string): FieldWords => fields[name] ?? { label: name, rare: true };

const does: Readonly<Record<HostedTool, string>> = {
  repaint: 'paints into pictures',
  generate: 'makes new ones',
  operate: 'does this device’s edits',
  transcribe: 'writes down speech',
  analyse: 'looks at pictures',
};

/** "paints into pictures and makes new ones". */
export function doing(tools: readonly HostedTool[]): string {
  const said = tools.map(tool => does[tool]);
  const last = said.pop();
  return said.length === 0 ? (last ?? '') : `${said.join(', ')} and ${last}`;
}
