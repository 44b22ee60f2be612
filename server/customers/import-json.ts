import { exactJson } from '../plain/exact-json.ts'
import { fold } from '../plain/fold.ts'
import { type CsvRecord, LONGEST_LINE, type RowReader, tooLong } from './import-records.ts'

/** Deeper than this, a value is kept as its JSON. */
const DEEPEST = 6

/** What one customer has several of, a row for each: `vehicles`, `véhicules`, `products`. */
const SEVERAL = /^(?:vehicles?|vehicules?|cars?|voitures?|assets?|products?|produits?)$/u
/** Of one customer more than that are no vehicles of theirs. */
const MOST_ROWS = 100

type Cells = Map<string, string>

/**
 * One JSON object as rows of columns: `{"name":{"last":"Cieille"},"phones":["06…","01…"]}` is `name.last` and `phones`. Lists of plain values are
 * one cell, parted by semicolons, which the readers of phones and e-mails take apart; a list of `{"type":"phone","value":"06…"}` is `contacts.phone`;
 * vehicles and products are a row each, as in a table; other lists of objects are numbered from one.
 */
export function flattened(value: object): Cells[] {
  const cells: Cells = new Map()
  const things: { path: string; items: readonly object[] }[] = []
  walk(value, '', 0, cells, things)
  const [several] = things.sort((a, b) => b.items.length - a.items.length)
  if (!several) return [cells]
  return several.items.slice(0, MOST_ROWS).map((item, n) => {
    // What is the customer's own stands in each of their rows: there are customers without a number of their own.
    const row: Cells = new Map(cells)
    for (const { path, items } of things) {
      const here = items === several.items ? item : items[n]
      if (here) walk(here, path, 1, row)
    }
    return row
  })
}

function walk(
  value: unknown,
  path: string,
  depth: number,
  cells: Cells,
  things?: { path: string; items: readonly object[] }[],
): void {
  if (value === null || value === undefined) cells.set(path, '')
  else if (typeof value !== 'object') cells.set(path, String(value))
  else if (depth >= DEEPEST) cells.set(path, JSON.stringify(value))
  else if (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null))
    cells.set(path, value.filter((each) => each !== null && each !== '').join('; '))
  else if (Array.isArray(value) && value.every(isTyped)) {
    for (const { type, value: said } of value as { type: string; value: unknown }[]) {
      const name = join(path, type)
      const before = cells.get(name)
      if (said !== null && said !== '') cells.set(name, before ? `${before}; ${String(said)}` : String(said))
    }
  } else if (things && Array.isArray(value) && SEVERAL.test(fold(path)) && value.every(isObject))
    things.push({ path, items: value })
  else
    for (const [name, each] of Object.entries(value))
      walk(
        each,
        join(path, Array.isArray(value) ? String(Number(name) + 1) : name),
        depth + 1,
        cells,
        depth === 0 ? things : undefined,
      )
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTyped = (value: unknown): boolean =>
  isObject(value) &&
  typeof (value as { type?: unknown }).type === 'string' &&
  typeof (value as { value?: unknown }).value !== 'object' &&
  'value' in value

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** One line as an object; null when it is none. */
export function objectOf(line: string): object | null {
  try {
    const value = exactJson(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/** Rows of JSON lines, in the columns given. A line that is no object is set aside. Blank lines are no rows. */
export function jsonReader(columns: readonly string[]): RowReader {
  const place = new Map(columns.map((name, n) => [name, n]))
  return eachLine((line, n): CsvRecord | CsvRecord[] => {
    if (line.length > LONGEST_LINE) return tooLong(line, n)
    const object = objectOf(line)
    if (!object) return { line: n, broken: 'json-malformed', text: line }
    return flattened(object).map((row) => {
      const cells = columns.map(() => '')
      for (const [name, value] of row) {
        const at = place.get(name)
        if (at !== undefined) cells[at] = value
      }
      return { line: n, cells }
    })
  })
}

/** Every line that says something, with its number. */
export function eachLine<T>(read: (line: string, n: number) => T | T[]): { take(text: string, last: boolean): T[] } {
  let rest = ''
  let n = 0
  let passing = false
  return {
    take(piece, last) {
      const lines = (rest + piece).split('\n')
      // Of a line too long to be a row, what is left is passed over.
      if (passing && lines.length > 1) lines.shift()
      else if (passing) return []
      passing = false
      rest = last ? '' : (lines.pop() ?? '')
      if (rest.length > LONGEST_LINE) {
        lines.push(rest)
        rest = ''
        passing = true
      }
      return lines.flatMap((line) => {
        n++
        return line.trim() === '' ? [] : read(line, n)
      })
    },
  }
}

/** Is this the beginning of JSON lines: a first line that is an object? */
export const looksLikeJsonLines = (head: string): boolean =>
  head.trimStart().startsWith('{') && objectOf(head.trimStart().split('\n', 1)[0] ?? '') !== null
