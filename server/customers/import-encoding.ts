import { isAscii } from 'node:buffer'

export const ENCODINGS = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Bytes looked at one by one for letters beyond ASCII; a mark or zero bytes decide much sooner. */
const ENOUGH = 64 * 1024 * 1024

/**
 * Watches the bytes of a file go by and says in which encoding they are. A mark at the beginning decides; then zero bytes betray UTF-16;
 * then UTF-8 is believed unless its sequences are mostly broken (one damaged letter does not turn a whole file into another alphabet).
 * Among the alphabets of one byte, what Excel on Windows writes in Western Europe is believed, unless the letters between letters are
 * where an old Mac keeps its accents, or the euro and the œ are where Latin-9 keeps them.
 */
export function encodingWatch(): { see(bytes: Uint8Array): void; encoding(): Encoding } {
  let first: Encoding | null = null
  let seen = 0
  let whole = 0
  let broken = 0
  const between = { mac: 0, west: 0, latin9: 0, control: 0 }
  return {
    see(bytes) {
      if (seen === 0) first = byMark(bytes)
      if (first === null && seen < ENOUGH && !isAscii(bytes)) {
        const counted = utf8Sequences(bytes)
        whole += counted.whole
        broken += counted.broken
        if (counted.broken > 0) countAlphabets(bytes, between)
      }
      seen += bytes.length
    },
    encoding() {
      if (first) return first
      if (broken === 0 || whole > broken * 10) return 'utf-8'
      if (between.mac > between.west * 2) return 'macintosh'
      return between.latin9 > 0 && between.control === 0 ? 'iso-8859-15' : 'windows-1252'
    },
  }
}

/** The same for bytes that are all here. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const watch = encodingWatch()
  watch.see(bytes)
  return watch.encoding()
}

function byMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4000)
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd > head.length / 5 && even < odd / 10) return 'utf-16le'
  return even > head.length / 5 && odd < even / 10 ? 'utf-16be' : null
}

/** How many letters beyond ASCII are whole UTF-8 sequences, and how many bytes are not. */
function utf8Sequences(bytes: Uint8Array): { whole: number; broken: number } {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes[at]!
    if (first < 0x80) continue
    const more =
      first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0
    // A sequence that the end of the piece cuts is no fault.
    if (more > 0 && at + more >= bytes.length) break
    let right = more > 0
    for (let n = 1; right && n <= more; n++) right = (bytes[at + n]! & 0xc0) === 0x80
    if (!right) broken++
    else {
      whole++
      at += more
    }
  }
  return { whole, broken }
}

/** Where Mac OS Roman keeps à â ä ç é è ê ë î ï ô ö ù û ü É: what Windows shows there are dashes and quotes, which stand between words. */
const MAC = new Set([0x88, 0x89, 0x8a, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x94, 0x95, 0x99, 0x9a, 0x9d, 0x9e, 0x9f, 0x83])
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a))

function countAlphabets(
  bytes: Uint8Array,
  between: { mac: number; west: number; latin9: number; control: number },
): void {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte < 0x80) continue
    const inWord = isLetter(bytes[at - 1]) || isLetter(bytes[at + 1])
    if (byte < 0xa0) between.control++
    if (inWord && MAC.has(byte)) between.mac++
    else if (inWord && byte >= 0xc0) between.west++
    // œ and Œ where Windows has ½ and ¼, inside a word; € where it has ¤.
    if ((inWord && isLetter(bytes[at + 1]) && (byte === 0xbd || byte === 0xbc)) || byte === 0xa4) between.latin9++
  }
}

/** The decoder’s own name for each. */
const LABEL = (encoding: Encoding): string => (encoding === 'utf-8-bom' ? 'utf-8' : encoding)

/** The text of a file, without its mark, every line ended by one line feed. A letter that cannot be read becomes `\uFFFD`. */
export function decodeFile(bytes: Uint8Array, encoding: Encoding): string {
  const reader = textReader(encoding)
  return reader.take(bytes, true)
}

/** The same, piece by piece: a letter or a line end that a cut divides is put together again. */
export function textReader(encoding: Encoding): { take(bytes: Uint8Array, last: boolean): string } {
  const decoder = new TextDecoder(LABEL(encoding))
  let carry = ''
  return {
    take(bytes, last) {
      let text = carry + decoder.decode(bytes, { stream: !last })
      carry = ''
      if (!last && text.endsWith('\r')) {
        carry = '\r'
        text = text.slice(0, -1)
      }
      return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
    },
  }
}

/** é, è, à, ’ and their kin in UTF-8, read as Windows-1252: Ã©, Ã¨, Ã\u00a0, â€™. */
const TWICE =
  /[ÂÃ][\u0080-\u00bf\u20ac\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u2018-\u203a\u2122\u02c6\u02dc]|â€/u
/** Bytes that Windows-1252 shows as letters from elsewhere in Unicode. */
const BACK = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, n) => 0x80 + n))].map((letter, n) => [
    letter,
    0x80 + n,
  ]),
)

export const looksTwiceEncoded = (text: string): boolean => TWICE.test(text)

/** « HÃ©lÃ¨ne » as it was meant, Hélène; a text that does not come out whole stays as it is. */
export function mendTwiceEncoded(text: string): string {
  if (!TWICE.test(text)) return text
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    const byte = code < 0x100 ? code : BACK.get(letter)
    if (byte === undefined) return text
    bytes.push(byte)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}
