/** The design library, asked in words. */
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { groups } from '../../core/library/card.ts';
import { library } from '../../core/library/cards/index.ts';
import { recall } from '../../core/library/recall.ts';
import { cited } from '../../core/library/sources.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';

export const knowledge: Answers<typeof api, Env, 'POST /fetch-design-knowledge'> = {
  'POST /fetch-design-knowledge': ({ body: { words, group, limit } }) => {
    if (group !== undefined && !groups.some(name => name === group)) {
      throw new Fault('bad-request', `group: must be one of ${groups.join(', ')}`);
    }
    const found = recall(library, words, card => group === undefined || card.group === group);
    return [...found]
      .filter(([, score]) => score > 0)
      .sort(([, a], [, b]) => b - a)
      .slice(0, limit)
      .map(([{ id, group, ask, why, source, hosted = false }, score]) => ({
        ...{ id, group, ask, why, hosted },
        source: cited(source),
        score: Math.round(score * 1000) / 1000,
      }));
  },
};
