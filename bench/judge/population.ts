import type { Asked, AttemptFact, ConsentFact, PersonInLaw } from '../../server/consent/judged.ts'
import { addDays } from '../../server/plain/civil.ts'

const DAY = 86_400_000
/** Two years around the day the law of calls changed. */
export const FROM = Date.UTC(2025, 7, 1)
export const TO = Date.UTC(2027, 7, 1)

/** The same numbers every run (mulberry32). */
export function chance(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const POSTCODES =
  '75011 78000 13008 69003 67000 57000 20200 31000 44000 59000 97110 97200 97300 97400 97600 98800 97500 98713 98742'.split(
    ' ',
  )
const CHANNELS: Asked['channel'][] = [
  'call',
  'call',
  'call',
  'email',
  'email',
  'sms',
  'voice-drop',
  'post',
  'whatsapp',
  'word',
]

/** People as a network has them: some said yes, some no, a third own something under contract, the active ones were called lately. */
export function people(n: number, seed: number): PersonInLaw[] {
  const next = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  const when = () => FROM - 200 * DAY + Math.floor(next() * (TO - FROM + 200 * DAY))
  const day = () => addDays('2025-02-01', Math.floor(next() * 900))
  return Array.from({ length: n }, (_, i) => {
    const consents: ConsentFact[] = Array.from({ length: Math.floor(next() * 5) }, () => ({
      at: when(),
      action: pick(['given', 'given', 'given', 'given', 'withdrawn', 'refused', 'notice'] as const),
      channel: pick(['call', 'email', 'sms', 'voice-drop', 'post', 'all'] as const),
      purpose: pick(['commercial', 'commercial', 'commercial', 'commercial', 'service', 'outside-hours'] as const),
    }))
    const attempts: AttemptFact[] = Array.from({ length: next() < 0.3 ? Math.floor(next() * 12) : 0 }, () => ({
      at: when(),
      channel: pick(['call', 'call', 'voice-drop', 'email']),
      purpose: pick(['commercial', 'service']),
      reached: next() < 0.5,
      refused: next() < 0.05,
      entity: 'Val SAS',
    }))
    const since = day()
    return {
      capacity: next() < 0.9 ? 'consumer' : 'professional',
      country: 'FR',
      postcode: pick(POSTCODES),
      zone: null,
      objectedAt: next() < 0.03 ? when() : null,
      consents: consents.sort((a, b) => a.at - b.at),
      contracts:
        next() < 0.33
          ? [
              {
                kind: pick(['order', 'lease', 'service-plan'] as const),
                since,
                until: next() < 0.5 ? addDays(since, 300) : null,
                assetId: `car ${i}`,
                orderId: null,
              },
            ]
          : [],
      sales: next() < 0.6 ? [{ at: when() - Math.floor(next() * 1200) * DAY, entity: 'Val SAS' }] : [],
      attempts,
    }
  })
}

/** What is asked of them: whom, how, when, about what. */
export function questions(n: number, of: number, seed: number): { who: number; asked: Asked }[] {
  const next = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  return Array.from({ length: n }, () => {
    const who = Math.floor(next() * of)
    return {
      who,
      asked: {
        channel: pick(CHANNELS),
        purpose: next() < 0.75 ? 'commercial' : 'service',
        at: FROM + Math.floor((next() * (TO - FROM)) / 60_000) * 60_000,
        assetId: next() < 0.5 ? `car ${who}` : null,
      },
    }
  })
}
