import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { createIntl, createIntlCache, IntlProvider, useIntl } from 'react-intl'
import type { Because } from '../../contract/because.ts'
import type { Locale } from '../../contract/network.ts'
import { datedText, dayText, spanText } from '../parts/when.ts'
import type { Words } from './fr.ts'

export type Key = keyof Words
export type Values = Record<string, string | number | Date>

const load: Record<Locale, () => Promise<Words>> = {
  fr: async () => (await import('./fr.ts')).default,
  en: async () => (await import('./en.ts')).default,
}

const REMEMBERED = 'okaeri.locale'
const cache = createIntlCache()

/** The language of this browser until we know who is there: the one chosen before, else the first that we speak. */
function firstLocale(): Locale {
  const chosen = localStorage.getItem(REMEMBERED)
  if (chosen === 'fr' || chosen === 'en') return chosen
  return navigator.languages.some((l) => l.toLowerCase().startsWith('fr')) ? 'fr' : 'en'
}

const Chosen = createContext<(locale: Locale) => void>(() => {})

/** Loads the words of one language and sets `<html lang>`; nothing is drawn before the first words are there. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [locale, choose] = useState<Locale>(firstLocale)
  const [spoken, setSpoken] = useState<{ locale: Locale; words: Words }>()
  useEffect(() => {
    let current = true
    void load[locale]().then((words) => {
      if (current) setSpoken({ locale, words })
    })
    document.documentElement.lang = locale
    return () => {
      current = false
    }
  }, [locale])
  const remember = useMemo(
    () => (next: Locale) => {
      localStorage.setItem(REMEMBERED, next)
      choose(next)
    },
    [],
  )
  if (!spoken) return null
  return (
    <Chosen value={remember}>
      <IntlProvider locale={spoken.locale} messages={spoken.words} onError={complain}>
        {children}
      </IntlProvider>
    </Chosen>
  )
}

const complain = (fault: { message: string }) => {
  if (import.meta.env.DEV) console.error(fault.message)
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/u
/** Reasons that hold what a way out said of itself, by our code. */
const BY_PROVIDER = new Set(['not-taken', 'may-have-left', 'refused-by-provider', 'given-up'])
const DAY = /^\d{4}-\d\d-\d\d$/u

/**
 * The words of this screen in the language of the person.
 * `t('desk.title')`, `t('shell.find-none', { q })`; `word('service', 'tyres')` for a code that comes from the server
 * (falls back to the code itself); `because(b)` for a reason.
 */
export function useWords() {
  const intl = useIntl()
  const choose = useContext(Chosen)
  return useMemo(() => {
    const locale = intl.locale as Locale
    const spoken = createIntl({ locale, messages: intl.messages as Record<string, string>, onError: complain }, cache)
    const has = (key: string): key is Key => key in spoken.messages
    /** All codes of a family that have words: what a list to choose from may hold. */
    const codes = (family: string): string[] =>
      Object.keys(spoken.messages).flatMap((key) =>
        key.startsWith(`${family}.`) ? [key.slice(family.length + 1)] : [],
      )
    const t = (key: Key, values?: Values): string => spoken.formatMessage({ id: key }, values)
    const word = (family: string, code: string): string => {
      const key = `${family}.${code}`
      return has(key) ? t(key) : code
    }
    /** Instants, days and service codes inside a reason are said the way the rest of the screen says them. */
    const said = (name: string, value: string | number): string | number => {
      if (typeof value === 'number') return name === 'seconds' ? spanText(value, true) : value
      if (INSTANT.test(value)) return datedText(new Date(value), new Date(), locale)
      if (DAY.test(value)) return dayText(value, locale)
      if (name === 'bought') return word('family', value)
      // What a text names of a customer: `asset.name, order.title`.
      if (name === 'fields')
        return value
          .split(', ')
          .map((field) => word('named', field))
          .join(', ')
      if (name === 'tongue') return new Intl.DisplayNames(locale, { type: 'language' }).of(value) ?? value
      return ['service', 'role', 'state', 'kind', 'fact', 'family'].includes(name) ? word(name, value) : value
    }
    const because = (b: Because): string => {
      const values = Object.fromEntries(Object.entries(b.values).map(([k, v]) => [k, said(k, v)]))
      if (BY_PROVIDER.has(b.code)) values.code = word('provider-problem', String(b.values.code))
      const key = `because.${b.code}`
      if (has(key)) return t(key, values)
      return typeof values.text === 'string' && values.text ? values.text : b.code.replaceAll('-', ' ')
    }
    const percent = (share: number, digits = 0) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share)
    // A minus is as long as a plus; CLDR has a hyphen in both languages. What rounds to nought is nought, on neither side of it.
    const number = (n: number, options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options }).format(n).replace(/^-/u, '\u2212')
    return { t, word, codes, has, because, percent, number, locale, setLocale: choose }
  }, [intl, choose])
}
