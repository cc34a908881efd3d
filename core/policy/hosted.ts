/** May this be asked of another machine? */
import type { Ask } from '../contract/ask.ts';
import { mayAsk, type Answer } from './ask.ts';

/** What is not to be shown is as good as taken away: “without clothes” is asked by either word. */
const taken = (negative: string): string[] => negative.split(/[,;\n]/).map(part => `remove ${part.trim()}`);

/** Every sentence of it that says something. */
function sentencesOf(ask: Ask): string[] {
  switch (ask.tool) {
    case 'repaint':
    case 'generate':
      return [ask.words, ...(ask.negative === undefined ? [] : taken(ask.negative))];
    case 'operate': {
      const words = textsIn(ask.params);
      return words.length === 0 ? [] : [[ask.operation, ...words].join(' ')];
    }
    case 'transcribe':
    case 'analyse':
      return [];
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** One refused sentence in it refuses the whole. */
export function mayDo(ask: Ask): Answer {
  for (const sentence of sentencesOf(ask)) {
    const answer = mayAsk(sentence);
    if (!answer.allowed) return answer;
  }
  return { allowed: true };
}
