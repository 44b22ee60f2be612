/** Where a question is answered: by the one who was invited, by whoever stands before the QR, on the tablet. */
const LETTER = { ask: 'a', qr: 'q', tablet: 't' } as const
export type AskDoor = keyof typeof LETTER

/** Characters of the mark that are kept: 72 bits, over an id that is itself not to be guessed. */
const MARK = 12
const ID = 22

type Mark = (text: string) => string

/** The token of a question: the id it names, with this house's mark over both. Ten characters shorter than a page's link: an SMS pays by the character. */
function askToken(mark: Mark, door: AskDoor, id: string): string {
  const said = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
  return said + mark(`${door} ${said}`).slice(0, MARK)
}

/** The id a token names; undefined when it is not ours, or was made for another door. */
export function readAskToken(mark: Mark, door: AskDoor, token: string): string | undefined {
  if (!/^[\w-]{34}$/u.test(token)) return undefined
  const said = token.slice(0, ID)
  if (!sameText(mark(`${door} ${said}`).slice(0, MARK), token.slice(ID))) return undefined
  return asUuid(Buffer.from(said, 'base64url').toString('hex'))
}

export const askAddress = (mark: Mark, origin: string, door: AskDoor, id: string): string =>
  `${origin}/${LETTER[door]}/${askToken(mark, door, id)}`

export const asUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')

/** Compared in a time that tells nothing of where they differ. */
export function sameText(a: string, b: string): boolean {
  let differs = a.length ^ b.length
  for (let at = 0; at < a.length; at += 1) differs |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return differs === 0
}
