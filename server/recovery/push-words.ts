import type { PushMessage } from '../network/push.port.ts'

/** What a telephone shows before it is unlocked: who, and what is wanted; none of their words. */
export function casePush(
  news: 'opened' | 'joined' | 'reopened' | 'handed-over' | 'late' | 'promise',
  about: { caseId: string; customer: string; due: string },
  locale: 'fr' | 'en',
): PushMessage {
  const words = CASE[locale][news]
  const who = about.customer || (locale === 'fr' ? 'Une personne inconnue' : 'Somebody unknown')
  const due = about.due ? (locale === 'fr' ? `avant ${about.due}` : `before ${about.due}`) : ''
  return {
    title: words,
    body: [who, due].filter(Boolean).join(' · '),
    unnamed: { title: words, body: due },
    open: `/voice/cases/${about.caseId}`,
    tag: about.caseId,
  }
}

const CASE = {
  fr: {
    opened: 'Un dossier vous est confié',
    joined: 'Un client s’est manifesté de nouveau',
    reopened: 'Ce n’est pas réglé\u00a0: un dossier est rouvert',
    'handed-over': 'Un collègue vous confie un dossier',
    late: 'Un client attend toujours une réponse',
    promise: 'Une promesse arrive à son heure',
  },
  en: {
    opened: 'A case is yours',
    joined: 'A customer has written again',
    reopened: 'It is not settled: a case is open again',
    'handed-over': 'A colleague hands a case to you',
    late: 'A customer still waits for an answer',
    promise: 'A promise is due',
  },
} as const

/** More cases than a telephone should ring for: the list has them. */
export const manyCasesPush = (urgent: boolean, locale: 'fr' | 'en'): PushMessage => ({
  title: MANY[locale][urgent ? 'urgent' : 'cases'],
  body: MANY[locale].body,
  open: '/voice/cases',
  tag: urgent ? 'cases-urgent' : 'cases',
})

const MANY = {
  fr: {
    cases: 'D’autres dossiers vous attendent',
    urgent: 'D’autres dossiers urgents vous attendent',
    body: 'Tous sont dans votre liste, les plus pressés d’abord.',
  },
  en: {
    cases: 'More cases wait for you',
    urgent: 'More urgent cases wait for you',
    body: 'All of them are in your list, the most pressing first.',
  },
} as const

export const manyThanksPush = (locale: 'fr' | 'en'): PushMessage => ({
  title: locale === 'fr' ? 'D’autres clients vous remercient' : 'More customers thank you',
  body: locale === 'fr' ? 'Leurs mots vous attendent.' : 'Their words are there for you.',
  open: '/',
  tag: 'thanks',
})

/** Thanks are good to read at once, and their words are for the one who is thanked. */
export const complimentPush = (about: { id: string; words: string }, locale: 'fr' | 'en'): PushMessage => ({
  title: locale === 'fr' ? 'Un client vous remercie' : 'A customer thanks you',
  body: locale === 'fr' ? `«\u00a0${about.words}\u00a0»` : `“${about.words}”`,
  unnamed: {
    title: locale === 'fr' ? 'Un client vous remercie' : 'A customer thanks you',
    body: locale === 'fr' ? 'Ouvrez pour lire ses mots.' : 'Open to read their words.',
  },
  open: '/',
  tag: about.id,
})
