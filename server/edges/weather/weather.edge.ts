import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '../../../contract/because.ts'
import type { ToldWarning, WeatherAside, WeatherPort } from '../../moments/weather.port.ts'
import { weatherFile } from '../../moments/weather-file.ts'
import { WeatherProblem } from '../../moments/weather-problem.ts'
import { textWithin } from '../answer-within.edge.ts'
import { judgedGet } from '../judged-get.edge.ts'
import { type JudgedSettings, Refused } from '../judged-lookup.edge.ts'
import { DEPARTMENTS, type Town } from './departments.ts'
import { HOURLY, hasHours, readForecast } from './open-meteo.ts'
import { readVigilance } from './vigilance.ts'

const VIGILANCE = 'https://public-api.meteofrance.fr/public/DPVigilance/v1/cartevigilance/encours'
const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast'
const TIMEOUT_MS = 20_000
/** Some hundred towns by the hour are below a megabyte. */
const MOST_ANSWER = 16 * 1024 * 1024
/** Places asked for in one request. */
const AT_ONCE = 50

async function ask(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(url, {
    headers: { accept: 'application/json', ...headers },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
  })
  if (!answer.ok) throw new WeatherProblem(say('weather-answered', { status: answer.status }))
  const text = await textWithin(answer.body, MOST_ANSWER)
  if (text === null) throw new WeatherProblem(say('weather-unreadable'))
  return JSON.parse(text)
}

/** Vigilance of Météo-France, with a key of its portal. */
export const openVigilance = (key: string, url = VIGILANCE): WeatherPort => ({
  source: 'vigilance',
  warnings: async () => ({ told: readVigilance(await ask(url, { apikey: key })), aside: [] }),
})

/** Open-Meteo, by the chief town of each department. Free for use that is not commercial; with a subscription, its own address. */
export const openOpenMeteo = (url = OPEN_METEO, towns: readonly Town[] = DEPARTMENTS): WeatherPort => ({
  source: 'open-meteo',
  async warnings() {
    const told: ToldWarning[] = []
    for (let from = 0; from < towns.length; from += AT_ONCE) {
      const some = towns.slice(from, from + AT_ONCE)
      const query = new URLSearchParams({
        latitude: some.map((each) => each.latitude).join(','),
        longitude: some.map((each) => each.longitude).join(','),
        hourly: HOURLY.join(','),
        forecast_days: '3',
        timezone: 'UTC',
      })
      const answer = await ask(`${url}?${query}`)
      const places: unknown[] = Array.isArray(answer) ? answer : [answer]
      // What is told no more is withdrawn: an answer without hours tells nothing, and must not be taken for fine weather.
      if (!some.every((_, i) => hasHours(places[i]))) throw new WeatherProblem(say('weather-unreadable'))
      told.push(...some.flatMap(({ area }, i) => readForecast(places[i], area)))
    }
    return { told, aside: [] }
  },
})

/** An address of the network's choice, whatever answers there: the text a shop would feed by hand, all of it each time. */
export const openWeatherAddress = (url: string, settings: JudgedSettings): WeatherPort => ({
  source: 'address',
  async warnings() {
    const got = await judgedGet(url, 'text/csv, application/json;q=0.9', {
      ...settings,
      timeoutMs: TIMEOUT_MS,
      most: MOST_ANSWER,
    }).catch((error: unknown) => {
      throw error instanceof Refused ? new WeatherProblem(say('weather-refused')) : error
    })
    if (got.status !== 200) throw new WeatherProblem(say('weather-answered', { status: got.status }))
    if (got.text === null) throw new WeatherProblem(say('weather-unreadable'))
    const { told, aside } = weatherFile(got.text)
    // What is told no more is withdrawn: a page of something else, or nothing at all, must not be taken for fine weather.
    const other = aside.find(({ because }) => NO_WEATHER.has(because.code))
    if (other) throw new WeatherProblem(other.because)
    return { told, aside: aside.map(({ line, because }) => ({ where: String(line), because })) }
  },
})
const NO_WEATHER: ReadonlySet<string> = new Set(['weather-empty', 'weather-not-csv', 'weather-not-json'])

/** Files a shop feeds by hand: `weather/*.csv` and `*.json` of the data folder. */
export const openWeatherFolder = (dataDir: string): WeatherPort => ({
  source: 'file',
  async warnings() {
    const folder = join(dataDir, 'weather')
    await mkdir(folder, { recursive: true })
    const names = (await readdir(folder)).filter((name) => /\.(?:csv|json)$/iu.test(name)).sort()
    const told: ToldWarning[] = []
    const aside: WeatherAside[] = []
    for (const name of names) {
      const file = weatherFile(await readFile(join(folder, name), 'utf8'))
      told.push(...file.told)
      aside.push(...file.aside.map(({ line, because }) => ({ where: `${name}:${line}`, because })))
    }
    return { told, aside }
  },
})
