import { emptyTable } from './columns.ts'
import { addRecord } from './encode.ts'
import { learn } from './learn.ts'
import type { Learned } from './learning.port.ts'
import type { PersonRecord } from './person-record.ts'

/** Learning from records that come page by page, none of which is kept as it came. */
export function learnFromPages(): { take(page: readonly PersonRecord[]): void; finish(): Learned } {
  const table = emptyTable()
  return {
    take(page) {
      for (const record of page) addRecord(table, record)
    },
    finish() {
      const shapes = [...table.nobody].map(([value, count]) => ({ field: 'shape', value, count }))
      const { model, generic } = learn(table)
      const counted = generic.map(({ column, value, count }) => ({ field: column, value, count }))
      return { model, generic: [...counted, ...shapes].sort((a, b) => b.count - a.count).slice(0, 100) }
    },
  }
}
