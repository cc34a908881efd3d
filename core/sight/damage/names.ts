/** What damage is called. */
const names = {
  'red eyes': /\bred[ -]?eyes?\b|\beyes? red\b/i,
  dust: /\bdust\b|\bspecks?\b|\bspeckles?\b/i,
  scratches: /\bscratch(es)?\b|\bscrapes?\b|\bcreases?\b/i,
} as const;
export type Damage = keyof typeof names;

const all: readonly Damage[] = ['red eyes', 'dust', 'scratches'];

/** The kinds that `words` name: "dust and scratches". */
export const damageIn = (words: string): Damage[] => all.filter(kind => names[kind].test(words));
