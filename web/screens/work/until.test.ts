import { expect, test } from 'vitest'
import { untilChoices } from './until.ts'

const said = (now: Date) =>
  untilChoices(now).map(({ word, at }) => [word.replace('work.until-', ''), at.getDate(), at.getHours()])

test('in the morning: from this afternoon on', () => {
  expect(said(new Date(2026, 10, 24, 9, 30))).toEqual([
    ['afternoon', 24, 14],
    ['tomorrow', 25, 10],
    ['days', 27, 10],
    ['week', 1, 10],
    ['month', 24, 10],
  ])
})
test('in the afternoon there is no afternoon to offer; Sunday is never offered', () => {
  expect(said(new Date(2026, 10, 28, 15)).map(([word]) => word)).toEqual(['days', 'week', 'month'])
})
test('a month after 31 January is the last of February', () => {
  expect(untilChoices(new Date(2028, 0, 31, 15)).at(-1)!.at).toEqual(new Date(2028, 1, 29, 10))
})
