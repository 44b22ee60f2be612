import { type Because, say } from '../../contract/because.ts'

/** A source of weather answered something that is no weather: it says what. */
export class WeatherProblem extends Error {
  readonly because: Because
  constructor(because: Because) {
    super(because.code)
    this.because = because
  }
}

/** Why a source could not be asked, in words for whoever looks after it. */
export function whyNot(error: unknown): Because {
  if (error instanceof WeatherProblem) return error.because
  if (error instanceof SyntaxError) return say('weather-unreadable')
  return say((error as { name?: string } | null)?.name === 'TimeoutError' ? 'weather-timeout' : 'weather-away')
}
