import { expect, test } from 'vitest'
import { type Hand, personOrigins, type Voice } from './field-origins.ts'

const voice = (source: string, at: string, fields: Voice['fields'], more: Partial<Voice> = {}): Voice => ({
  source,
  at: `2026-${at}T00:00:00.000Z`,
  by: null,
  id: `${at} ${source}`,
  kind: 'source',
  fields,
  phones: [],
  emails: [],
  plate: null,
  ...more,
})
const golden = (fields: Voice['fields']) => ({ fields, phones: [], emails: [], plate: null })
const hand = (at: string): Hand => ({ source: 'desk', at: `2026-${at}T00:00:00.000Z`, by: 'Anne' })
const born = (value: string) => ({ birthDate: value })

test.each<[string, Voice[], Record<string, Hand>, object]>([
  ['the only one who says it', [voice('DMS', '01-01', born('1961-04-12'))], {}, { source: 'DMS', because: 'only' }],
  [
    'of two who agree, the newer',
    [voice('DMS', '01-01', born('1961-04-12')), voice('web', '02-01', born('1961-04-12'))],
    {},
    { source: 'web', because: 'only' },
  ],
  [
    'not who speaks last, but who says it',
    [voice('DMS', '01-01', born('1961-04-12')), voice('web', '02-01', born('1970-01-01'))],
    {},
    { source: 'DMS', because: 'first', losing: [{ value: '1970-01-01', source: 'web' }] },
  ],
  [
    'the newest',
    [voice('DMS', '01-01', born('1970-01-01')), voice('web', '02-01', born('1961-04-12'))],
    {},
    { source: 'web', because: 'newest', losing: [{ source: 'DMS' }] },
  ],
  [
    'typed here, and two who say otherwise',
    [voice('DMS', '01-01', born('1970-01-01')), voice('web', '03-01', born('1970-01-01'))],
    { birthDate: hand('02-01') },
    { source: 'desk', by: 'Anne', because: 'typed', losing: [{ source: 'web' }, { source: 'DMS' }] },
  ],
  ['nobody noted it', [], {}, { source: '', at: null, because: 'only' }],
  [
    'neither newer nor first: it stood',
    [voice('DMS', '02-01', born('1961-04-12'), { id: '9' }), voice('web', '02-01', born('1970-01-01'), { id: '1' })],
    {},
    { because: 'kept' },
  ],
  [
    'brought by who joined, not by who wrote the page',
    [
      voice('', '01-01', born('1961-04-12'), { kind: 'joined', hands: new Map([['birthDate', hand('01-01')]]) }),
      voice('', '01-01', {}, { kind: 'own' }),
    ],
    { birthDate: { ...hand('02-01'), by: 'Bruno' } },
    { source: 'desk', by: 'Anne', because: 'only' },
  ],
])('%s', (_, voices, hands, expected) => {
  const found = personOrigins(golden(born('1961-04-12')), voices, new Map(Object.entries(hands)))
  expect(found).toMatchObject([{ field: 'birthDate', value: '1961-04-12', ...expected }])
})

test('a town alone does not contradict the street in it; another town does', () => {
  const shown = { street: '3 rue Foch', postcode: '21000', city: 'Dijon' }
  const of = (said: Voice['fields']) =>
    personOrigins(golden(shown), [voice('DMS', '01-01', shown), voice('web', '02-01', said)], new Map())[0]!.losing
      .length
  expect([of({ postcode: '21000', city: 'DIJON' }), of({ city: 'Beaune' })]).toEqual([0, 1])
})
