import { isValue, namesColumn } from './import-columns.ts'

/** Titles, a date, a logo's line, groups of columns: more than that stands above no table. */
const MOST_ABOVE = 15

/**
 * At which of the first rows of a file the table begins: where its columns are named. That is the first row, unless a row under it names more columns and
 * everything above is emptier than it (a title, cells merged over groups of columns); where no name is known, the first row that is as full as the rows
 * under it, below a title that stands alone.
 */
export function tableAt(rows: readonly (readonly string[])[]): number {
  const looked = rows.slice(0, MOST_ABOVE).map((cells) => ({
    full: cells.filter((cell) => cell.trim() !== '').length,
    named: cells.filter((cell) => cell.trim() !== '' && namesColumn(cell)).length,
    values: cells.some(isValue),
  }))
  const [first] = looked
  if (!first || rows.length < 2) return 0
  let best = 0
  for (const [n, { named, values }] of looked.entries()) if (!values && named > looked[best]!.named) best = n
  const above = looked.slice(0, best)
  if (best > 0 && looked[best]!.named >= 2 && above.every(({ full, values }) => full < looked[best]!.full && !values))
    return best
  if (looked[best]!.named >= 2) return 0
  const usual = [...rows].map((cells) => cells.filter((cell) => cell.trim() !== '').length).sort((a, b) => a - b)[
    rows.length >> 1
  ]!
  if (first.full > 1 || usual < 3) return 0
  const begins = looked.findIndex(({ full }) => full >= usual * 0.6)
  return begins > 0 && looked.slice(0, begins).every(({ full }) => full <= Math.max(1, usual / 3)) ? begins : 0
}
