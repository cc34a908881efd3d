/** What the mailbox of `tests/fakes/mailbox.ts` has got. */
import { inject } from 'vitest';
import { parse, v, type Infer } from '../../core/contract/schema.ts';

const Letter = v.object({ subject: v.string(), text: v.string(), key: v.string(), once: v.string() });
export type Letter = Infer<typeof Letter>;

const look = async (list: 'letters' | 'tries', to: string, init: RequestInit = {}): Promise<Letter[]> => {
  const url = new URL(`/${list}?to=${encodeURIComponent(to)}`, inject('mailbox'));
  return parse(v.array(Letter), await (await fetch(url, init)).json(), 'bug');
};

export const lettersTo = (to: string): Promise<Letter[]> => look('letters', to);
/** The same, and those that were not taken. */
export const triesTo = (to: string): Promise<Letter[]> => look('tries', to);

/** The next `times` letters to this address are refused. */
export const failFor = async (to: string, status: number, times: number): Promise<void> => {
  await look('letters', to, { method: 'POST', body: JSON.stringify({ status, times }) });
};

/** What the link of the newest letter carries. Throws where there is no such letter. */
export async function linkIn(to: string, purpose: string): Promise<string> {
  const letter = (await lettersTo(to)).findLast(({ text }) => text.includes(`#${purpose}=`));
  const [, token] = new RegExp(`#${purpose}=(\\S+)`).exec(letter?.text ?? '') ?? [];
  if (token === undefined) throw new Error(`No letter about ${purpose} has come to ${to}.`);
  return decodeURIComponent(token);
}
