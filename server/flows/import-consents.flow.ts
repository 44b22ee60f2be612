import { importedReceipts, lastWordOnAll } from '../consent/import-receipts.store.ts'
import { writeReceipts } from '../consent/receipts.store.ts'
import { type ConsentRow, readConsentRow } from '../customers/import-consent-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import type { House } from '../kit/house.ts'
import { keyOfWord, momentOfWord, saidBefore } from './consent-row-said.ts'
import { type FoundRow, rowsWithCustomers } from './import-who.flow.ts'

/**
 * One batch of consents, written as receipts at the end of the chain with their proof, the oldest first. A word is written once, and a line that says
 * something else than it did is another word. What somebody has said of all prospecting since, by whatever door, stands: an older word of a file is
 * set aside, so that no import takes an objection back.
 */
export async function consentBatch(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  const { run } = context
  const { found, refused, warnings } = await rowsWithCustomers<ConsentRow>(house, context, rows, readConsentRow)
  const ids = found.map(({ customerId }) => customerId)
  const said = Map.groupBy(await importedReceipts(house.db, run.source, ids), ({ customerId }) => customerId)
  const spoken = await lastWordOnAll(house.db, ids)
  const news: { each: FoundRow<ConsentRow>; key: string; at: Date }[] = []
  let unchanged = 0
  for (const each of found) {
    const { said: word, customerId, row } = each
    const { action, channel, purpose } = word
    const at = momentOfWord(word, context.timeZone, house.now())
    const key = keyOfWord(word, customerId, context.timeZone)
    const before = said.get(customerId) ?? []
    const since = channel === 'all' && purpose === 'commercial' ? spoken.get(customerId) : undefined
    if (saidBefore(word, key, before, at, context.timeZone)) {
      unchanged++
      context.tell?.(row.line, 'unchanged', customerId)
    } else if (at > house.now()) refused.push(refuse(row, 'date-to-come'))
    else if (since && (since > at || (action === 'given' && since >= at)))
      refused.push(refuse(row, 'later-word-stands'))
    else {
      said.set(customerId, [...before, { customerId, key, action, channel, purpose, at }])
      news.push({ each, key, at })
      context.tell?.(row.line, 'created', customerId)
    }
  }
  // Of two words of one instant the no is the last.
  const rank = ({ each }: (typeof news)[number]): number => (each.said.action === 'given' ? 0 : 1)
  news.sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
  await writeReceipts(
    house,
    news.map(({ each: { said, customerId }, key, at }) => ({
      customerId,
      at,
      action: said.action,
      channel: said.channel,
      purpose: said.purpose,
      contact: said.contact,
      wording: said.wording,
      wordingVersion: said.wordingVersion,
      place: 'import',
      siteId: run.siteId,
      evidence: {
        importSource: run.source,
        importKey: key,
        import: run.id,
        ...(said.proof ? { proof: said.proof } : {}),
      },
    })),
  )
  return { counted: { created: news.length, updated: 0, unchanged }, refused, warnings }
}
