import { describe, expect, it } from 'vitest'
import type { Right } from '../../../contract/rights.ts'
import { isAt, placesFor } from './voice-places.ts'

const holding = (...rights: Right[]) => placesFor((right) => rights.includes(right))

describe('the places of the voice', () => {
  it('are at most five at the first level, each place once, for who may open all', () => {
    const { groups, flat } = placesFor(() => true)
    expect(flat).toBeNull()
    expect(groups.length).toBeLessThanOrEqual(5)
    const all = groups.flatMap(({ places }) => places.map(({ to }) => to))
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(10)
  })
  it('are the two one works in, side by side, for who answers', () => {
    expect(holding('feedback.read').flat?.map(({ to }) => to)).toEqual(['/voice', '/voice/cases'])
  })
  it('have no group that holds nothing', () => {
    expect(holding('feedback.read', 'voice.read').groups.map(({ places }) => places.length)).toEqual([3, 3, 1, 1])
    expect(holding('surveys.manage').flat?.map(({ to }) => to)).toEqual(['/voice/surveys'])
  })
  it('know which of them is open: a decision is of the decisions, a case of its own page is not the inbox', () => {
    expect(isAt('/voice', { to: '/voice' })).toBe(true)
    expect(isAt('/voice/cases', { to: '/voice' })).toBe(false)
    expect(isAt('/voice/report/2026-10', { to: '/voice/report', below: true })).toBe(true)
    expect(isAt('/voice/reporting', { to: '/voice/report', below: true })).toBe(false)
  })
})
