import { de } from './ask-words/de.ts'
import { en } from './ask-words/en.ts'
import { es } from './ask-words/es.ts'
import { fr } from './ask-words/fr.ts'
import { it } from './ask-words/it.ts'
import { nl } from './ask-words/nl.ts'
import { pt } from './ask-words/pt.ts'
import type { AskWords } from './ask-words/said.ts'

export type { AskWords } from './ask-words/said.ts'

const WORDS: Record<string, AskWords> = { fr, en, de, es, it, nl, pt }
/** The words around a survey in its language; English for one that we do not speak. */
export const askWords = (language: string): AskWords => WORDS[language] ?? en

/** Do we speak it? */
export const speaksToAsk = (language: string): boolean => Object.hasOwn(WORDS, language)

const NAMES: Record<string, string> = {
  fr: 'Français',
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
  nl: 'Nederlands',
  pt: 'Português',
  pl: 'Polski',
  ro: 'Română',
  tr: 'Türkçe',
  ar: 'العربية',
}
/** A language by its own name. */
export const languageName = (code: string): string => NAMES[code] ?? code.toUpperCase()
