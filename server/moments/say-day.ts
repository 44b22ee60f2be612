import { numberOf, partsOf, weekdayOf } from '../plain/civil.ts'

const FR_DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const FR_MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] // prettier-ignore
const EN_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const EN_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] // prettier-ignore

/** Said by the library of the language; of others we say nothing in words. */
const ABROAD = new Set(['de', 'es', 'it', 'nl', 'pt'])

/** A day as it is said: « vendredi 12 décembre », « Friday 12 December ». Of a language we do not speak, the day as it is written in figures. */
export function sayDay(day: string, language: string, withYear = false): string {
  const number = numberOf(day)
  if (!Number.isInteger(number)) return day
  const { year, month, day: date } = partsOf(number)
  const tail = withYear ? ` ${year}` : ''
  if (language === 'fr')
    return `${FR_DAYS[weekdayOf(number) - 1]} ${date === 1 ? '1er' : date} ${FR_MONTHS[month - 1]}${tail}`
  if (language === 'en') return `${EN_DAYS[weekdayOf(number) - 1]} ${date} ${EN_MONTHS[month - 1]}${tail}`
  if (!ABROAD.has(language)) return day
  return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(withYear ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  })
}

/** « pneus hiver, attelage et sièges chauffants »: nothing, one, or several. */
export function sayList(words: readonly string[], language: string): string {
  if (words.length < 2) return words[0] ?? ''
  const and = language === 'fr' ? ' et ' : language === 'en' ? ' and ' : ', '
  return words.slice(0, -1).join(', ') + and + words.at(-1)
}
