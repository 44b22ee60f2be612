import type { Because } from '../../contract/because.ts'
import type { Warning } from './weather-warning.ts'

/** A warning as somebody tells it: under the same source, key and area it is the same one, however its hours moved. */
export interface ToldWarning extends Warning {
  key: string
  level: string
}

/** A line that cannot be used: which, and why. */
export interface WeatherAside {
  where: string
  because: Because
}

/** Somewhere weather is told. */
export interface WeatherPort {
  source: string
  /** @throws when it cannot be asked: what was told before stays */
  warnings(now: Date): Promise<{ told: ToldWarning[]; aside: WeatherAside[] }>
}
