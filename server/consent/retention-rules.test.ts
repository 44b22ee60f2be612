import { describe, expect, it } from 'vitest'
import { FRANCE_2022, monthsBefore, monthsFault, packOn, RULES, rulesInForce } from './retention-rules.ts'

describe('how long things are kept in France', () => {
  it('has every rule once, within its own bounds', () => {
    expect(FRANCE_2022.rules.map(({ id }) => id).sort()).toEqual([...RULES].sort())
    for (const { months, most, least } of FRANCE_2022.rules)
      expect([months <= most, months >= least]).toEqual([true, true])
  })
  it.each([
    ['2026-11-24', 'fr-2022'],
    ['2022-02-03', 'fr-2022'],
    ['2019-01-01', 'fr-2022'],
  ])('on %s pack %s holds', (day, id) => expect(packOn(day).id).toBe(id))

  it.each([
    ['prospects', 36, null],
    ['prospects', 12, null],
    ['prospects', 37, 'too-long'],
    ['audit', 11, 'too-short'],
    ['orders', 60, 'too-short'],
    ['weather', 3, 'unknown-rule'],
  ])('%s of %i months: %s', (id, months, fault) => expect(monthsFault(FRANCE_2022, id, months)).toBe(fault))

  it('shortens, and never lengthens past the pack, whatever the database says', () => {
    const months = (chosen: [string, number][]) =>
      rulesInForce(FRANCE_2022, new Map(chosen)).find(({ id }) => id === 'prospects')!.months
    expect([months([]), months([['prospects', 24]]), months([['prospects', 240]])]).toEqual([36, 24, 36])
  })
  it.each([
    ['2026-11-24T02:00:00.000Z', 36, '2023-11-24T02:00:00.000Z'],
    ['2024-02-29T02:00:00.000Z', 12, '2023-02-28T02:00:00.000Z'],
  ])('from %s, %i months back is %s', (now, months, before) =>
    expect(monthsBefore(new Date(now), months).toISOString()).toBe(before),
  )
})
