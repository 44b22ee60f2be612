/**
 * A share or a probability in per cent, to the nearest: the one way a figure is rounded, so that it is the same wherever it stands. Above nine in
 * ten with a decimal; never rounded up to a certainty that nobody has: 0.9997 is 99.97 %.
 * @param digits decimals at least, where a neighbour shows them
 */
export function honestPercent(share: number, locale: string, digits = 0): string {
  const shown = Math.max(digits, share > 0.9 && share < 1 ? 1 : 0)
  const rounded = Math.round(share * 100 * 10 ** shown) / 10 ** shown
  if (share < 1 && rounded >= 100)
    return written(Math.floor(Math.min(share, 0.9999) * 10_000 + 1e-9) / 10_000, locale, 2)
  return written(rounded / 100, locale, shown)
}

const written = (share: number, locale: string, digits: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share)
