import { isConsentColumn } from '../../contract/import-fields.ts'
import { importedReceipts, lastWordOnAll } from '../consent/import-receipts.store.ts'
import { writeReceipts } from '../consent/receipts.store.ts'
import { customerBatch } from '../customers/import-batch.flow.ts'
import { type ConsentRow, readConsentRow } from '../customers/import-consent-row.ts'
import type { ConsentWord } from '../customers/import-consent-words.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { readRow } from '../customers/import-row.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import { countWarnings } from '../customers/import-warnings.ts'
import type { House } from '../kit/house.ts'
import { keyOfWord, momentOfWord, saidBefore } from './consent-row-said.ts'
import { leftEmpty, rowsWithCustomers } from './import-who.flow.ts'

/** One batch of consents: each row is heard, or set aside with the reason why nothing of it is. */
export async function consentBatch(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  const { found, refused } = await rowsWithCustomers<ConsentRow>(house, context, rows, readConsentRow)
  const counted = { created: 0, updated: 0, unchanged: 0 }
  const heard = await hear(
    house,
    context,
    found.map(({ customerId, said }) => ({ customerId, words: said.words })),
  )
  for (const [n, { row, customerId }] of found.entries()) {
    const became = heard[n]!.map(({ became }) => became)
    const outcome = became.includes('written') ? 'created' : 'unchanged'
    const why = became.find((one) => one !== 'written' && one !== 'said-before')
    if (why && outcome === 'unchanged') refused.push(refuse(row, why))
    else {
      counted[outcome]++
      context.tell?.(row.line, outcome, customerId)
    }
  }
  return { counted, refused, warnings: leftEmpty(found, refused) }
}

/**
 * One batch of customers, and what its columns of consents say of them. The customer comes in whatever became of their words: one that is not heard is
 * counted with its column.
 */
export async function customersWithConsents(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  if (!context.row.fields.some(isConsentColumn)) return customerBatch(house, context, rows)
  const whose = new Map<number, string>()
  const outcome = await customerBatch(
    house,
    {
      ...context,
      tell: (line, became, customerId, because) => {
        if (customerId) whose.set(line, customerId)
        context.tell?.(line, became, customerId, because)
      },
    },
    rows,
  )
  const speak = rows.flatMap((row) => {
    const customerId = whose.get(row.line)
    if (!customerId || 'broken' in row) return []
    const read = context.ahead?.get(row) ?? readRow(row.cells, context.row)
    const words = 'ok' in read ? (read.ok.consents ?? []).map((word) => ({ ...NOTHING_MORE, ...word })) : []
    return words.length > 0 ? [{ line: row.line, customerId, words }] : []
  })
  for (const [n, each] of (await hear(house, context, speak)).entries())
    for (const { word, became } of each)
      if (became !== 'written' && became !== 'said-before' && word.column)
        countWarnings(outcome.warnings, [`${became}.${word.column.field}`], speak[n]!.line)
  return outcome
}
const NOTHING_MORE = { key: null, purpose: 'commercial', wordingVersion: '', contact: null } as const

type Became = 'written' | 'said-before' | 'date-to-come' | 'later-word-stands'

/**
 * Writes words as receipts at the end of the chain with their proof, the oldest first. A word is written once, and a line that says something else than
 * it did is another word. What somebody has said of all prospecting since, by whatever door, stands: an older word of a file is set aside, so that no
 * import takes an objection back.
 */
async function hear(
  house: House,
  { run, timeZone }: RunContext,
  people: readonly { customerId: string; words: readonly ConsentWord[] }[],
): Promise<{ word: ConsentWord; became: Became }[][]> {
  const ids = people.map(({ customerId }) => customerId)
  const said = Map.groupBy(await importedReceipts(house.db, run.source, ids), ({ customerId }) => customerId)
  const spoken = await lastWordOnAll(house.db, ids)
  const news: { customerId: string; word: ConsentWord; key: string; at: Date }[] = []
  const one = (customerId: string, word: ConsentWord): Became => {
    const at = momentOfWord(word, timeZone, house.now())
    const key = keyOfWord(word, customerId, timeZone)
    if (saidBefore(word, key, said.get(customerId) ?? [], at, timeZone)) return 'said-before'
    if (at > house.now()) return 'date-to-come'
    const since = word.channel === 'all' && word.purpose === 'commercial' && spoken.get(customerId)
    if (since && (since > at || (word.action === 'given' && since >= at))) return 'later-word-stands'
    const { action, channel, purpose } = word
    said.set(customerId, [...(said.get(customerId) ?? []), { customerId, key, action, channel, purpose, at }])
    news.push({ customerId, word, key, at })
    return 'written'
  }
  const heard = people.map(({ customerId, words }) => words.map((word) => ({ word, became: one(customerId, word) })))
  // Of two words of one instant the no is the last.
  const rank = ({ word }: (typeof news)[number]): number => (word.action === 'given' ? 0 : 1)
  news.sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
  await writeReceipts(
    house,
    news.map(({ customerId, word, key, at }) => ({
      customerId,
      at,
      action: word.action,
      channel: word.channel,
      purpose: word.purpose,
      contact: word.contact,
      wording: word.wording,
      wordingVersion: word.wordingVersion,
      place: 'import',
      siteId: run.siteId,
      evidence: {
        importSource: run.source,
        importKey: key,
        import: run.id,
        ...(word.proof ? { proof: word.proof } : {}),
        ...(word.column ? { importColumn: word.column.name, importSaid: word.column.said } : {}),
      },
    })),
  )
  return heard
}
