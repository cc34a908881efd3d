/**
 * English spelling to sounds, by rule; in the spirit of Metaphone (Philips, 1990 and 2000), but with the vowels. One character is one sound.
 */
import { lazily } from './lazily.ts';

/*
 * p b t d k g f v s z m n l r w y h as they are written, T for both sounds of "th", S "sh", Z as in "beige", C "ch", J "j", N "ng", R an r
 * that no vowel follows, which half of all speakers leave out; P, D and K are stops at the end that one hardly hears (lamp, hand, desk).
 * Vowels: a (cat), A (car), e (bed), E (day), i (bit), I (see), Y (sky), o (pot), O (boat), X (door), u (cup, book), U (moon), W (cow),
 * Q (boy), V (bird), @ (the second of "sofa").
 */
const stops: Readonly<Record<string, string>> = { p: 'P', b: 'P', t: 'D', d: 'D', k: 'K', g: 'K' };

/** By their first letter: a pattern, which may look at what stands around, and its sounds, `-` for none. The first that fits. */
const spelling: Readonly<Record<string, string>> = {
  a: String.raw`
    ^a$ @ | augh|aw(?![aeiou])|au(?!nt) X | au a | aigh E | ai(?=r) e | ai|ay E | a(?=r[ei]s?$|ry) e |
    (?<=[aeiouy].*)a(?=l(?:ly|s)?$) @ | a(?=l[km]) X | a(?=lf|lv) a | a(?=ll?(?:s|er|est)?$|l[td]) X |
    (?<=w)a(?=r) X | (?<=w|qu)a(?=[tsnld]) o | a(?=r[^aeiouyr]|r$) A | a(?=nge|ste) E | (?<=[aeiouy].*)age(?=s?$|d) iJ |
    a(?=tion|sion|cious) E | a(?=[bcdfgjklmnpstvz]e(?:s|d|r|rs)?$) E | a(?=[bdgklmnpt]les?$|bel) E | (?<=..)a$ @ | a a`,
  b: 'bb? b',
  c: 'ch(?=r|em|or|oir) k | ch C | cc(?=[ei]) ks | c[kc] k | ci(?=[aou]) S | c(?=[eiy]) s | cqu kw | c k',
  d: 'dg(?=[eiy]) J | d(?=j) - | dd? d',
  e: String.raw`
    eau(?=t) yU | eau O | (?<=gr|br|st)ea(?=t$|k) E | ea(?=ds?$|dph|dl|lth|ther|vy|dow) e | ea(?=r(?:th|ly|n)) @ |
    (?<=^s?[bpw])ea(?=r) e | e[ea](?=r) i | ee|ea I | eigh E | ei I | e(?=w[ai]) - | e(?=ing$) I | (?<=[fp])ew yU | ew|eu U |
    ey(?=s?$) I | ey E | e(?=r[^aeiouyr]|r$) @ |
    e(?=res?$) i | (?<=[td])ed$ id | (?<=[aeiouy].*)ed$ d | (?<=[szxcg]|[cs]h)es$ iz | (?<=[aeiouy].*)e(?=s?$) - |
    (?<=^[^aeiouy]+)e$ I | (?<=[aeiouy][^aeiouy]+)e(?=ment|ly$|ful|some|place|board|ground|light|man$) - |
    e(?=[bcdfgklmnptvz]es?$) I | e e`,
  f: 'ff? f',
  g: String.raw`
    ^gh g | gh - | ^gn|gn(?=s?$|ed$) n | ^g(?=e[tae]|i[rfv]) g | (?<=[^a][nr]|ti)g(?=ers?$)|(?<!d)g(?=ets?$) g | gg g |
    gu(?=[ei]) g | g(?=[eiy]) J | g g`,
  h: '^h(?=our|onou?r|onest) - | h(?=[aeiouy]) h | h -',
  i: String.raw`
    igh Y | i(?=gn|nds?$|ld$) Y | i(?=r[^aeiouyr]|r$) @ | i(?=re) Y | (?<=^[^aeiouy]*)ie(?=[sd]?$) Y | iew yU | ie I |
    (?<=[aeiouy].*)i(?=nes?$|que) I | i(?=[bcdfgklmnpstvz]e(?:s|d|r|rs)?$) Y | i(?=[bdfgkt]les?$) Y | i(?=[aou]|$) I | i i`,
  j: 'j J',
  k: '^kn n | kk? k',
  l: '(?<=[aeiouy].*[^aeiouylr])le(?=[sd]?$) @l | (?<=[ao])l(?=[km]s?$) - | ll? l',
  m: 'mb(?=s?$|ed$|ing$) m | mn$ m | mm? m',
  n: 'ng(?=s?$|ing$) N | n(?=[kgqx]) N | nn? n',
  o: String.raw`
    ough(?=t) X | ough O | ould ud | ous$ @s | (?<=^[fpc])our XR | our(?=$|s$|ed$|f|l) @R | ou(?=r) X | ou(?=p) U | ou W |
    o(?=w[ai]) - | ow(?=n|d|el|er|ls?$) W |
    (?<=^[chnvw])ow(?=s?$) W | ow O | oi|oy Q | oor XR | oo(?=[kd]) u | o(?=ing$) U | oo U | oa|oe O | o(?=r[^aeiouy]|r$|res?$) X |
    ol(?=k) O |
    o(?=l[dt]|sts?$|th$) O | o(?=ves?$|ver|ther) u | o(?=[bcdgklmnpstz]e(?:s|d|r|rs)?$) O | o(?=[bdfgklmnptv]i?[aio]s?$) O |
    (?<=[aeiouy].+)on(?=s?$) @n | o(?=s?$) O | o o`,
  p: 'ph f | ^ps s | pp? p',
  q: 'que$ k | qu kw | q k',
  r: 'rh r | rr?(?=[aeiouy]) r | rr? R',
  s: String.raw`
    sch sk | sh S | ssion|(?<![aeiouyr])sion S@n | sion Z@n | (?<=[aeo]|ea)su(?=re) ZU | ^su(?=re|ga) Su | sc(?=[eiy]) s |
    s(?=le$|land) - | st(?=le|ens?$) s | ss s | (?<=[aeiouy])s(?=[aeiouy]) z | (?<=[bdglmnrvwey])s$ z | s s`,
  t: 'tch C | th T | ti(?=on|ou|al) S | t(?=ure) C | tt? t',
  u: String.raw`
    u(?=r[^aeiouyr]|r$|res?$) @ | ui(?=[tcs]) U | ui(?=n) Ui | ui i | uy Y | ^u(?=s[ei]|ni[qtv]) yU |
    (?<=^[hcpmbf]|^sk)u(?=[^aeiouy]e|es?$|mi|si) yU | ue(?=s?$) U | u(?=[bcdgklmnpstz]e(?:s|d|r|rs)?$) U | u(?=re|ni|mi|to) U | u u`,
  v: 'vv? v',
  w: '^wr r | wh(?=o) h | wh? w',
  x: '^x z | x ks',
  y: String.raw`
    ^y y | ye(?=s?$)|(?<=f)y$ Y | y(?=[^aeiouy]es?$|cle|re) Y | (?<=^[^aeiouy]+)y(?=s?$) Y | y(?=[aeiou]) y | y(?=s?$) I | y i`,
  z: 'zz? z',
};

/** Words that no rule spells, and words that are said in two ways. */
const irregular = `
  beige bEZ | mauve mOv | taupe tOp | ochre OkR | khaki kakI | turquoise t@RkwQz | fuchsia fyUS@ | chartreuse SARtr@z | orange orinJ |
  violet vY@let | olive oliv | one wun | two tU | who hU | was woz | were w@R | are AR | there TeR | their TeR | they TE | have hav |
  give giv | some sum | come kum | done dun | said sed | you yU | your yXR | of ov | to tU | do dU | undo undU | redo rIdU | shoe SU |
  shoes SUz | does duz | any enI | many menI | vase vAz vEs | bass bas bEs | read red rId | lead led lId | bow bO bW | row rO rW |
  bead bId | wind wind | people pIp@l | couple kup@l | chandelier Sand@liR | machine m@SIn | ocean OS@n | iron Y@Rn | lion lY@n |
  giraffe J@raf | garage g@rAZ | guitar gitAR | piano pIanO | canoe k@nU | yacht yot | suite swIt | biscuit biskit | tongue tuN |
  wolf wulf | woman wum@n | women wimin | heart hARt | stove stOv | cupboard kub@Rd | drawer drXR | blood blud | shoulder SOld@R |
  sew sO | sword sXRd | height hYt | pigeon piJ@n | horizon h@rYz@n | clothes klOz | move mUv | remove rimUv | engine enJin |
  magazine mag@zIn | erase irEs | hi hY | son sun | her h@R @R | him him im | won wun | ton tun | front frunD | monkey munkI | quay kI |
  buoy bQ bUI | toward t@wXRD | towards t@wXRdz | bowl bOl | touch tuC | work w@RK | lose lUz | enough inuf | half haf | salmon sam@n |
  mocha mOk@ | champagne SampEn | sapphire safYR | cyan sYan | honey hunI | pint pYnD | tiny tYnI | tv tIvI | grey grE | river riv@R |
  away @wE | begin bigin | foot fut | violin vY@lin | radiator rEdIEt@R | microwave mYkr@wEv | isolate Ys@lEt | apply @plY |
  ratio rESIO | wool wul | driveway drYvwE | sidewalk sYdwOk | sideways sYdwEz | tablecloth tEb@lklOT | the T@ | a @ | pizza pIts@ |
  moustache m@staS | parachute par@SUt | eye Y | eyes Yz | chef Sef | camera kamr@ | bicycle bYsik@l | colour kul@R | color kul@R |
  water wXt@R | bury berI | busy bizI | build bild | tomb tUm | soup sUp | group grUp | flour flW@R | hour W@R | our W@R | sour sW@R |
  tour tUR | swear sweR | tear teR tiR
`;

interface Rule {
  readonly letters: RegExp;
  readonly sounds: string;
}

const rows = (table: string): (readonly string[])[] =>
  table.split(/\s\|\s/).map(row => row.trim().split(/\s+/));

const rulesOf = (table: string): readonly Rule[] =>
  rows(table).map(([letters = '', sounds = '']) => ({
    letters: new RegExp(letters, 'y'),
    sounds: sounds === '-' ? '' : sounds,
  }));

const spellingRules = lazily(
  () => new Map(Object.entries(spelling).map(([letter, table]) => [letter, rulesOf(table)])),
);
const saidOtherwise = lazily(
  () => new Map(rows(irregular).map(([word = '', ...ways]): [string, readonly string[]] => [word, ways])),
);

function byRule(word: string): string {
  let sounds = '';
  for (let at = 0; at < word.length;) {
    const rule = spellingRules()
      .get(word[at] ?? '')
      ?.find(({ letters }) => ((letters.lastIndex = at), letters.test(word)));
    sounds += rule?.sounds ?? '';
    at = Math.max(at + 1, rule?.letters.lastIndex ?? 0);
  }
  return sounds;
}

/** The ways to say a word; most have one. */
function saidAs(word: string): readonly string[] {
  const plain = word.toLowerCase().replace(/['’]/g, '');
  const ways = saidOtherwise().get(plain);
  if (ways) return ways;
  const stem = saidOtherwise().get(plain.replace(/s$/, ''));
  return stem ? stem.map(way => `${way}z`) : [byRule(plain).replace(/^([^IieEaAoOuUYWQX@]*)@(?=R)/, '$1V')];
}

/** The ways to say some words in a row; one stop of two that meet is heard, and the last after a consonant hardly. */
export function saidInARow(words: string): readonly string[] {
  let ways: readonly string[] = [''];
  for (const word of words.split(' '))
    ways = ways.flatMap(way => saidAs(word).map(next => way + next)).slice(0, 4);
  return ways.map(way =>
    way.replace(/(.)\1/g, '$1').replace(/(?<=[mnNlsfkpR])[ptkbdg](?=[sz]?$)/, stop => stops[stop] ?? stop),
  );
}
