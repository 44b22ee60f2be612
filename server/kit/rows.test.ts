import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { arraysOf, arrayText } from './rows.ts'

const { db } = await freshDb()
const COLUMNS = { n: 'integer', name: 'text', day: 'date', list: 'text', said: 'jsonb' }
const AWKWARD = [
  '\\n',
  '\n',
  '\u2028',
  '\u0001"',
  '',
  'NULL',
  'null',
  '"',
  '\\',
  '\\"',
  'a,b',
  '{}',
  '{"a"}',
  ' x ',
  'd’Été\n\t',
  "l'un",
  '🚗',
  '\\N',
]

/** Written as rows, and read back by the database. */
const back = async (rows: readonly Record<string, unknown>[]) =>
  (
    await sql<object>`select x.n, x.name, x.day, x.list::text[] as list, x.said from unnest(${arraysOf(COLUMNS, rows)}) as x(n, name, day, list, said)`.execute(
      db,
    )
  ).rows

test.each(AWKWARD)('%j comes back as it was: alone, in a list, and inside JSON', async (name) => {
  const row = { n: 1, name, day: null }
  expect(await back([{ ...row, list: arrayText([name, 'x', name]), said: JSON.stringify({ [name]: name }) }])).toEqual([
    { ...row, list: [name, 'x', name], said: { [name]: name } },
  ])
})

test('rows keep their order, what is missing is null, an empty list is empty, and no rows are none', async () => {
  const full = { n: 2, name: 'b', day: '2026-02-28', list: '{}', said: '[1,"a",null]' }
  expect(await back([{ name: 'a' }, full])).toEqual([
    { n: null, name: 'a', day: null, list: null, said: null },
    { ...full, list: [], said: [1, 'a', null] },
  ])
  expect(await back([])).toEqual([])
})
