import { type PastRow, readPastRow } from '../customers/import-past-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import type { BatchOutcome, BatchWork, RunContext } from '../customers/import-run.flow.ts'
import { digest } from '../customers/row-key.ts'
import type { House } from '../kit/house.ts'
import { addEntries } from '../timeline/entries.store.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { rowsWithCustomers } from './import-who.flow.ts'

/**
 * Visits and calls of the past go onto the timeline, where what happened is read; no card is made of them, for nobody waits. Each is kept
 * once under its key in the source; without a key it is known again by who, when and what.
 */
export const pastBatch =
  (kind: 'visit' | 'call'): BatchWork =>
  async (house: House, context: RunContext, rows: readonly CsvRecord[]): Promise<BatchOutcome> => {
    const { run } = context
    const { found, refused, warnings } = await rowsWithCustomers<PastRow>(house, context, rows, readPastRow)
    const entries = found.map(({ row, said, customerId, assetId, staffId }) => {
      const at = said.instant ?? instantOf(said.date, said.time, context.timeZone)
      return {
        line: row.line,
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
        },
        source: `import:${kind}:${run.source}`,
        key: said.key ?? `h:${digest(`${customerId}|${at}|${said.reason}`)}`,
      }
    })
    const added = new Set(await addEntries(house.db, entries))
    for (const { line, id, customerId } of entries)
      context.tell?.(line, added.has(id) ? 'created' : 'unchanged', customerId)
    return {
      counted: { created: added.size, updated: 0, unchanged: entries.length - added.size },
      refused,
      warnings,
    }
  }
