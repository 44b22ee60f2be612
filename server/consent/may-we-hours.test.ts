import { describe, expect, it, test } from 'vitest'
import { ask, PARIS, said, someone, willing } from '../../test/law.ts'
import { zoneOf } from './zone.ts'

describe('CALL-3: Monday to Friday, 10–13 and 14–20, not on public holidays', () => {
  test.each([
    ['the minute before ten', '2026-11-24 09:59', 'not-before', '2026-11-24 10:00:00'],
    ['ten', '2026-11-24 10:00', 'yes', null],
    ['the last minute before lunch', '2026-11-24 12:59', 'yes', null],
    ['thirteen', '2026-11-24 13:00', 'not-before', '2026-11-24 14:00:00'],
    ['the minute before fourteen', '2026-11-24 13:59', 'not-before', '2026-11-24 14:00:00'],
    ['fourteen', '2026-11-24 14:00', 'yes', null],
    ['the last minute of the day', '2026-11-24 19:59', 'yes', null],
    ['twenty', '2026-11-24 20:00', 'not-before', '2026-11-25 10:00:00'],
    ['Friday at twenty', '2026-11-27 20:00', 'not-before', '2026-11-30 10:00:00'],
    ['Saturday', '2026-11-28 11:00', 'not-before', '2026-11-30 10:00:00'],
    ['Sunday, the last minute', '2026-11-29 23:59', 'not-before', '2026-11-30 10:00:00'],
    ['11 November, a Wednesday', '2026-11-11 11:00', 'not-before', '2026-11-12 10:00:00'],
    ['the evening before 11 November', '2026-11-10 20:00', 'not-before', '2026-11-12 10:00:00'],
    ['Christmas on a Friday: over the week-end', '2026-12-25 10:00', 'not-before', '2026-12-28 10:00:00'],
    ['New Year on a Friday', '2026-12-31 20:00', 'not-before', '2027-01-04 10:00:00'],
    ['Easter Monday 2027', '2027-03-29 10:00', 'not-before', '2027-03-30 10:00:00'],
    ['Good Friday is worked in Versailles', '2027-03-26 10:00', 'yes', null],
    ['Ascension 2027', '2027-05-06 10:00', 'not-before', '2027-05-07 10:00:00'],
    ['Whit Monday 2027', '2027-05-17 10:00', 'not-before', '2027-05-18 10:00:00'],
    ['14 July 2027', '2027-07-14 10:00', 'not-before', '2027-07-15 10:00:00'],
    ['leap day, a Tuesday', '2028-02-29 10:00', 'yes', null],
    ['the evening of a leap day', '2028-02-29 20:00', 'not-before', '2028-03-01 10:00:00'],
    ['the night the clock jumps', '2027-03-28 02:30', 'not-before', '2027-03-30 10:00:00'],
    ['the Sunday night the hour comes twice', '2026-10-25 02:30', 'not-before', '2026-10-26 10:00:00'],
    ['the Friday before the clock changes', '2026-10-23 20:00', 'not-before', '2026-10-26 10:00:00'],
  ])('%s', (_story, when, answer, next) => {
    expect(ask('call', when, willing({ consents: [said('call', 'given', '2026-08-20 10:00')] }))).toMatchObject({
      answer,
      next,
    })
  })
  test.each([
    ['holiday', '2026-11-11 11:00', 'law-holiday'],
    ['week-end', '2026-11-28 11:00', 'law-weekend'],
    ['hours', '2026-11-24 09:59', 'law-hours'],
  ])('says which: %s', (_story, when, code) => {
    const verdict = ask('call', when, willing())
    expect(verdict).toMatchObject({ codes: [code], articles: ['CALL-3'] })
  })

  test.each([
    ['La Réunion at 13:59', '97400', 'Indian/Reunion', '2026-11-24 13:59', 'not-before', '2026-11-24 14:00:00'],
    ['La Réunion at 14:00, eleven in Paris', '97400', 'Indian/Reunion', '2026-11-24 14:00', 'yes', null],
    [
      'La Réunion on its day of freedom is a Sunday in 2026, a Monday in 2027',
      '97400',
      'Indian/Reunion',
      '2027-12-20 10:00',
      'not-before',
      '2027-12-21 10:00:00',
    ],
    ['Guadeloupe at 09:59', '97110', 'America/Guadeloupe', '2026-11-24 09:59', 'not-before', '2026-11-24 10:00:00'],
    [
      'Guadeloupe at 19:59, one in the morning in Paris',
      '97110',
      'America/Guadeloupe',
      '2026-11-24 19:59',
      'yes',
      null,
    ],
    ['Guadeloupe, 27 May 2027', '97110', 'America/Guadeloupe', '2027-05-27 10:00', 'not-before', '2027-05-28 10:00:00'],
    [
      'Martinique, 22 May is a Saturday in 2027; worked on the 27th',
      '97200',
      'America/Martinique',
      '2027-05-27 10:00',
      'yes',
      null,
    ],
    ['Guyane, 10 June 2027', '97300', 'America/Cayenne', '2027-06-10 10:00', 'not-before', '2027-06-11 10:00:00'],
    ['Mayotte, 27 April 2027', '97600', 'Indian/Mayotte', '2027-04-27 10:00', 'not-before', '2027-04-28 10:00:00'],
    [
      'Saint-Pierre-et-Miquelon has summer time of its own',
      '97500',
      'America/Miquelon',
      '2027-03-15 10:00',
      'yes',
      null,
    ],
    ['Nouméa at 10:00, midnight in Paris', '98800', 'Pacific/Noumea', '2026-11-25 10:00', 'yes', null],
    ['Nouméa at 20:00', '98800', 'Pacific/Noumea', '2026-11-25 20:00', 'not-before', '2026-11-26 10:00:00'],
    ['Tahiti at 14:00', '98713', 'Pacific/Tahiti', '2026-11-24 14:00', 'yes', null],
    [
      'the Marquesas half an hour off',
      '98742',
      'Pacific/Marquesas',
      '2026-11-24 13:30',
      'not-before',
      '2026-11-24 14:00:00',
    ],
    ['Corsica keeps Paris time', '20200', PARIS, '2026-11-24 12:59', 'yes', null],
    ['Strasbourg on Good Friday', '67000', PARIS, '2027-03-26 10:00', 'not-before', '2027-03-30 10:00:00'],
    ['Metz on 26 December 2028', '57000', PARIS, '2028-12-26 10:00', 'not-before', '2028-12-27 10:00:00'],
    ['Belfort, next to it, works on 26 December', '90000', PARIS, '2028-12-26 10:00', 'yes', null],
  ])('%s', (_story, postcode, zone, when, answer, next) => {
    expect(zoneOf('FR', postcode, null)).toBe(zone)
    expect(ask('call', when, willing({ postcode }), { zone })).toMatchObject({ answer, next })
  })
  it('the clock they gave comes before that of their address', () => {
    const abroad = willing({ zone: 'America/New_York' })
    expect(ask('call', '2026-11-24 10:00', abroad, { zone: 'America/New_York' }).answer).toBe('yes')
    expect(ask('call', '2026-11-24 10:00', abroad)).toMatchObject({ answer: 'not-before', next: '2026-11-24 16:00:00' })
  })

  it('outside only with a consent of its own', () => {
    const evening = said('call', 'given', '2026-09-01 10:00', 'outside-hours')
    const agreed = willing({ consents: [said('call'), evening] })
    expect(ask('call', '2026-11-29 21:00', agreed)).toMatchObject({
      answer: 'yes',
      codes: ['law-consent', 'law-outside-agreed'],
    })
    expect(ask('call', '2026-11-29 21:00', someone({ consents: [evening] })).answer).toBe('no')
    const taken = said('call', 'withdrawn', '2026-10-01 10:00', 'outside-hours')
    expect(ask('call', '2026-11-29 21:00', willing({ consents: [said('call'), evening, taken] })).answer).toBe(
      'not-before',
    )
    const again = [
      said('call'),
      evening,
      said('call', 'withdrawn', '2026-10-01 10:00'),
      said('call', 'given', '2026-10-02 10:00'),
    ]
    expect(ask('call', '2026-11-29 21:00', willing({ consents: again })).answer).toBe('not-before')
  })
})
