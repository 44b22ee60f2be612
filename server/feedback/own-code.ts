import { CODE_SIGNS, codeOf, CODE_HEX as HEX, SIGNS } from '../../contract/own-code.ts'

type Mark = (text: string) => string

/** A code as somebody typed it: small letters, spaces, an O for a nought. Undefined when it is none. */
export function readCode(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
  if (plain.length !== CODE_SIGNS || [...plain].some((sign) => !SIGNS.includes(sign))) return undefined
  return plain.replaceAll(/(.{4})(?=.)/gu, '$1-')
}

/** A key that a tablet made by chance: it knows its code without asking us. */
const BY_CHANCE = /^tablet:[^:]+:[0-9a-f]{32}$/u

/**
 * The code of an answer that nobody's name is under, by the key of the page or the tablet it came from. A tablet works it out from its own
 * key, for it may be offline; that of a page is ours, so that one page does not tell the next one's.
 */
export function ownCode(
  mark: Mark,
  { channel, deviceKey }: { channel: string; deviceKey: string | null },
): string | null {
  if (deviceKey === null || (channel !== 'qr' && channel !== 'tablet')) return null
  if (BY_CHANCE.test(deviceKey)) return codeOf(deviceKey.slice(-HEX))
  if (!deviceKey.startsWith('page:')) return null
  return codeOf(
    Buffer.from(mark(`code ${deviceKey}`), 'base64url')
      .toString('hex')
      .slice(0, HEX),
  )
}

/** What is kept of a code: enough to know it again, and nothing it could be read from. */
export const codeMark = (mark: Mark, code: string): string => mark(`own answer ${code}`)
