/**
 * What the face that cards are printed in has shapes for: Latin letters, digits and the signs of French and English. Others would be
 * printed as empty boxes. A test asks the face itself.
 */
const DRAWN =
  /^[\n\u0020-\u007E\u00A0-\u0131\u0134-\u0137\u0139-\u013E\u0141-\u0148\u014A-\u0165\u0168-\u017E\u01FC-\u01FF\u0218-\u021B\u1E80-\u1E85\u1E9E\u1EF2\u1EF3\u2013\u2014\u2018-\u201A\u201C-\u201E\u2022\u2026\u2039\u203A\u20AC\u2122\u2212]$/u

/** Blanks and joiners that show nothing. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u2000-\u200A\u202F\u205F\t]/gu, ' ')
    .replaceAll(/[\u200B-\u200F\u00AD\uFEFF\u2060]|\uFE0F/gu, '')
    .replaceAll('\u2011', '-')
    .replaceAll('\u2010', '-')
    .replaceAll('\r\n', '\n')

/** The text with what can be shown: a letter whose accents the face lacks stands without them. */
export const drawable = (text: string): string =>
  [...plain(text.normalize('NFC'))]
    .map((letter) => {
      if (DRAWN.test(letter)) return letter
      const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '')
      return DRAWN.test(bare) ? bare : letter
    })
    .join('')

/** The signs it has no shape for, some of them; empty when it has all. */
export const undrawnIn = (text: string): string =>
  [...new Set([...drawable(text)].filter((letter) => !DRAWN.test(letter)))].slice(0, 8).join(' ')
