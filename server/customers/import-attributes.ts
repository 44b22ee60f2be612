import { ATTRIBUTE } from '../../contract/import-fields.ts'
import { readCell } from './import-cells.ts'
import { cut, type RowContext } from './import-reading.ts'

/** The name under which what somebody was born as is kept: nobody is greeted by it, and who is who knows it. */
export const BORN_AS = 'née'

/** As many as a file may have columns: what a person chose to keep is kept. */
const MOST_ATTRIBUTES = 300
const LONGEST_ATTRIBUTE = 500

/** Columns without a field of their own, kept as they are under their name. */
export function attributesOf(cells: readonly string[], { fields, names }: RowContext): Record<string, string> {
  const attributes: Record<string, string> = {}
  let n = 0
  for (const [at, field] of fields.entries()) {
    if (field !== ATTRIBUTE) continue
    const text = cut(readCell(cells[at] ?? ''), LONGEST_ATTRIBUTE).toWellFormed()
    if (text === '' || n === MOST_ATTRIBUTES) continue
    attributes[names[at] ?? `#${at + 1}`] = text
    n++
  }
  return attributes
}

/** As a preview shows them. */
export const shownAttributes = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name} : ${value}`)
    .join(' · ')
