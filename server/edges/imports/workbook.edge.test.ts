import { expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { cellText, csvOfRows } from './sheet-csv.ts'
import { openWorkbooks } from './workbook.edge.ts'
import { unpackedSize } from './zip-size.ts'

const workbooks = openWorkbooks()
const cell = (value: unknown, more: object = {}) => ({ value, ...more })
const book = async (): Promise<Buffer> =>
  writeWorkbook(
    [
      {
        sheet: 'Clients',
        data: [
          [cell('Nom'), cell('Tél'), cell('Né le'), cell('Total')],
          [
            cell('Cieille, "Anne"'),
            cell(612345678),
            cell(new Date('1975-04-03T00:00:00Z'), { type: Date, format: 'dd/mm/yyyy' }),
            cell(12.5),
          ],
        ],
      },
      { sheet: 'Vide', data: [] },
      { sheet: 'Passages', data: [[cell('Date')], [cell('2026-01-02')]] },
    ] as never,
    {} as never,
  ).toBuffer() as Promise<Buffer>

test('every sheet as CSV: numbers as written, days as days, quotes doubled', async () => {
  const sheets = await workbooks.read(await book())
  if ('problem' in sheets) throw new Error(sheets.problem)
  expect(sheets.map(({ name, csv }) => [name, Buffer.from(csv).toString()])).toEqual([
    ['Clients', 'Nom,Tél,Né le,Total\n"Cieille, ""Anne""",612345678,1975-04-03,12.5\n'],
    ['Vide', ''],
    ['Passages', 'Date\n2026-01-02\n'],
  ])
})

test.each([
  [null, ''],
  ['x', 'x'],
  [true, 'true'],
  ['6.12345678E8', '612345678'],
  // Excel keeps fifteen digits: what it cut is not filled with zeros.
  ['1.04567890123457E+18', '1.04567890123457E+18'],
  ['1e21', '1E+21'],
  ['1045678901234567891', '1045678901234567891'],
  [new Date('2026-05-12T09:30:00Z'), '2026-05-12 09:30'],
  [new Date('1899-12-30T14:15:00Z'), '14:15'],
])('%j is %s', (value, text) => expect(cellText(value)).toBe(text))

test('an empty sheet is empty, empty rows stay', () => {
  expect(Buffer.from(csvOfRows([])).toString()).toBe('')
  expect(Buffer.from(csvOfRows([['a'], [], ['b']])).toString()).toBe('a\n\nb\n')
})

test.each([
  ['no zip at all', Buffer.from('PK\u0003\u0004 and then nothing')],
  ['nothing', Buffer.alloc(0)],
  ['a zip that is no workbook', Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)])],
])('%s is told, and the next one is read', async (_, bytes) => {
  expect(await workbooks.read(bytes)).toEqual({ problem: 'workbook' })
  expect(await workbooks.read(await book())).toHaveLength(3)
})

test('a workbook that says it unpacks to gigabytes is not unpacked', async () => {
  const bytes = await book()
  const at = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  bytes.writeUInt32LE(0xf0000000, at + 24)
  expect(unpackedSize(bytes)).toBeGreaterThan(4_000_000_000)
  expect(await workbooks.read(bytes)).toEqual({ problem: 'workbook-too-large' })
})
