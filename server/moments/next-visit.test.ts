import { describe, expect, it } from 'vitest'
import { nextVisit, visitRhythm } from './next-visit.ts'

const NETWORK = { days: 365, spread: 60, n: 400 }

describe('when a vehicle comes next', () => {
  it('never seen: nothing is said', () => {
    expect(nextVisit([], NETWORK)).toBe(null)
  })
  it('seen once: like the others, with their spread and a little more', () => {
    expect(nextVisit([1000], NETWORK)).toEqual({ day: 1365, error: 73, n: 0 })
  })
  it('its own rhythm weighs more the more it has', () => {
    const every200 = (n: number) => Array.from({ length: n + 1 }, (_, i) => i * 200)
    const between = (n: number) => nextVisit(every200(n), NETWORK)!.day - n * 200
    expect([1, 2, 6, 20].map(between)).toEqual([310, 283, 241, 215])
    const error = (n: number) => nextVisit(every200(n), NETWORK)!.error
    expect(error(20)).toBeLessThan(error(2))
  })
  it('two services of one day are one', () => {
    expect(nextVisit([0, 200, 200, 400], NETWORK)).toEqual(nextVisit([0, 200, 400], NETWORK))
  })
  it('says how wrong it is, rightly: about two visits in three fall within the error', () => {
    // A linear congruential generator: the same vehicles each time.
    let seed = 7
    const chance = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed / 2 ** 31
    }
    const normal = () => Math.sqrt(-2 * Math.log(chance() || 1e-9)) * Math.cos(2 * Math.PI * chance())
    const vehicles = Array.from({ length: 2000 }, () => {
      const own = 365 + 30 * normal()
      const days = [0]
      for (let i = 0; i < 4; i++) days.push(Math.round(days.at(-1)! + own + 40 * normal()))
      return days
    })
    const network = visitRhythm(vehicles.flatMap((days) => days.slice(1, 4).map((day, i) => day - days[i]!)))!
    const within = vehicles.filter((days) => {
      const next = nextVisit(days.slice(0, 4), network)!
      return Math.abs(days[4]! - next.day) <= next.error
    }).length
    expect(within / vehicles.length).toBeGreaterThan(0.6)
    expect(within / vehicles.length).toBeLessThan(0.78)
  })
})

describe('what is usual in a network', () => {
  it('is not said of fewer than twenty intervals', () => {
    expect(visitRhythm(Array(19).fill(365))).toBe(null)
  })
  it('is the middle, whatever a few wild ones are', () => {
    const rhythm = visitRhythm([...Array.from({ length: 41 }, (_, i) => 345 + i), 4000, 5000])!
    expect(rhythm.days).toBe(366)
    expect(rhythm.spread).toBeLessThan(20)
  })
})
