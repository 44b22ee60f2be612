import type { Contribution } from '../../contract/identity.ts'
import { type Key, useWords } from '../words/words.tsx'
import { honestPercent } from './honest-percent.ts'

/** The odds that so many points stand for, as a probability. */
export const chanceOfBits = (bits: number): number => 1 / (1 + 2 ** -bits)

/** What the comparison of two records says, in words: labels, fields, sources, points and chances. */
export function useWeighed() {
  const { t, word, has, number, locale } = useWords()
  /** A field, or a column of the source by its own name (`extra:…`). */
  const fieldName = (field: string): string => {
    if (field.startsWith('extra:')) return field.slice(6)
    return has(`identity.of.${field}`) ? word('identity.of', field) : field
  }
  const label = (key: string, field: string): string => {
    const said = `weigh.${key}`
    return has(said) ? t(said as Key, { field: fieldName(field) }) : `${fieldName(field)}, ${key.split('.').at(-1)}`
  }
  const points = (bits: number, signed = false): string =>
    number(bits, {
      maximumFractionDigits: 1,
      minimumFractionDigits: 1,
      ...(signed ? { signDisplay: 'exceptZero' } : {}),
    }).replace('-', '−')
  return {
    fieldName,
    label,
    /** The rarity of a value is said of the field it stands in, which its level names. */
    said: (c: Contribution): string => label(c.label, c.field === 'frequency' ? c.level : c.field),
    points,
    inPoints: (bits: number, signed = false): string =>
      t('identity.points', { n: Math.abs(bits), said: points(bits, signed) }),
    chance: (probability: number): string =>
      probability < 0.01 ? t('identity.under-one') : honestPercent(probability, locale),
    source: (source: string): string =>
      source === 'desk' || source === 'import' ? t(`identity.source.${source}`) : source || t('identity.source.none'),
  }
}
