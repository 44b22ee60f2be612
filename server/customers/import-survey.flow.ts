import { setImmediate as breathe } from 'node:timers/promises'
import type { ImportKind } from '../../contract/import-fields.ts'
import type { Db } from '../kit/house.ts'
import { type ProposedColumn, proposeColumns } from './import-columns.ts'
import type { Dialect } from './import-dialect.ts'
import type { Encoding } from './import-encoding.ts'
import { textReader } from './import-encoding.ts'
import { piecesOf } from './import-file.store.ts'
import {
  countHabits,
  datesOf,
  decimalOf,
  type HabitPlaces,
  type Habits,
  nameOrderOf,
  noHabits,
} from './import-habits.ts'
import { eachLine, flattened, jsonReader, objectOf } from './import-json.ts'
import { csvReader } from './import-records.ts'
import { fromLine, rowsOfFile } from './import-rows.store.ts'
import {
  cellsOf,
  columnsOfRows,
  type Fault,
  fault,
  formOf,
  habitPlaces,
  LOOKED_AT,
  MOST_COLUMNS,
  tooManyColumns,
} from './import-upload.ts'

/** What a person or the way it came says of a file; the rest is recognised. */
export interface Given {
  encoding: Encoding
  format?: Dialect['format']
  delimiter?: string | undefined
  dates?: Dialect['dates'] | undefined
  decimal?: Dialect['decimal'] | undefined
  nameOrder?: Dialect['nameOrder'] | undefined
  header?: boolean | undefined
  tableLine?: number | undefined
  mend?: string[] | undefined
  sheets?: string[]
  sheet?: number | undefined
}
export interface Surveyed {
  dialect: Dialect & { habits: Habits }
  columns: ProposedColumn[]
  rows: number
}

/**
 * Reads a kept file once, whole: how it is written by its beginning, what its columns hold by its first rows, and its habits (the order
 * of dates, the decimal sign, accents written twice) by every row, so that the thousandth `25/12/2019` decides on the first `01/02/03`.
 */
export async function survey(
  db: Db,
  importId: string,
  kind: ImportKind,
  remembered: Readonly<Record<string, string>>,
  given: Given,
): Promise<Surveyed | Fault> {
  const where = { encoding: given.encoding, sheet: given.sheet ?? 0 }
  const head = await headOf(db, importId, where)
  const form = formOf(head, given)
  if ('problem' in form) return form
  const names = form.format === 'jsonl' ? await jsonColumns(db, importId, where) : null
  if (names && 'problem' in names) return names

  const habits = noHabits()
  const first: string[][] = []
  let columns: ProposedColumn[] | undefined
  let rows = 0
  let places: HabitPlaces = { dated: [], amounts: [], fullNames: [] }
  const settle = () => {
    columns = names
      ? proposeColumns(kind, names, first.slice(0, 500), remembered)
      : columnsOfRows(kind, first, form.header, remembered)
    places = habitPlaces(columns)
    for (const cells of form.header ? first.slice(1) : first) count(cells)
  }
  const count = (cells: readonly string[]) => {
    if (columns)
      countHabits(
        habits,
        columns.map(({ name }) => name),
        cells,
        places,
      )
  }
  for await (const records of rowsOfFile(db, importId, where, (line) =>
    names ? jsonReader(names) : csvReader(form.delimiter, line, form.tableLine),
  )) {
    for (const row of fromLine(records, form.tableLine)) {
      rows++
      const cells = cellsOf(row, form.delimiter)
      if (columns) count(cells)
      else {
        first.push(cells)
        if (first.length > LOOKED_AT) settle()
      }
    }
    await breathe()
  }
  if (rows === 0) return fault('empty')
  if (!columns) settle()
  return {
    dialect: {
      ...form,
      encoding: given.encoding,
      dates: given.dates ?? datesOf(habits.dates),
      decimal: given.decimal ?? decimalOf(habits.decimals),
      nameOrder: given.nameOrder ?? nameOrderOf(habits.names),
      mend: given.mend ?? Object.keys(habits.mojibake),
      sheets: given.sheets ?? [],
      sheet: where.sheet,
      habits,
    },
    columns: columns ?? [],
    rows: form.header ? rows - 1 : rows,
  }
}

async function headOf(
  db: Db,
  importId: string,
  { encoding, sheet }: { encoding: Encoding; sheet: number },
): Promise<string> {
  for await (const piece of piecesOf(db, importId, sheet)) return textReader(encoding).take(piece, false)
  return ''
}

/** The columns of JSON lines: every name that any line has, in the order they are met. */
async function jsonColumns(
  db: Db,
  importId: string,
  where: { encoding: Encoding; sheet: number },
): Promise<string[] | Fault> {
  const names = new Set<string>()
  const lines = eachLine((line) => {
    const object = objectOf(line)
    if (object) for (const row of flattened(object)) for (const name of row.keys()) names.add(name)
    return { line: 0, cells: [] }
  })
  for await (const _rows of rowsOfFile(db, importId, where, () => lines)) {
    if (names.size > MOST_COLUMNS) return tooManyColumns(names.size)
    await breathe()
  }
  return names.size === 0 ? fault('empty') : [...names]
}
