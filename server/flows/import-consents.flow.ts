import { importedReceipts, lastWordOnAll } from '../consent/import-receipts.store.ts'
import { writeReceipts } from '../consent/receipts.store.ts'
import { type ConsentRow, readConsentRow } from '../customers/import-consent-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import { digest } from '../customers/row-key.ts'
import type { House } from '../kit/house.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { type FoundRow, rowsWithCustomers } from './import-who.flow.ts'

/**
 * One batch of consents, written as receipts at the end of the chain with their proof, the oldest first. Each is written once under its key,
 * else under who, when and what. What somebody has said of all prospecting since, by whatever door, stands: an older word of a file is set aside, so that
 * no import takes an objection back.
 */
export async function consentBatch(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  const { run } = context
  const { found, refused, warnings } = await rowsWithCustomers<ConsentRow>(house, context, rows, readConsentRow)
  const ids = found.map(({ customerId }) => customerId)
  const [there, spoken] = [await importedReceipts(house.db, run.source, ids), await lastWordOnAll(house.db, ids)]
  const news: { each: FoundRow<ConsentRow>; key: string; at: Date }[] = []
  let unchanged = 0
  for (const each of found) {
    const { said, customerId, row } = each
    const at = new Date(said.instant ?? instantOf(said.date, said.time, context.timeZone))
    const key =
      said.key ?? `h:${digest(`${customerId}|${at.getTime()}|${said.action}|${said.channel}|${said.purpose}`)}`
    const since = said.channel === 'all' && said.purpose === 'commercial' ? spoken.get(customerId) : undefined
    if (there.has(key)) {
      unchanged++
      context.tell?.(row.line, 'unchanged', customerId)
    } else if (since && since > at) refused.push(refuse(row, 'later-word-stands'))
    else {
      there.add(key)
      news.push({ each, key, at })
      context.tell?.(row.line, 'created', customerId)
    }
  }
  news.sort((a, b) => a.at.getTime() - b.at.getTime())
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
