import { expect, test } from 'vitest'
import { decodeFile, encodingOf, mendTwiceEncoded, textReader } from './import-encoding.ts'

const LINE = 'Prénom;Nom;Ville\nHélène;Lefèvre-Œuf;Besançon — 5 €\nJérôme;Cœur;Orléans\n'
const oneByte = (letters: Record<string, number>) =>
  Buffer.from([...LINE].map((letter) => letters[letter] ?? letter.codePointAt(0)!))
const windows = oneByte({ Œ: 0x8c, œ: 0x9c, '—': 0x97, '€': 0x80 })
const latin9 = oneByte({ Œ: 0xbc, œ: 0xbd, '—': 0x2d, '€': 0xa4 })
const mac = oneByte({ é: 0x8e, è: 0x8f, ç: 0x8d, ô: 0x99, Œ: 0xce, œ: 0xcf, '—': 0xd1, '€': 0xdb })
const utf16 = (littleEndian: boolean, mark: boolean) => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${LINE}`, 'utf16le')
  return littleEndian ? bytes : bytes.swap16()
}
const FILES = [
  ['utf-8', Buffer.from(LINE)],
  ['utf-8-bom', Buffer.from(`\ufeff${LINE}`)],
  ['windows-1252', windows],
  ['utf-16le', utf16(true, true)],
  ['utf-16be', utf16(false, true)],
  ['utf-16le', utf16(true, false)],
  ['macintosh', mac],
] as const

test.each(FILES)('%s is recognised and read with its accents', (encoding, bytes) => {
  expect(encodingOf(bytes)).toBe(encoding)
  expect(decodeFile(bytes, encoding)).toBe(LINE)
})

test('Latin-9 is told from Windows by its œ and its euro', () => {
  expect(encodingOf(latin9)).toBe('iso-8859-15')
  expect(decodeFile(latin9, 'iso-8859-15')).toBe(LINE.replace('—', '-'))
})

test('one damaged letter does not turn a UTF-8 file into another alphabet', () => {
  const bytes = Buffer.concat([Buffer.from('é;è\n'.repeat(20)), Buffer.from([0xe9, 0x0a])])
  expect(encodingOf(bytes)).toBe('utf-8')
})

test.each(FILES)('%s cut anywhere, line ends of Windows among it, is the same text', (encoding, bytes) => {
  const whole = encoding === 'utf-8' ? Buffer.from(LINE.replaceAll('\n', '\r\n')) : bytes
  for (let at = 0; at <= whole.length; at++) {
    const reader = textReader(encoding)
    expect(reader.take(whole.subarray(0, at), false) + reader.take(whole.subarray(at), true)).toBe(LINE)
  }
})

test.each([
  ['HÃ©lÃ¨ne', 'Hélène'],
  ['FranÃ§ois', 'François'],
  ['lâ€™Ã©tÃ©', 'l’été'],
  ['Ã‰milie', 'Émilie'],
  ['CÅ“ur et Ã me', 'CÅ“ur et Ã me'],
  ['SÃO PAULO', 'SÃO PAULO'],
  ['Hélène', 'Hélène'],
  ['château', 'château'],
])('%s, read twice over, was %s', (written, meant) => expect(mendTwiceEncoded(written)).toBe(meant))
