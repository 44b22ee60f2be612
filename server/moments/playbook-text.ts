import { Buffer } from 'node:buffer'
import { say } from '../../contract/because.ts'
import type { PlaybookFault } from '../../contract/playbooks.ts'

/** Far above a playbook of two hundred moments in two languages. */
const LARGEST = 512 * 1024

const fault = (
  code: string,
  cure: string,
  line = 1,
  column = 1,
  values: Record<string, string | number> = {},
): PlaybookFault => ({
  line,
  column,
  path: '',
  because: say(`playbook-${code}`, values),
  cure: say(`playbook-cure-${cure}`, values),
})

/** The text of a playbook as it was uploaded or typed: UTF-8, with or without its mark, of a size that a person could have written. */
export function playbookText(given: string | Uint8Array): { text: string } | { fault: PlaybookFault } {
  const size = typeof given === 'string' ? given.length : given.byteLength
  if (size > LARGEST)
    return { fault: fault('too-large', 'too-large', 1, 1, { kb: Math.ceil(size / 1024), most: LARGEST / 1024 }) }
  if (typeof given !== 'string') {
    if ((given[0] === 0xff && given[1] === 0xfe) || (given[0] === 0xfe && given[1] === 0xff))
      return { fault: fault('not-utf8', 'utf8') }
    const broken = firstBroken(given)
    if (broken !== null) return { fault: fault('not-utf8', 'utf8', broken.line, broken.column) }
  }
  const text = (typeof given === 'string' ? given : Buffer.from(given).toString('utf8')).replace(/^\ufeff/u, '')
  // What a reader puts where it could not read: the file was saved in another alphabet.
  const lost = text.search(/[\ufffd\0]/u)
  if (lost >= 0) return { fault: fault('not-utf8', 'utf8', ...placeIn(text, lost)) }
  return { text }
}

const placeIn = (text: string, offset: number): [number, number] => {
  const before = text.slice(0, offset).split('\n')
  return [before.length, before.at(-1)!.length + 1]
}

/** Where the bytes stop being UTF-8: Windows-1252 writes « é » as one byte. */
function firstBroken(bytes: Uint8Array): { line: number; column: number } | null {
  const read = new TextDecoder('utf-8', { fatal: true })
  const whole = (part: Uint8Array): boolean => {
    try {
      read.decode(part)
      return true
    } catch {
      return false
    }
  }
  if (whole(bytes)) return null
  let start = 0
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(10, start)
    const part = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!whole(part) || end < 0) return { line, column: part.findIndex((each) => each > 127) + 1 }
    start = end + 1
  }
}
