import type { Metric } from '../../../../contract/surveys.ts'

/** From where to where a figure can lie. */
export const RANGE: Record<Metric, readonly [number, number]> = {
  nps: [-100, 100],
  csat: [0, 100],
  ces: [0, 100],
  stars: [1, 5],
}

/** A number below nought has a minus before it, as long as a plus, and no hyphen. */
const minus = (said: string): string => said.replace(/^-/u, '\u2212')

/** A figure as it is said: +34, 76 %, 4.3. */
export function sayFigure(metric: Metric, value: number | null, locale: string): string {
  if (value === null) return '–'
  if (metric === 'stars')
    return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 }).format(value)
  if (metric === 'nps')
    return minus(new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value))
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100)
}

/** A difference of two figures, with its sign; of shares in points. */
export const sayDifference = (metric: Metric, by: number, locale: string): string =>
  minus(
    new Intl.NumberFormat(locale, {
      maximumFractionDigits: metric === 'stars' ? 2 : 0,
      signDisplay: 'exceptZero',
    }).format(by),
  )

/** How far it moved, where the word beside it says which way. */
export const saySize = (metric: Metric, by: number, locale: string): string =>
  sayDifference(metric, Math.abs(by), locale).replace('+', '')

/** Where it lies between its ends, in per cent of the way. */
export function along(metric: Metric, value: number): number {
  const [least, most] = RANGE[metric]
  return (100 * (Math.min(most, Math.max(least, value)) - least)) / (most - least)
}
