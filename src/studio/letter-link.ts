/** The links in letters: `/account#PURPOSE=TOKEN`, as `worker-api/store/letters.ts` writes them. */
const purposes = ['verify', 'reset', 'email'] as const;

export interface LetterLink {
  /** `verify`: an address was signed up with. `reset`: a new password. `email`: another address for the account. */
  readonly purpose: (typeof purposes)[number];
  readonly token: string;
}

/** What the address's end, with its `#`, says; nothing where that is no letter's. */
export function letterLink(hash: string): LetterLink | undefined {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const purpose = purposes.find(name => said.get(name));
  const token = purpose && said.get(purpose);
  return purpose && token ? { purpose, token } : undefined;
}
