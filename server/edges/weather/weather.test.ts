import { describe, expect, it } from 'vitest'
import { weatherFile } from '../../moments/weather-file.ts'
import { DEPARTMENTS } from './departments.ts'
import { readForecast } from './open-meteo.ts'
import { readVigilance } from './vigilance.ts'

/** In the shape of « cartevigilance/encours » (DPVigilance v1): two days, each with its departments. */
const vigilance = (items: object[], domain = '68', phenomenon = '5') => ({
  product: {
    update_time: '2027-01-10T15:00:00Z',
    periods: [
      {
        echeance: 'J1',
        begin_validity_time: '2027-01-10T23:00:00Z',
        end_validity_time: '2027-01-11T23:00:00Z',
        timelaps: {
          domain_ids: [
            { domain_id: 'FRA', max_color_id: 3, phenomenon_items: [] },
            {
              domain_id: domain,
              max_color_id: 3,
              phenomenon_items: [{ phenomenon_id: phenomenon, phenomenon_max_color_id: 3, timelaps_items: items }],
            },
          ],
        },
      },
    ],
  },
})
const hours = (begin: string, end: string, color: number) => ({ begin_time: begin, end_time: end, color_id: color })

describe('the Vigilance map', () => {
  it('tells snow by department, hours that touch as one, the highest colour', () => {
    const told = readVigilance(
      vigilance([
        hours('2027-01-11T02:00:00Z', '2027-01-11T06:00:00Z', 2),
        hours('2027-01-11T06:00:00Z', '2027-01-11T12:00:00Z', 3),
        hours('2027-01-11T12:00:00Z', '2027-01-11T23:00:00Z', 1),
      ]),
    )
    expect(told).toEqual([
      {
        kind: 'snow',
        area: '68',
        from: Date.UTC(2027, 0, 11, 2),
        to: Date.UTC(2027, 0, 11, 12),
        level: 'orange',
        key: 'snow:2027-01-11',
      },
    ])
  })
  it.each([
    ['green', vigilance([hours('2027-01-11T02:00:00Z', '2027-01-11T06:00:00Z', 1)])],
    ['a coast', vigilance([hours('2027-01-11T02:00:00Z', '2027-01-11T06:00:00Z', 3)], '0610')],
    ['waves', vigilance([hours('2027-01-11T02:00:00Z', '2027-01-11T06:00:00Z', 3)], '29', '9')],
    ['hours that end before they begin', vigilance([hours('2027-01-11T06:00:00Z', '2027-01-11T02:00:00Z', 3)])],
    ['nothing', null],
    ['another shape', { error: 'x' }],
  ])('says nothing of %s', (_what, map) => {
    expect(readVigilance(map)).toEqual([])
  })
})

/** In the shape of api.open-meteo.com/v1/forecast, times in UTC. */
const forecast = (set: Record<string, (number | null)[]>, n = 48) => ({
  latitude: 48.08,
  longitude: 7.36,
  hourly_units: { time: 'iso8601', snowfall: 'cm' },
  hourly: {
    time: Array.from({ length: n }, (_, i) => new Date(Date.UTC(2027, 0, 10, i)).toISOString().slice(0, 16)),
    temperature_2m: Array(n).fill(4),
    precipitation: Array(n).fill(0),
    snowfall: Array(n).fill(0),
    wind_gusts_10m: Array(n).fill(20),
    weather_code: Array(n).fill(3),
    ...set,
  },
})
const at = (n: number, values: Record<number, number>, rest: number) =>
  Array.from({ length: n }, (_, i) => values[i] ?? rest)

describe('a forecast of Open-Meteo', () => {
  it('tells one spell of snow, with its pauses', () => {
    expect(readForecast(forecast({ snowfall: at(48, { 30: 0.7, 31: 0.5, 35: 1.2 }, 0) }), '68')).toEqual([
      {
        kind: 'snow',
        area: '68',
        from: Date.UTC(2027, 0, 11, 6),
        to: Date.UTC(2027, 0, 11, 12),
        level: '',
        key: 'snow:2027-01-11',
      },
    ])
  })
  it.each([
    ['ice', { weather_code: at(48, { 5: 66 }, 3) }],
    ['storm', { wind_gusts_10m: at(48, { 5: 95 }, 20) }],
    ['heavy-rain', { precipitation: at(48, { 5: 12 }, 0) }],
    ['heat', { temperature_2m: at(48, { 5: 36 }, 30) }],
    ['cold', { temperature_2m: at(48, { 5: -11 }, 0) }],
  ])('tells %s', (kind, set) => {
    expect(readForecast(forecast(set), '68').map((each) => each.kind)).toEqual([kind])
  })
  it('says nothing of a mild day, of hours it does not know, of another shape', () => {
    expect(readForecast(forecast({}), '68')).toEqual([])
    expect(readForecast(forecast({ snowfall: Array(48).fill(null) }), '68')).toEqual([])
    for (const other of [null, {}, { hourly: {} }, { error: true, reason: 'x' }])
      expect(readForecast(other, '68')).toEqual([])
  })
  it('knows a town in each department', () => {
    expect(DEPARTMENTS).toHaveLength(101)
    expect(DEPARTMENTS.every(({ latitude, longitude }) => Math.abs(latitude) < 52 && Math.abs(longitude) < 62)).toBe(
      true,
    )
  })
})

describe('a file a shop feeds by hand', () => {
  it('reads lines in French or English, commas or semicolons', () => {
    const french = weatherFile(
      '\ufeffdépartement;type;début;fin\n68;neige;2027-01-11;2027-01-11\n1;verglas;2027-01-11 06:00;2027-01-11 12:00\n',
    )
    expect(french.aside).toEqual([])
    expect(french.told).toMatchObject([
      { area: '68', kind: 'snow', from: Date.UTC(2027, 0, 10, 23), to: Date.UTC(2027, 0, 11, 23) },
      { area: '01', kind: 'ice', from: Date.UTC(2027, 0, 11, 5), to: Date.UTC(2027, 0, 11, 11) },
    ])
    expect(weatherFile('area,kind,from,to\n2a,storm,2027-01-11T06:00:00Z,2027-01-12T06:00:00Z').told).toMatchObject([
      { area: '2A', kind: 'storm' },
    ])
  })
  it('reads the same as JSON', () => {
    expect(weatherFile('[{"area":"68","kind":"snow","from":"2027-01-11","to":"2027-01-12"}]').told).toHaveLength(1)
  })
  it('reads where it is abroad by the country first', () => {
    const areas = ['BE-67', 'fr-68', 'BE-', 'Belgique'].map((area) => ({
      area,
      kind: 'snow',
      from: '2027-01-11',
      to: '2027-01-12',
    }))
    const file = weatherFile(JSON.stringify(areas))
    expect([file.told.map(({ area }) => area), file.aside.length]).toEqual([['BE-67', '68'], 2])
  })
  it('reads hours without a zone on the clock of the place', () => {
    const { told } = weatherFile(
      'area,kind,from,to\n974,storm,2027-01-11 06:00,2027-01-11 18:00\n972,storm,2027-01-11 06:00,2027-01-11 18:00\n67,storm,2027-01-11 06:00,2027-01-11 18:00',
    )
    expect(told.map(({ from }) => new Date(from).toISOString().slice(11, 16))).toEqual(['02:00', '10:00', '05:00'])
  })
  it('sets a bad line aside with its reason, and takes the rest', () => {
    const file = weatherFile(
      'area,kind,from,to\n68,snow,2027-02-30,2027-03-01\nParis,snow,2027-01-11,2027-01-12\n68,snwo,2027-01-11,2027-01-12\n68,snow,2027-01-12,2027-01-11\n67,snow,2027-01-11,2027-01-12',
    )
    expect(file.aside.map(({ line, because }) => [line, because.code])).toEqual([
      [2, 'weather-no-time'],
      [3, 'weather-no-area'],
      [4, 'weather-no-kind'],
      [5, 'weather-ends-before'],
    ])
    expect(file.told).toHaveLength(1)
  })
  it.each([
    ['', 'weather-empty'],
    ['[{', 'weather-not-json'],
    ['area,kind\n"68,snow', 'weather-not-csv'],
    ['<!doctype html><title>Sign in</title>', 'weather-not-csv'],
    ['name,value\na,b', 'weather-not-csv'],
  ])('%s is told', (text, code) => {
    expect(weatherFile(text).aside.map((each) => each.because.code)).toEqual([code])
  })
})
