import { describe, expect, test } from 'vitest'
import type { Visit } from '../../contract/visits.ts'
import { HELD_MS, type Held, Load } from './load.ts'

const NOON = new Date('2026-11-24T12:00:00Z')
const later = (ms: number) => new Date(NOON.getTime() + ms)
const held = (visitId: string, staffId: string | null, arrivedAt = NOON): Held => ({ visitId, staffId, arrivedAt })
const visit = (id: string, whoId: string | null, more: Partial<Visit> = {}) =>
  ({
    id,
    siteId: 'site',
    whoId,
    goingBy: null,
    state: 'arrived',
    arrivedAt: NOON.toISOString(),
    ...more,
  }) as Visit

describe('who has how many people in hand', () => {
  const read =
    (...rows: Held[]) =>
    async () =>
      rows
  const never = () => Promise.reject(new Error('read twice'))

  test('read once, then moved on by the news', async () => {
    const load = new Load()
    expect(await load.of(NOON, read(held('1', 'anne'), held('2', 'anne'), held('3', null)))).toEqual(
      new Map([['anne', 2]]),
    )
    load.heard(visit('4', 'luc'))
    load.heard(visit('1', 'anne', { goingBy: 'luc' }))
    load.heard(visit('2', 'anne', { state: 'greeted' }))
    expect(await load.of(later(1000), never)).toEqual(new Map([['luc', 2]]))
  })

  test('of every place: two hands only, at whichever of theirs', async () => {
    const load = new Load()
    await load.of(NOON, read(held('1', 'anne')))
    load.heard(visit('2', 'anne', { siteId: 'another' }))
    expect(await load.of(NOON, never)).toEqual(new Map([['anne', 2]]))
  })

  test('who stays too long is let go', async () => {
    const load = new Load()
    await load.of(NOON, read(held('1', 'anne', later(-HELD_MS + 10_000)), held('2', 'anne')))
    expect(await load.of(later(20_000), never)).toEqual(new Map([['anne', 1]]))
  })

  test('news that comes while the rows are on their way is newer than the rows', async () => {
    const load = new Load()
    let rowsCome: (rows: Held[]) => void = () => {}
    const asked = load.of(NOON, () => new Promise((resolve) => (rowsCome = resolve)))
    load.heard(visit('1', 'anne', { state: 'greeted' }))
    rowsCome([held('1', 'anne')])
    expect(await asked).toEqual(new Map())
  })

  test('read again after a minute, after a word to forget, and after a read that failed', async () => {
    const load = new Load()
    await load.of(NOON, read(held('1', 'anne')))
    expect(await load.of(later(61_000), read())).toEqual(new Map())
    load.forget()
    expect(await load.of(later(61_000), read(held('2', 'luc')))).toEqual(new Map([['luc', 1]]))
    load.forget()
    await expect(load.of(later(61_000), never)).rejects.toThrow()
    expect(await load.of(later(61_000), read(held('3', 'luc')))).toEqual(new Map([['luc', 1]]))
  })

  test('news before anybody asked is nothing to keep: what is read then tells it', async () => {
    const load = new Load()
    load.heard(visit('1', 'anne'))
    expect(await load.of(NOON, read(held('2', 'jules')))).toEqual(new Map([['jules', 1]]))
  })
})
