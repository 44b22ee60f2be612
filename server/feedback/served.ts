import { asUuid, sameText } from '../messages/ask-link.ts'

const MARK = 16
/** Quicker than this nobody reads a question and chooses. */
const LEAST_MS = 2_000

type Mark = (text: string) => string

/** A page as it was served: an id of its own, when, and which version of the question stood on it. */
export interface Served {
  id: string
  at: Date
  /** Left out by pages served before marks told it. */
  version?: number
}

const HEAD = 22
/** Of marks that tell no version. */
const SHORT_HEAD = 20

/**
 * The mark of one page served: which door, which page, what second, which version of its question. It comes back with the answer, so that an answer sent twice is one,
 * and one that comes quicker than a person reads is asked for again. It says nothing of who asked for the page.
 */
export function servedMark(mark: Mark, about: string, { id, at, version = 0 }: Served): string {
  const head = Buffer.alloc(HEAD)
  head.write(id.replaceAll('-', ''), 0, 'hex')
  head.writeUInt32BE(Math.floor(at.getTime() / 1000), 16)
  head.writeUInt16BE(version % 0x10000, SHORT_HEAD)
  const said = head.toString('base64url')
  return said + mark(`served ${about} ${said}`).slice(0, MARK)
}

/** The page a mark tells of; undefined when it is not of this door, or was made up. */
export function readServed(mark: Mark, about: string, text: string): Served | undefined {
  if (!/^[\w-]{43}(?:[\w-]{3})?$/u.test(text)) return undefined
  const said = text.slice(0, -MARK)
  if (!sameText(mark(`served ${about} ${said}`).slice(0, MARK), text.slice(-MARK))) return undefined
  const head = Buffer.from(said, 'base64url')
  const version = head.length > SHORT_HEAD ? head.readUInt16BE(SHORT_HEAD) : 0
  return {
    id: asUuid(head.toString('hex', 0, 16)),
    at: new Date(head.readUInt32BE(16) * 1000),
    ...(version > 0 ? { version } : {}),
  }
}

/** The second is cut off, so a page may be up to one older than it says. */
export const tooQuick = (served: Served, now: Date): boolean => now.getTime() - served.at.getTime() < LEAST_MS
