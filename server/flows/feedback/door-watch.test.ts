import { describe, expect, it } from 'vitest'
import { type AtDoor, doorRun, HOUR_MS, type Usual } from '../../feedback/door-run.ts'
import { addressOf, DoorWatch, type Visitor } from './door-watch.ts'

const NEW: Usual = { alike: 0, score: 0, all: 0 }
const KNOWN: Usual = { alike: 66, score: 100, all: 200 }
const five = { score: 5, words: '' }

describe('a visitor of a door', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2, 9, minutes))
  const says = (
    watch: DoorWatch,
    n: number,
    visitor: (n: number) => Visitor,
    said: (n: number) => typeof five,
    gap = 1,
  ) => Array.from({ length: n }, (_, k) => watch.tooAlike('door', visitor(k), said(k), KNOWN, at(k * gap)))
  const one = () => ({ device: 'a', address: 'x' })

  it('may say the same five times an hour from one browser; an hour later it may again', () => {
    const watch = new DoorWatch()
    expect(says(watch, 6, one, () => five, 11)).toEqual([null, null, null, null, null, 'one-device'])
    expect(watch.tooAlike('door', one(), five, KNOWN, at(125))).toBeNull()
  })
  it('a low score no sooner than a high one', () => {
    for (const score of [1, 5])
      expect(says(new DoorWatch(), 7, one, () => ({ score, words: '' })).filter(Boolean)).toHaveLength(2)
  })
  it('with other words each time, the same score is enough, later', () => {
    const says9 = says(new DoorWatch(), 9, one, (n) => ({ score: 1, words: `${n}` }))
    expect(says9).toEqual([...Array.from({ length: 8 }, () => null), 'one-device'])
  })
  it('is one for all browsers of an address that say the same', () => {
    const quick = says(
      new DoorWatch(),
      9,
      (n) => ({ device: `${n}`, address: 'x' }),
      () => five,
    )
    expect(quick).toEqual([...Array.from({ length: 7 }, () => null), 'one-address', 'one-address'])
  })
  it('the guests’ Wi-Fi, where people say all sorts of things, is nobody who votes', () => {
    const all = says(
      new DoorWatch(),
      40,
      () => one(),
      (n) => ({ score: 1 + (n % 5), words: n % 2 ? '' : `${n}` }),
    )
    expect(all.every((each) => each === null)).toBe(true)
  })
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ])('%s is of the house %s', (ip, house) => expect(addressOf(ip)).toBe(house))
})

/** Mulberry32: chance that is the same each time. */
function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
/** Which of these comes, each by its share. */
function oneOf(chance: () => number, shares: readonly number[]): number {
  let left = chance()
  for (const [n, share] of shares.entries()) {
    left -= share
    if (left < 0) return n
  }
  return shares.length - 1
}

interface Crowd {
  people: number
  hours: number
  /** Shares of the scores 1 to 5. */
  scores: readonly number[]
  /** Who writes a word. */
  write: number
  /** Who is on the guests’ Wi-Fi: one address. The others come by the gates of four providers, eight addresses each. */
  wifi: number
  /** What was usual before. */
  usual: Usual
}
/** Everybody comes by chance and says what they think: how many of them would not be counted? */
function leftOutOf(crowd: Crowd, seed: number): { share: number; low: number } {
  const chance = drawn(seed)
  const watch = new DoorWatch()
  const times = Array.from({ length: crowd.people }, () => chance() * crowd.hours * HOUR_MS).sort((a, b) => a - b)
  const all: AtDoor[] = []
  for (const [n, ms] of times.entries()) {
    const address = chance() < crowd.wifi ? 'wifi' : `gate-${Math.floor(chance() * 32)}`
    // Telephones of one model call themselves the same.
    const device = `${address}/${oneOf(chance, [0.4, 0.2, 0.1, 0.1, 0.1, 0.1])}`
    const score = 1 + oneOf(chance, crowd.scores)
    const words = chance() < crowd.write ? `words ${n}` : ''
    const one: AtDoor = { id: `${n}`, at: new Date(ms), score, words, leftOut: null }
    one.leftOut = watch.tooAlike('door', { device, address }, one, crowd.usual, one.at)
    all.unshift(one)
    if (one.leftOut) continue
    const around = all.filter((each) => ms - each.at.getTime() < HOUR_MS).slice(0, 200)
    const found = doorRun(around, crowd.usual)
    if (!found) continue
    if (found.run.slice(1).every(({ leftOut }) => leftOut === null))
      for (const each of found.run) each.leftOut = found.why
    else one.leftOut = found.why
  }
  const out = (some: AtDoor[]) => (some.length === 0 ? 0 : some.filter(({ leftOut }) => leftOut).length / some.length)
  return {
    share: out(all),
    low: out(all.filter(({ score }) => score! <= 2)),
  }
}

describe('hundreds who met a poster honestly', () => {
  const HAPPY = [0.05, 0.05, 0.1, 0.25, 0.55]
  const BAD = [0.5, 0.2, 0.1, 0.1, 0.1]
  const crowd = (over: Partial<Crowd>): Crowd => ({
    people: 500,
    hours: 3,
    scores: HAPPY,
    write: 0.35,
    wifi: 0,
    usual: NEW,
    ...over,
  })
  it.each<[string, Crowd]>([
    ['in three hours, at a door nobody knew', crowd({})],
    ['… three in ten on the guests’ Wi-Fi', crowd({ wifi: 0.3 })],
    ['… all on it', crowd({ wifi: 1 })],
    ['in six hours', crowd({ hours: 6, wifi: 0.3 })],
    ['in twenty minutes, after the speech', crowd({ hours: 1 / 3, wifi: 0.3 })],
    ['at a door where few said the same before', crowd({ usual: { alike: 60, score: 100, all: 200 }, wifi: 0.3 })],
    ['on a bad day, against what was usual', crowd({ scores: BAD, usual: KNOWN, wifi: 0.3 })],
    ['who hardly write', crowd({ write: 0.15, wifi: 0.3 })],
  ])('%s: one in fifty at most is set aside, on twenty such days', (_name, people) => {
    const days = Array.from({ length: 20 }, (_day, seed) => leftOutOf(people, seed + 1))
    const mean = (of: 'share' | 'low') => days.reduce((sum, day) => sum + day[of], 0) / days.length
    expect(mean('share')).toBeLessThan(0.02)
    expect(mean('low')).toBeLessThan(0.02)
    expect(Math.max(...days.map(({ share }) => share))).toBeLessThan(0.1)
  })
})
