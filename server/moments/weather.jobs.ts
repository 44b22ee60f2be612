import { type House, inTransaction } from '../kit/house.ts'
import type { Jobs } from '../kit/jobs.ts'
import type { WeatherPort } from './weather.port.ts'
import { saveWarnings } from './weather.store.ts'
import { noteAsked } from './weather-asked.store.ts'
import { whyNot } from './weather-problem.ts'

/**
 * Asks each source for the weather. One that is away is told in the log, and the others are asked all the same: what it told before stays. One that
 * answers tells all it knows: what it tells no more is withdrawn.
 */
export async function askWeather(house: House, sources: readonly WeatherPort[]): Promise<void> {
  for (const each of sources)
    try {
      const { told, aside } = await each.warnings(house.now())
      // A line that cannot be read may be one of those told before.
      const whole = aside.every(({ because }) => because.code === 'weather-empty')
      await inTransaction(house, async (house) => {
        await saveWarnings(house, each.source, told, { whole })
        await noteAsked(house, each.source, { told: told.length, aside })
      })
      for (const { where, because } of aside)
        house.log.warn({ source: each.source, where, code: because.code }, 'a line of weather cannot be used')
    } catch (error) {
      house.log.warn({ source: each.source, err: error }, 'the weather cannot be asked')
      await noteAsked(house, each.source, { problem: whyNot(error) })
    }
}

export function weatherJobs(jobs: Jobs, sources: readonly WeatherPort[]): void {
  jobs.every('weather', '12 * * * *', (house) => askWeather(house, sources))
}
