/** Letters that Unicode does not take apart: what a French keyboard would type instead. */
const LETTERS: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ĸ: 'k',
  ſ: 's',
}
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')
/** Nothing to do: most words, and most names once folded. */
const PLAIN = /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/u

/**
 * Writes a text the way one compares names: small letters, no accents, ligatures opened (`œ`→`oe`, `ß`→`ss`, `ø`→`o`, `ł`→`l`),
 * apostrophes closed up (`O’Brien`→`obrien`), hyphens and everything that is neither letter nor digit a blank (an emoji
 * too), one blank between words. Letters of other scripts stay. Folding twice changes nothing.
 */
export function fold(text: string): string {
  const small = text.toLowerCase()
  if (PLAIN.test(small)) return small
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(SPECIAL, (letter) => LETTERS[letter]!)
    .replace(/(?<=\p{L})['’‘ʼʻ`´](?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a text, folded. Empty text has none. */
export const foldedWords = (text: string): string[] => fold(text).split(' ').filter(Boolean)

/** Letters and digits only, folded, in capitals: how plates, VINs and order numbers are compared. */
export const foldedCode = (text: string): string => fold(text).replaceAll(' ', '').toUpperCase()
