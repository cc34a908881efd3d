/** Languages that Whisper knows well enough to be spoken to in (Radford et al., 2022, appendix D.2), under their own names. */
const codes =
  'en ar ca cs da de el es fi fr he hi hu id it ja ko ms nl no pl pt ro ru sk sv th tr uk vi zh'.split(' ');

export const languages = (): { readonly code: string; readonly name: string }[] =>
  codes
    .map(code => ({ code, name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code }))
    .map(({ code, name }) => ({ code, name: name.charAt(0).toLocaleUpperCase(code) + name.slice(1) }));

/** What may be spoken where nobody chose: what this browser's person reads, and English. */
export const languagesHere = (): string[] => [
  ...new Set([...navigator.languages.map(tag => new Intl.Locale(tag).language), 'en']),
];
