import type { Encoding } from './import-encoding.ts'

/** What has no place in an alphabet of one byte. */
const UNKNOWN = 0x3f

const BYTES = new Map<Encoding, ReadonlyMap<string, number>>()

/** Letters of an alphabet of one byte, as the decoder reads them, turned round. */
function bytesOf(encoding: Encoding): ReadonlyMap<string, number> {
  const known = BYTES.get(encoding)
  if (known) return known
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, n) => 0x80 + n))
  const bytes = new Map([...letters].map((letter, n) => [letter, 0x80 + n]))
  BYTES.set(encoding, bytes)
  return bytes
}

/** The mark by which a spreadsheet knows how a file is written; without it French Excel reads UTF-8 as Windows-1252. */
export function markOf(encoding: Encoding): Buffer {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return Buffer.from('\uFEFF')
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? encodeText('\uFEFF', encoding) : Buffer.alloc(0)
}

/** A text in the encoding of the file it came from; a letter that it has not becomes a question mark. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return Buffer.from(text)
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const bytes = bytesOf(encoding)
  return Buffer.from(
    [...text].map((letter) => (letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : (bytes.get(letter) ?? UNKNOWN))),
  )
}
