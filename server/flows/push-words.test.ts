import { expect, test } from 'vitest'
import type { Visit } from '../../contract/visits.ts'
import { pushWords } from './push-words.ts'

const visit = {
  id: '0196a000-0000-7000-8000-00000000000a',
  siteId: '0196a000-0000-7000-8000-00000000000b',
  card: {
    name: 'Mme Cieille',
    vehicle: { make: 'Peugeot', model: '3008', body: 'SUV', colour: 'blanc', plate: 'FM-046-SC' },
    why: [{ code: 'appointment' }],
    mind: { code: 'mind-waited', values: { minutes: 25 } },
  },
} as unknown as Visit

test.each([
  ['fr', 'Mme Cieille est là', 'SUV blanc · rendez-vous', 'J’y vais'],
  ['en', 'Mme Cieille is here', 'white SUV · appointment', 'I’m going'],
] as const)('in the language of who reads it: %s', (locale, title, body, tap) => {
  expect(pushWords(visit, locale)).toMatchObject({
    title,
    body,
    tap: { title: tap, path: `/api/visits/${visit.id}/going` },
  })
})

test('it leads to the site and the card, and a locked screen shows no plate and nothing to mind', () => {
  const words = pushWords(visit, 'fr')
  expect(words.open).toBe(`/?site=${visit.siteId}&visit=${visit.id}`)
  expect(JSON.stringify(words)).not.toMatch(/FM|046|25/u)
})

test('of a car that is not known it says what for', () => {
  expect(pushWords({ ...visit, card: { ...visit.card, vehicle: null } }, 'fr').body).toBe('rendez-vous')
})

test('where names stay off the locked screen it says that somebody is there, and nothing of who', () => {
  for (const locale of ['fr', 'en'] as const) {
    const { unnamed } = pushWords(visit, locale)
    expect(unnamed!.title.length).toBeGreaterThan(10)
    expect(JSON.stringify(unnamed)).not.toMatch(/Cieille|SUV|rendez|appoint/u)
  }
})
