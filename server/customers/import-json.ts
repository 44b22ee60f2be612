import { exactJson } from '../plain/exact-json.ts'
import { type CsvRecord, LONGEST_LINE, type RowReader, tooLong } from './import-records.ts'

/** Deeper than this, a value is kept as its JSON. */
const DEEPEST = 6

/**
 * One JSON object as columns: `{"name":{"last":"Cieille"},"phones":["06…","01…"]}` is `name.last` and `phones`. Lists of plain values are
 * one cell, parted by semicolons, which the readers of phones and e-mails take apart; lists of objects are numbered from one.
 */
export function flattened(value: object): Map<string, string> {
  const cells = new Map<string, string>()
  walk(value, '', 0, cells)
  return cells
}

function walk(value: unknown, path: string, depth: number, cells: Map<string, string>): void {
  if (value === null || value === undefined) cells.set(path, '')
  else if (typeof value !== 'object') cells.set(path, String(value))
  else if (depth >= DEEPEST) cells.set(path, JSON.stringify(value))
  else if (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null))
    cells.set(path, value.filter((each) => each !== null && each !== '').join('; '))
  else
    for (const [name, each] of Object.entries(value))
      walk(each, join(path, Array.isArray(value) ? String(Number(name) + 1) : name), depth + 1, cells)
}

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
  return eachLine((line, n): CsvRecord => {
    if (line.length > LONGEST_LINE) return tooLong(line, n)
    const object = objectOf(line)
    if (!object) return { line: n, broken: 'json-malformed', text: line }
    const cells = columns.map(() => '')
    for (const [name, value] of flattened(object)) {
      const at = place.get(name)
      if (at !== undefined) cells[at] = value
    }
    return { line: n, cells }
  })
}

/** Every line that says something, with its number. */
export function eachLine<T>(read: (line: string, n: number) => T): { take(text: string, last: boolean): T[] } {
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
        return line.trim() === '' ? [] : [read(line, n)]
      })
    },
  }
}

/** Is this the beginning of JSON lines: a first line that is an object? */
export const looksLikeJsonLines = (head: string): boolean =>
  head.trimStart().startsWith('{') && objectOf(head.trimStart().split('\n', 1)[0] ?? '') !== null
