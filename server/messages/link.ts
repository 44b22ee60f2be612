import { asUuid, sameText } from './ask-link.ts'

/** A link opens a customer's page for so long: a card may stand on a shelf for a year. */
const LASTS_MS = 400 * 86_400_000
const MINUTE = 60_000
/** Characters of the mark that are kept: 96 bits. */
const MARK = 16
const KINDS = ['message', 'customer'] as const

/** What a link names: the message it stood in, or the customer it was handed to. */
export interface Named {
  kind: (typeof KINDS)[number]
  id: string
}

/** Known again and not to be guessed: the seal's mark of this house. */
type Mark = (text: string) => string

/**
 * The token of a link: what it names and the minute it was made, with this house's mark over both. It is short, for it is paid for by the
 * character in an SMS, and it holds nothing about anyone.
 */
export function tokenFor(mark: Mark, named: Named, now: Date): string {
  const head = Buffer.alloc(21)
  head[0] = KINDS.indexOf(named.kind)
  head.write(named.id.replaceAll('-', ''), 1, 'hex')
  head.writeUInt32BE(Math.floor(now.getTime() / MINUTE), 17)
  const said = head.toString('base64url')
  return said + mark(`link ${said}`).slice(0, MARK)
}

/** What a token names; undefined when it is not ours. `made` is the minute it was made. */
export function readToken(
  mark: Mark,
  token: string,
  now: Date,
): { named: Named; made: Date; ended: boolean } | undefined {
  if (!/^[\w-]{44}$/u.test(token)) return undefined
  const said = token.slice(0, -MARK)
  if (!sameText(mark(`link ${said}`).slice(0, MARK), token.slice(-MARK))) return undefined
  const head = Buffer.from(said, 'base64url')
  const kind = KINDS[head[0] ?? 255]
  if (head.length !== 21 || !kind) return undefined
  const id = asUuid(head.toString('hex', 1, 17))
  const made = head.readUInt32BE(17) * MINUTE
  return { named: { kind, id }, made: new Date(made), ended: now.getTime() > made + LASTS_MS }
}

export interface Links {
  /** Their page: why this, what they agreed to, their rhythm, their data. */
  page: string
  /** The way out, in one step. */
  out: string
}

export function linksFor(mark: Mark, origin: string, named: Named, now: Date): Links {
  const page = `${origin}/c/${tokenFor(mark, named, now)}`
  return { page, out: `${page}/out` }
}

/** A text for eyes other than the customer's: whoever holds the link acts as them. */
export const withoutLinks = (text: string): string => text.replaceAll(/(\/c\/|\/a\/|\/r\/mine\/)[\w-]{34,44}/gu, '$1…')

/**
 * Words that a person corrected, as they read them: where a link was hidden from them stands the link of this message again; and where one of an
 * earlier day stands, that of today.
 */
export function withTheirLinks(text: string, { page, ask }: { page: string; ask?: string | undefined }): string {
  const there = text.replaceAll(/https?:\/\/[^\s/]+\/c\/(?:[\w-]{44}|…)/gu, page)
  return ask ? there.replaceAll(/https?:\/\/[^\s/]+\/a\/(?:[\w-]{34,44}|…)/gu, ask) : there
}
