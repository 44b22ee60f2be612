import type { ReceiptContent } from './receipt-chain.ts'

/** A receipt written on the one page of two who are parted now. */
export type SaidSince = ReceiptContent & { id: string }

/** Whose are the sources and the numbers and addresses, of two who are parted. */
export interface Theirs {
  /** Sources that speak of the other alone. */
  sources: ReadonlySet<string>
  /** Numbers and addresses that the other has and who stays has not. */
  contacts: ReadonlySet<string>
}

/**
 * What was said while two were one page, once they are parted. Who said it, nobody can tell: a no holds for both (RGPD-2: at once), a yes for
 * who stays. But what a source that knows only the other told, or what names a number only the other has, is the other's: their yes is no
 * yes of who stays, and is taken from there.
 * @returns receipts to write, on which page
 */
export function partedReceipts(said: readonly SaidSince[], theirs: Theirs, kept: string, other: string) {
  return said.flatMap((receipt): (Omit<ReceiptContent, 'at'> & { at?: Date })[] => {
    const { id, at, ...content } = receipt
    if (content.action === 'notice' || 'undoes' in content.evidence) return []
    const source = content.evidence.importSource
    const isTheirs =
      (typeof source === 'string' && theirs.sources.has(source)) ||
      (content.contact !== null && theirs.contacts.has(content.contact))
    if (!isTheirs && content.action === 'given') return []
    const evidence = { ...content.evidence, saidWhileJoined: id }
    const copy = { ...content, at, customerId: other, evidence }
    if (!isTheirs || content.action !== 'given') return [copy]
    const back = { action: 'withdrawn', place: 'correction', wording: '', wordingVersion: '' } as const
    return [copy, { ...content, ...back, customerId: kept, evidence: { anotherSaid: id } }]
  })
}
