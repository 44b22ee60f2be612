import { createHash } from 'node:crypto'
import type { ConsentAction, ConsentChannel, ConsentPurpose } from '../../contract/consent.ts'

/** What a receipt proves: who, when, where, the exact wording and its version, channel, purpose, source (CONS-1). */
export interface ReceiptContent {
  customerId: string
  at: Date
  action: ConsentAction
  channel: ConsentChannel
  purpose: ConsentPurpose
  contact: string | null
  wording: string
  wordingVersion: string
  place: string
  siteId: string | null
  byStaff: string | null
  evidence: Record<string, unknown>
}

export interface Link {
  seq: number
  id: string
  contentHash: string
  previousHash: string
  hash: string
}
/** A link as it was found. An erased one has no content and no salt any more: its place in the chain is still proven. */
export interface FoundLink extends Link {
  content: ReceiptContent | null
  salt: string
}

/** Before the first. */
export const GENESIS = '0'.repeat(64)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** One text for one content, however the database orders keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}

/** The salt keeps a content that was erased from being guessed by trying: it goes with the content. */
const contentHashOf = (salt: string, content: ReceiptContent): string => sha256(`${salt}\n${canonical(content)}`)

const hashOf = (link: Omit<Link, 'hash'>): string =>
  sha256(`${link.previousHash}\n${link.seq}\n${link.id}\n${link.contentHash}`)

/** The next link after one. */
export function linkAfter(
  before: { seq: number; hash: string } | null,
  { id, salt, content }: { id: string; salt: string; content: ReceiptContent },
): Link {
  const link = {
    seq: (before?.seq ?? 0) + 1,
    id,
    contentHash: contentHashOf(salt, content),
    previousHash: before?.hash ?? GENESIS,
  }
  return { ...link, hash: hashOf(link) }
}

/** Does this link follow the one before, and is its content what was written? */
export function isSound(before: { seq: number; hash: string } | null, link: FoundLink): boolean {
  if (link.seq !== (before?.seq ?? 0) + 1 || link.previousHash !== (before?.hash ?? GENESIS)) return false
  if (link.content && contentHashOf(link.salt, link.content) !== link.contentHash) return false
  return hashOf(link) === link.hash
}
