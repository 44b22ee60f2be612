import { type PastRow, readPastRow } from '../customers/import-past-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import type { BatchOutcome, BatchWork, RunContext } from '../customers/import-run.flow.ts'
import { countWarnings } from '../customers/import-warnings.ts'
import { digest } from '../customers/row-key.ts'
import type { House } from '../kit/house.ts'
import { addEntries } from '../timeline/entries.store.ts'
import { followEntries, standingEntries } from '../timeline/import-entries.store.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { type FoundRow, leftEmpty, rowsWithCustomers } from './import-who.flow.ts'
import { contentKey, followed } from './past-again.ts'
import { besideKey, standBeside } from './stand-beside.ts'

/**
 * Visits and calls of the past go onto the timeline, where what happened is read; no card is made of them, for nobody waits. Each is kept
 * once under its key in the source, and follows what the source says of it; without a key it is known again by who, when and what.
 */
export const pastBatch =
  (kind: 'visit' | 'call'): BatchWork =>
  async (house: House, context: RunContext, rows: readonly CsvRecord[]): Promise<BatchOutcome> => {
    const { run } = context
    const { found, refused } = await rowsWithCustomers<PastRow>(house, context, rows, readPastRow)
    const entries = found.map((each) => entryOf(house, context, kind, each))
    const numbered = entries.map(({ key, customerId }, n) => ({
      key,
      customerId,
      customerKey: found[n]!.said.who.customerKey,
    }))
    const standing = await standingEntries(
      house.db,
      `import:${kind}:${run.source}`,
      entries.flatMap((entry, n) => {
        const beside = besideKey(numbered[n]!)
        return [entry.key, beside, contentKey(entry), contentKey({ ...entry, key: beside })]
      }),
    )
    const places = standBeside(numbered, new Map(standing.map((entry) => [entry.key, [entry.customerId]])))
    const warnings = leftEmpty(found, refused)
    for (const [n, { isNew }] of places.entries())
      if (isNew) countWarnings(warnings, ['key-of-another'], found[n]!.row.line)
    const after = followed(
      entries.map((entry, n) => (places[n]!.beside ? { ...entry, key: besideKey(numbered[n]!) } : entry)),
      standing,
      run.id,
      context.late !== undefined,
    )
    const those = (what: string) => after.flatMap(({ outcome, entry }) => (outcome === what ? [entry] : []))
    await addEntries(house.db, those('created'))
    await followEntries(house.db, those('updated'))
    const counted = { created: 0, updated: 0, unchanged: 0 }
    for (const [n, { row, customerId }] of found.entries()) {
      const { outcome } = after[n]!
      counted[outcome]++
      context.tell?.(row.line, outcome, customerId, places[n]!.isNew ? 'key-of-another' : null)
    }
    return { counted, refused, warnings }
  }

function entryOf(
  house: House,
  { run, timeZone }: RunContext,
  kind: 'visit' | 'call',
  { said, customerId, assetId, staffId }: FoundRow<PastRow>,
) {
  const at = said.instant ?? instantOf(said.date, said.time, timeZone)
  return {
    id: house.newId(),
    customerId,
    kind,
    at: new Date(at),
    siteId: run.siteId,
    staffId,
    assetId,
    text: said.reason,
    data: {
      code: `imported-${kind}`,
      source: run.source,
      import: run.id,
      ...(said.service ? { service: said.service } : {}),
      ...(kind === 'call' && said.direction ? { direction: said.direction } : {}),
      ...(said.minutes ? { minutes: said.minutes } : {}),
      ...(Object.keys(said.attributes).length > 0 ? { attributes: said.attributes } : {}),
    } as Record<string, unknown>,
    source: `import:${kind}:${run.source}`,
    key: said.key ?? `h:${digest(`${customerId}|${at}|${said.reason}`)}`,
  }
}
