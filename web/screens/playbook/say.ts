import type { Moment } from '../../../contract/playbook.ts'
import { useWords } from '../../words/words.tsx'

/** What a text by language says here: in the language of the screen, else in the first there is. */
export const inLanguage = (texts: Record<string, string> | undefined, locale: string): string =>
  texts?.[locale] ?? Object.values(texts ?? {})[0] ?? ''

/** `10 jours`, `2 hours`: each unit a playbook may write, in French or English, and its name here. */
const UNITS = [
  [/^(?:mois|mon)/u, 'month'],
  [/^m/u, 'minute'],
  [/^h/u, 'hour'],
  [/^[dj]/u, 'day'],
  [/^[ws]/u, 'week'],
  [/^[ya]/u, 'year'],
] as const

/** Puts a moment into words: when it begins, by what gestures. */
export function useMomentWords() {
  const { t, word, locale, has, percent } = useWords()
  const coded = (family: string, code: string): string =>
    has(`playbook.${family}-${code}`) ? word('playbook', `${family}-${code}`) : code
  /** A length of time in the language of the screen, whichever it was written in. */
  const span = (text: string): string => {
    const [, n, unit] = /^(\d+) ?(\p{L}+)$/u.exec(text) ?? []
    const name = UNITS.find(([pattern]) => pattern.test(unit ?? ''))?.[1]
    return name ? t(`playbook.span-${name}`, { n: Number(n) }) : text
  }
  const started = ({ on }: Pick<Moment, 'on'>): string => {
    if (typeof on === 'string') return coded('fact', on)
    if ('silence' in on) return t('playbook.when-silence', { span: span(on.silence) })
    if ('prediction' in on) return t('playbook.when-prediction')
    if ('weather' in on) return t('playbook.when-weather', { kind: coded('weather', on.weather) })
    const what = coded('date', on.date)
    return on.years ? t('playbook.when-years', { what, years: on.years.join(', ') }) : what
  }
  const when = (moment: Moment): string => {
    const what = started(moment)
    const shifted = moment.after
      ? t('playbook.when-after', { span: span(moment.after), what })
      : moment.before
        ? t('playbook.when-before', { span: span(moment.before), what })
        : what
    return moment.at ? t('playbook.when-at', { when: shifted, at: moment.at }) : shifted
  }
  /** A value of the page, as the path it stands at is read: `sms, call` of the gestures, `0.1` of a share kept out. */
  const value = (path: string, text: string): string => {
    const last = path.split('.').at(-1)!
    if (path === 'do')
      return text
        .split(', ')
        .map((each) => coded('gesture', each))
        .join(', ')
    if (path === 'holdout') return percent(Number(text))
    if (path === 'on') return coded('fact', text)
    if (path === 'purpose' || path === 'family') return word(path, text)
    if (path === 'on.date' || path === 'on.weather') return coded(last, text)
    return ['after', 'before', 'within', 'silence'].includes(last) ? span(text) : text
  }
  return {
    span,
    coded,
    value,
    key: (part: string): string =>
      coded(['key', 'pace', 'f', 'gesture', 'register'].find((each) => has(`playbook.${each}-${part}`)) ?? 'key', part),
    when,
    title: (moment: Pick<Moment, 'title' | 'id'>): string => inLanguage(moment.title, locale) || moment.id,
    gestures: (moment: Pick<Moment, 'do'>): string => moment.do.map((each) => coded('gesture', each)).join(', '),
    language: (code: string): string => coded('language', code),
  }
}
