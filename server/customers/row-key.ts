import { createHash } from 'node:crypto'
import { nameOfDraft } from './import-bearers.ts'
import { identityOf, type RowDraft } from './import-row.ts'

/** SHA-256 in 22 letters: what stands for a text that need not be read again. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** Under which key a source's word on a customer is kept. */
export function sourceKey(draft: RowDraft): string {
  const identity = identityOf(draft)
  return 'key' in identity ? identity.key : `h:${digest(identity.traits)}`
}

/** A mark of what a row says: the same words have the same. */
export const rowMark = (draft: RowDraft): string => digest(JSON.stringify(draft)).slice(0, 12)

/** Under which keys somebody stands who does not bear the one their row says: by their name, and where a name is not enough by name and surest trait. */
export function otherKeys(key: string, draft: RowDraft): readonly [byName: string, byTrait: string] {
  const identity = identityOf({ ...draft, key: null })
  return [
    `${key}~${digest(nameOfDraft(draft)).slice(0, 10)}`,
    `${key}~${digest('traits' in identity ? identity.traits : '')}`,
  ]
}
