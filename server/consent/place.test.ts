import { describe, expect, it, test } from 'vitest'
import { dayOf, isZone, numberOf } from '../plain/civil.ts'
import { easterOf, isHoliday } from './holidays.ts'
import { placeOf } from './place.ts'
import { zoneOf } from './zone.ts'

test.each([
  ['FR', '75001', 'Europe/Paris'],
  ['FR', '20000', 'Europe/Paris'],
  ['FR', '97100', 'America/Guadeloupe'],
  ['FR', '97133', 'America/St_Barthelemy'],
  ['FR', '97150', 'America/Marigot'],
  ['FR', '97200', 'America/Martinique'],
  ['FR', '97300', 'America/Cayenne'],
  ['FR', '97400', 'Indian/Reunion'],
  ['FR', '97500', 'America/Miquelon'],
  ['FR', '97600', 'Indian/Mayotte'],
  ['FR', '98600', 'Pacific/Wallis'],
  ['FR', '98714', 'Pacific/Tahiti'],
  ['FR', '98742', 'Pacific/Marquesas'],
  ['FR', '98755', 'Pacific/Gambier'],
  ['FR', '98800', 'Pacific/Noumea'],
  ['RE', '', 'Indian/Reunion'],
  ['PF', '', 'Pacific/Tahiti'],
  ['PF', '98742', 'Pacific/Marquesas'],
  ['FR', '', 'Europe/Paris'],
  ['BE', '1000', 'Europe/Brussels'],
  ['ES', '35001', 'Atlantic/Canary'],
  ['ES', '28001', 'Europe/Madrid'],
  ['PT', '9500-321', 'Atlantic/Azores'],
  ['MA', '20000', 'Africa/Casablanca'],
  ['US', '90210', 'America/New_York'],
  ['', '', 'Europe/Paris'],
  ['France', '75001', 'Europe/Paris'],
  ['ZZ', '', 'Europe/Paris'],
])('%s %s lives by %s', (country, postcode, zone) => {
  expect(zoneOf(country, postcode, null)).toBe(zone)
  expect(isZone(zone)).toBe(true)
})

describe('where a person is', () => {
  it('an address typed by hand', () => {
    expect(placeOf(' fr ', '97 400', null)).toMatchObject({
      country: 'FR',
      zone: 'Indian/Reunion',
      region: { name: 'RE' },
    })
    expect(placeOf('gp', '97110', null)).toMatchObject({ country: 'FR', zone: 'America/Guadeloupe' })
  })
  it('the zone they gave, unless there is none of that name', () => {
    expect(placeOf('FR', '75001', 'Asia/Tokyo')).toMatchObject({ zone: 'Asia/Tokyo', region: { name: 'FR' } })
    expect(placeOf('FR', '97400', 'Mars/Olympus').zone).toBe('Indian/Reunion')
  })
})

describe('days off', () => {
  const off = (country: string, postcode: string, year: number) => {
    const { region } = placeOf(country, postcode, null)
    const [first, next] = [numberOf(`${year}-01-01`), numberOf(`${year + 1}-01-01`)]
    const days = Array.from({ length: next - first }, (_, n) => first + n)
    return days.filter((day) => isHoliday(region, day)).map((day) => dayOf(day).slice(5))
  }
  const ARTICLE = ['01-01', '03-29', '05-01', '05-06', '05-08', '05-17', '07-14', '08-15', '11-01', '11-11', '12-25']
  it.each([
    ['Paris: the eleven of art. L3133-1', '75001', ARTICLE],
    ['Corsica', '20000', ARTICLE],
    ['Moselle: Good Friday and 26 December', '57000', [...ARTICLE, '03-26', '12-26']],
    ['Bas-Rhin', '67100', [...ARTICLE, '03-26', '12-26']],
    ['Haut-Rhin', '68200', [...ARTICLE, '03-26', '12-26']],
    ['Guadeloupe', '97110', [...ARTICLE, '05-27']],
    ['Martinique', '97200', [...ARTICLE, '05-22']],
    ['Guyane', '97300', [...ARTICLE, '06-10']],
    ['La Réunion', '97400', [...ARTICLE, '12-20']],
    ['Mayotte', '97600', [...ARTICLE, '04-27']],
    ['Saint-Martin', '97150', [...ARTICLE, '05-28']],
    ['Saint-Barthélemy', '97133', [...ARTICLE, '10-09']],
    ['Saint-Pierre-et-Miquelon', '97500', ARTICLE],
    ['Nouvelle-Calédonie', '98800', [...ARTICLE, '09-24']],
  ])('%s', (_story, postcode, days) => expect(off('FR', postcode, 2027)).toEqual([...days].sort()))
  it('a year in which two fall on one day has one fewer', () => {
    // Ascension 2008 was 1 May.
    expect(off('FR', '75001', 2008)).toHaveLength(10)
  })
  it('elsewhere as the library knows them; nowhere, none', () => {
    expect(off('BE', '1000', 2027)).toContain('07-21')
    expect(off('BE', '1000', 2027)).not.toContain('07-14')
    expect(off('', '', 2027)).toEqual([])
    expect(off('ZZ', '', 2027)).toEqual([])
  })
  it.each([
    [1943, '1943-04-25'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter %i', (year, day) => expect(dayOf(easterOf(year))).toBe(day))
})
