/** GSM 03.38: one septet each. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Its extension: an escape and a septet. */
const EXTENDED = new Set('^{}\\[~]|€')
/** What a typographer writes and a telephone writes otherwise. None changes the meaning; one curly apostrophe costs a text 90 places. */
const PLAIN: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  œ: 'oe',
  Œ: 'OE',
  ê: 'e',
  ë: 'e',
  â: 'a',
  î: 'i',
  ï: 'i',
  ô: 'o',
  û: 'u',
  ç: 'c',
  À: 'A',
  Â: 'A',
  È: 'E',
  Ê: 'E',
  Ë: 'E',
  Î: 'I',
  Ï: 'I',
  Ô: 'O',
  Ù: 'U',
  Û: 'U',
}

export interface Segments {
  encoding: 'gsm' | 'ucs2'
  /** In places of the encoding: septets, or UTF-16 units. */
  length: number
  segments: number
  /** Places free in the last segment. */
  left: number
  /** Characters for which the text is written in UCS-2: each is dear. */
  because: string[]
}

/** Alone, a segment has 160 septets or 70 units; in a row, seven and three are taken by the header that joins them. */
const ALONE = { gsm: 160, ucs2: 70 } as const
const JOINED = { gsm: 153, ucs2: 67 } as const

/** How many segments a text takes. No character is cut in two: neither an escape from its septet, nor the halves of a surrogate pair. */
export function segmentsOf(text: string): Segments {
  const characters = [...text]
  const because = [...new Set(characters.filter((each) => !BASIC.has(each) && !EXTENDED.has(each)))]
  const encoding = because.length > 0 ? 'ucs2' : 'gsm'
  const places = characters.map((each) => (encoding === 'ucs2' ? each.length : EXTENDED.has(each) ? 2 : 1))
  const length = places.reduce((sum, each) => sum + each, 0)
  if (length <= ALONE[encoding]) return { encoding, length, segments: 1, left: ALONE[encoding] - length, because }
  const most = JOINED[encoding]
  let segments = 1
  let used = 0
  for (const each of places) {
    if (used + each > most) {
      segments += 1
      used = 0
    }
    used += each
  }
  return { encoding, length, segments, left: most - used, because }
}

/** The parts of a long text, cut where {@link segmentsOf} counts them. */
export function cutInSegments(text: string): string[] {
  const { encoding, segments } = segmentsOf(text)
  if (segments === 1) return [text]
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const each of text) {
    const places = encoding === 'ucs2' ? each.length : EXTENDED.has(each) ? 2 : 1
    if (used + places > JOINED[encoding]) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += each
    used += places
  }
  return [...parts, part]
}

/**
 * The text as a telephone writes it: typographic signs become plain ones, when that makes the whole fit the seven-bit alphabet. A text
 * that needs UCS-2 all the same (a name in another script) keeps its own signs.
 */
export function asTelephonesWrite(text: string): string {
  const plain = [...text.replaceAll(/«[\s\u00a0\u202f]/gu, '"').replaceAll(/[\s\u00a0\u202f]»/gu, '"')]
    .map((each) => PLAIN[each] ?? each)
    .join('')
  return segmentsOf(plain).encoding === 'gsm' ? plain : text
}
