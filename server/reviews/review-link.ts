import { asUuid, sameText } from '../messages/ask-link.ts'

const MINUTE = 60_000
/** Characters of the mark that are kept: 96 bits. */
const MARK = 16

type Mark = (text: string) => string

/**
 * The token of an author's own page: the review it names and the minute it was made, with this house's mark over both. It does not end, for
 * taking a review back must stay as easy as publishing it was; it opens nothing once the links of its author were revoked.
 */
export function reviewToken(mark: Mark, id: string, now: Date): string {
  const head = Buffer.alloc(20)
  head.write(id.replaceAll('-', ''), 0, 'hex')
  head.writeUInt32BE(Math.floor(now.getTime() / MINUTE), 16)
  const said = head.toString('base64url')
  return said + mark(`review ${said}`).slice(0, MARK)
}

/** The review a token names; undefined when it is not ours. */
export function readReviewToken(mark: Mark, token: string): { id: string; made: Date } | undefined {
  if (!/^[\w-]{43}$/u.test(token)) return undefined
  const said = token.slice(0, -MARK)
  if (!sameText(mark(`review ${said}`).slice(0, MARK), token.slice(-MARK))) return undefined
  const head = Buffer.from(said, 'base64url')
  return { id: asUuid(head.toString('hex', 0, 16)), made: new Date(head.readUInt32BE(16) * MINUTE) }
}

export const myReviewAddress = (mark: Mark, origin: string, id: string, now: Date): string =>
  `${origin}/r/mine/${reviewToken(mark, id, now)}`

/** Is this an id, as one stands in an address? */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(text)
