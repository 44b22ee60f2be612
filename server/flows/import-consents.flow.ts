import { importedReceipts, lastWordOnAll } from '../consent/import-receipts.store.ts'
import { writeReceipts } from '../consent/receipts.store.ts'
import { type ConsentBy, type ConsentRow, readConsentRow } from '../customers/import-consent-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import type { House } from '../kit/house.ts'
import { keyOfWord, momentOfWord, saidBefore, type Word } from './consent-row-said.ts'
import { type FoundRow, leftEmpty, rowsWithCustomers } from './import-who.flow.ts'

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
  const { found, refused } = await rowsWithCustomers<ConsentRow>(house, context, rows, readConsentRow)
  const ids = found.map(({ customerId }) => customerId)
  const said = Map.groupBy(await importedReceipts(house.db, run.source, ids), ({ customerId }) => customerId)
  const spoken = await lastWordOnAll(house.db, ids)
  const news: { each: FoundRow<ConsentRow>; channel: ConsentBy; key: string; at: Date }[] = []
  const counted = { created: 0, updated: 0, unchanged: 0 }
  for (const each of found) {
    const { customerId, row } = each
    const at = momentOfWord(each.said, context.timeZone, house.now())
    const words = each.said.channels.map((channel): Word => ({ ...each.said, channel }))
    const unsaid = words.flatMap((word) => {
      const key = keyOfWord(word, customerId, context.timeZone)
      return saidBefore(word, key, said.get(customerId) ?? [], at, context.timeZone) ? [] : [{ word, key }]
    })
    const since =
      unsaid.some(({ word }) => word.channel === 'all' && word.purpose === 'commercial') && spoken.get(customerId)
    if (unsaid.length === 0) {
      counted.unchanged++
      context.tell?.(row.line, 'unchanged', customerId)
    } else if (at > house.now()) refused.push(refuse(row, 'date-to-come'))
    else if (since && (since > at || (each.said.action === 'given' && since >= at)))
      refused.push(refuse(row, 'later-word-stands'))
    else {
      counted.created++
      for (const { word, key } of unsaid) {
        const { action, channel, purpose } = word
        said.set(customerId, [...(said.get(customerId) ?? []), { customerId, key, action, channel, purpose, at }])
        news.push({ each, channel, key, at })
      }
      context.tell?.(row.line, 'created', customerId)
    }
  }
  // Of two words of one instant the no is the last.
  const rank = ({ each }: (typeof news)[number]): number => (each.said.action === 'given' ? 0 : 1)
  news.sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
  await writeReceipts(
    house,
    news.map(({ each: { said, customerId }, channel, key, at }) => ({
      customerId,
      at,
      action: said.action,
      channel,
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
  return { counted, refused, warnings: leftEmpty(found, refused) }
}
