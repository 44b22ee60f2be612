import { regionOf } from '../../../parts/when.ts'

/** « novembre 2026 ». */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(regionOf(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  )
