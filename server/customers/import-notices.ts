import type { ImportKind } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import type { RowContext } from './import-reading.ts'
import { GIVEN_NAMES } from './import-words.ts'

/** What a person should look at before a file goes in. */
export interface Notice {
  because: 'names-swapped' | 'value-shared' | 'key-shared' | 'key-of-another'
  /** The columns it is about. */
  columns: string[]
  /** The value that so many rows share. */
  value: string | null
  n: number
  of: number
  /** Rows whose key somebody else bears: who they speak of, whose key it is, and where that is somebody on file. */
  examples: { line: number; key: string; name: string; bearer: string; customerId: string | null }[]
}

/** Rows that must speak before a whole column is doubted. */
const FEWEST = 20
/** A phone or an e-mail borne by so many rows reaches nobody in particular. */
const SHARED_BY = 50
/** Values counted at most: what is shared by thousands is met among the first hundred thousand others. */
const MOST_COUNTED = 100_000

const isGiven = (cell: string): boolean => GIVEN_NAMES.has(fold(cell).split(' ')[0] ?? '')

/**
 * Watches the rows of a file go by, for what no single row can tell: given names that stand in the column of family names (and the other
 * way round), and phones or e-mails that too many rows share to mean somebody.
 */
export function noticeWatch(kind: ImportKind, { fields, names }: Pick<RowContext, 'fields' | 'names'>) {
  const at = (field: string): number => fields.indexOf(field)
  const [given, family] = [at('givenName'), at('familyName')]
  const contacts = ['phone', 'phone2', 'email', 'email2'].map(at).filter((n) => n >= 0)
  const shared = new Map<string, { n: number; column: number; value: string }>()
  let rows = 0
  let swapped = 0
  let right = 0
  return {
    see(cells: readonly string[]): void {
      rows++
      if (kind !== 'customers') return
      if (given >= 0 && family >= 0) {
        const [first, last] = [isGiven(cells[given] ?? ''), isGiven(cells[family] ?? '')]
        if (last && !first) swapped++
        else if (first && !last) right++
      }
      for (const n of contacts) countShared(n, cells[n]?.trim() ?? '')
    },
    notices(): Notice[] {
      const notices: Notice[] = []
      if (swapped >= FEWEST && swapped > right * 2)
        notices.push({
          because: 'names-swapped',
          columns: [names[given]!, names[family]!],
          value: null,
          n: swapped,
          of: swapped + right,
          examples: [],
        })
      const most = [...shared.values()].filter(({ n }) => n >= SHARED_BY).sort((a, b) => b.n - a.n)
      for (const { n, column, value } of most.slice(0, 5))
        notices.push({
          because: 'value-shared',
          columns: [names[column]!],
          value: value.slice(0, 80),
          n,
          of: rows,
          examples: [],
        })
      return notices
    },
  }

  function countShared(column: number, value: string): void {
    if (value === '') return
    const key = value.includes('@') ? value.toLowerCase() : value.replace(/\D/g, '')
    if (key === '') return
    const known = shared.get(key)
    if (known) known.n++
    else if (shared.size < MOST_COUNTED) shared.set(key, { n: 1, column, value })
  }
}
