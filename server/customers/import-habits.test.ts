import { expect, test } from 'vitest'
import { countHabits, datesOf, decimalOf, nameOrderOf, noHabits } from './import-habits.ts'

const NOWHERE = { dated: [], amounts: [], fullNames: [] }

const dates = (cells: readonly string[]) => {
  const habits = noHabits()
  for (const cell of cells) countHabits(habits, ['d'], [cell], { ...NOWHERE, dated: [0] })
  return habits.dates
}
test.each([
  ['dmy', ['01/02/03']],
  ['dmy', ['01/02/2003', '25/12/2019']],
  ['mdy', ['01/02/2003', '12/25/2019']],
  ['ymd', ['2003-02-01', '2019-12-25']],
  ['dmy', ['2003-02-01', '25/12/2019']],
] as const)('dates %s by content: %j', (order, cells) => expect(datesOf(dates(cells))).toBe(order))

test('01/02/03 says nothing, and is counted as such', () =>
  expect(dates(['01/02/03', '05/06/07', '31/12/19'])).toEqual({ dmy: 1, mdy: 0, ymd: 0, either: 2 }))

test('a telephone is no date, however it is written; a date with its hour is one', () => {
  expect(dates(['06 39 98 01 01', '06.39.98.01.01', '06-39-98-01-01'])).toEqual({ dmy: 0, mdy: 0, ymd: 0, either: 0 })
  expect(dates(['25/12/2019 10:30', '2019-12-25 08:00:00', '25.12.19 9h30'])).toMatchObject({ dmy: 2, ymd: 1 })
})

test.each([
  [',', ['1 234,50 €', '12']],
  ['.', ['1,234.50', '12.5']],
  [',', ['1.234', '2,000']],
  ['.', ['12.50', '1.234,00', '13.10']],
] as const)('decimals %s by content: %j', (decimal, cells) => {
  const habits = noHabits()
  for (const cell of cells) countHabits(habits, ['m'], [cell], { ...NOWHERE, amounts: [0] })
  expect(decimalOf(habits.decimals)).toBe(decimal)
})

test('accents written twice over are counted by column, with the first of them', () => {
  const habits = noHabits()
  for (const cells of [
    ['Hélène', 'LyÃ©on'],
    ['HÃ©lÃ¨ne', 'Paris'],
    ['RenÃ©', 'Ã§a'],
  ])
    countHabits(habits, ['Prénom', 'Ville'], cells, NOWHERE)
  expect(habits.mojibake).toEqual({ Prénom: { n: 2, sample: 'HÃ©lÃ¨ne' }, Ville: { n: 2, sample: 'LyÃ©on' } })
})

test.each([
  ['family-first', ['LE GOFF Yann', 'Martin Sophie', 'Kervella Brendig']],
  ['given-first', ['Yann LE GOFF', 'Sophie Martin', 'Brendig Kervella']],
  [null, ['Yann LE GOFF', 'Dupont Sophie']],
  [null, ['Brendig Kervella', 'SARL Martin', '']],
])('names in one cell: %s', (order, cells) => {
  const habits = noHabits()
  for (const cell of cells) countHabits(habits, ['n'], [cell], { ...NOWHERE, fullNames: [0] })
  expect(nameOrderOf(habits.names)).toBe(order)
})
