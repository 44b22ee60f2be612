import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONSENT_ACTIONS, CONSENT_CHANNELS, CONSENT_PURPOSES, CONTRACT_KINDS } from '../../contract/consent.ts'
import { addDays, dayAt } from '../plain/civil.ts'
import type { Asked, LawSettings, PersonInLaw } from './judged.ts'
import { mayWe } from './may-we.ts'
import { judgeAgain } from './replay.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 24, 9, 0)
const minutes = (from: number, to: number) =>
  fc.integer({ min: from / MINUTE, max: to / MINUTE }).map((each) => each * MINUTE)
const DAYS = 86_400_000

const WILLING = (['call', 'sms', 'voice-drop'] as const).map((channel) => ({
  action: 'given' as const,
  channel,
  purpose: 'commercial' as const,
}))

/** People with every kind of history, at addresses whose clocks and days off differ, asked about by every way and at any minute. */
const scene = minutes(NOW - 400 * DAYS, NOW + 400 * DAYS).chain((at) => {
  const past = minutes(at - 100 * DAYS, at)
  const day = fc.integer({ min: -90, max: 40 }).map((n) => addDays(dayAt('UTC', at), n))
  const person: fc.Arbitrary<PersonInLaw> = fc.record({
    capacity: fc.constantFrom('consumer' as const, 'consumer' as const, 'consumer' as const, 'professional' as const),
    country: fc.constantFrom('FR', 'FR', 'FR', 'BE', 'GP', ''),
    postcode: fc.constantFrom('78000', '67000', '97110', '97400', '98800', '98742', '97500', '20200', ''),
    zone: fc.constantFrom(null, null, null, 'Australia/Lord_Howe', 'America/New_York', 'nowhere'),
    objectedAt: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: past }),
    consents: fc
      .tuple(
        fc.constantFrom(WILLING, WILLING, []),
        fc.array(
          fc.record({
            at: past,
            action: fc.constantFrom(...CONSENT_ACTIONS),
            channel: fc.constantFrom(...CONSENT_CHANNELS),
            purpose: fc.constantFrom(...CONSENT_PURPOSES),
            listed: fc.constantFrom(false, false, false, true),
          }),
          { maxLength: 3 },
        ),
      )
      .map(([first, facts]) => [
        ...first.map((each) => ({ ...each, at: at - 101 * DAYS })),
        ...facts.sort((a, b) => a.at - b.at),
      ]),
    contracts: fc.array(
      fc.record({
        kind: fc.constantFrom(...CONTRACT_KINDS),
        since: day,
        until: fc.option(day, { freq: 2 }),
        assetId: fc.constantFrom('car', null),
        orderId: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
    sales: fc.array(fc.record({ at: minutes(at - 1200 * DAYS, at), entity: fc.constantFrom('A', 'B') }), {
      maxLength: 2,
    }),
    attempts: fc.array(
      fc.record({
        at: past,
        channel: fc.constantFrom('call', 'call', 'voice-drop', 'email'),
        purpose: fc.constantFrom('commercial', 'commercial', 'service'),
        reached: fc.boolean(),
        refused: fc.constantFrom(false, false, false, false, true),
        entity: fc.constantFrom('A', 'B'),
      }),
      { maxLength: 8 },
    ),
  })
  const asked: fc.Arbitrary<Asked> = fc.record({
    channel: fc.constantFrom(
      'call' as const,
      'call' as const,
      'sms' as const,
      'voice-drop' as const,
      'email' as const,
      'post' as const,
      'whatsapp' as const,
    ),
    purpose: fc.constantFrom('commercial' as const, 'commercial' as const, 'commercial' as const, 'service' as const),
    at: fc.constant(at),
    assetId: fc.constantFrom('car', null),
  })
  const settings: fc.Arbitrary<LawSettings> = fc.record({
    pack: fc.constantFrom('auto', 'auto', 'auto', 'STRICT', 'FR-2026-08-11', 'FR-2023-03-01'),
    strictContracts: fc.boolean(),
    countPerEntity: fc.boolean(),
    legalEntity: fc.constant('A'),
  })
  return fc.record({ asked, person, settings })
})
const RUNS = { numRuns: 3000 }

test('at the next allowed minute it is yes; at any minute before it is not', () => {
  let waited = 0
  fc.assert(
    fc.property(
      scene,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
      ({ asked, person, settings }, shares) => {
        const verdict = mayWe(asked, person, settings)
        const next = verdict.nextAllowed
        expect(verdict.answer === 'not-before').toBe(next !== null)
        if (next === null) return
        waited += 1
        const answer = (at: number) => mayWe({ ...asked, at }, person, settings).answer
        expect(next).toBeGreaterThan(asked.at)
        expect(next % MINUTE).toBe(0)
        expect(answer(next)).toBe('yes')
        expect(answer(next - MINUTE)).not.toBe('yes')
        expect(answer(next - 1)).not.toBe('yes')
        for (const share of shares) {
          const between = asked.at + Math.floor(((next - asked.at) * share) / MINUTE) * MINUTE
          if (between < next) expect(answer(between)).not.toBe('yes')
        }
      },
    ),
    RUNS,
  )
  expect(waited).toBeGreaterThan(RUNS.numRuns / 20)
})

test('a no stays a no however long one waits', () => {
  let refused = 0
  fc.assert(
    fc.property(scene, fc.integer({ min: 0, max: 120 * 1440 }), ({ asked, person, settings }, wait) => {
      if (mayWe(asked, person, settings).answer !== 'no') return
      refused += 1
      const later = { ...asked, at: asked.at + wait * MINUTE }
      expect(mayWe(later, person, settings).answer).not.toBe('yes')
    }),
    RUNS,
  )
  expect(refused).toBeGreaterThan(RUNS.numRuns / 10)
})

test('every verdict says why, and judged again from what was kept it comes out the same', () => {
  fc.assert(
    fc.property(scene, (judged) => {
      const verdict = mayWe(judged.asked, judged.person, judged.settings)
      expect(verdict.because.length).toBeGreaterThan(0)
      if (verdict.answer !== 'yes') expect(verdict.articles.length).toBeGreaterThan(0)
      const kept = JSON.parse(JSON.stringify({ ...judged, verdict })) as typeof judged & { verdict: typeof verdict }
      expect(judgeAgain(kept)).toEqual({ same: true, verdict, differs: [] })
    }),
    RUNS,
  )
})
