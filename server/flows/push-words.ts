import { lookIn } from '../../contract/vehicle-look.ts'
import type { Visit } from '../../contract/visits.ts'
import type { PushMessage } from '../network/push.port.ts'

/** What the phone shows before it is unlocked: who and what for, no plate, nothing to mind; and one tap that says "I'm going". */
export function pushWords(visit: Visit, locale: 'fr' | 'en'): PushMessage {
  const { card } = visit
  const why = card.why[0]
  return {
    title: locale === 'fr' ? `${card.name} est là` : `${card.name} is here`,
    body: [card.vehicle ? lookIn(locale, card.vehicle) : '', why ? WHY[locale][why.code] : '']
      .filter(Boolean)
      .join(' · '),
    unnamed: UNNAMED[locale],
    open: `/?site=${visit.siteId}&visit=${visit.id}`,
    tag: visit.id,
    // Greeted already, and passed on: nobody need say that they go.
    ...(visit.state === 'greeted' ? {} : { tap: { path: `/api/visits/${visit.id}/going`, ...TAP[locale] } }),
  }
}

/** A short list waits for an answer: how many it may be, no name. `late`: reception was asked first. */
export function perhapsPushWords(
  list: { id: string; site_id: string; door: 'gate' | 'phone'; candidates: readonly unknown[] },
  late: boolean,
  locale: 'fr' | 'en',
): PushMessage {
  const words = PERHAPS[locale]
  return {
    title: words[list.door],
    body: [late ? words.late : '', words.possible(list.candidates.length)].filter(Boolean).join(' · '),
    open: `/?site=${list.site_id}`,
    tag: list.id,
  }
}

const PERHAPS = {
  fr: {
    gate: 'Qui est à l’entrée ?',
    phone: 'Qui appelle ?',
    late: 'l’accueil n’a pas répondu',
    possible: (n: number) => (n === 1 ? 'un nom possible' : `${n} noms possibles`),
  },
  en: {
    gate: 'Who is at the gate?',
    phone: 'Who is calling?',
    late: 'reception has not answered',
    possible: (n: number) => (n === 1 ? 'one possible name' : `${n} possible names`),
  },
} as const

const UNNAMED = {
  fr: { title: 'Quelqu’un est là pour vous', body: 'Ouvrez pour voir qui.' },
  en: { title: 'Somebody is here for you', body: 'Open to see who.' },
} as const

const TAP = {
  fr: { title: 'J’y vais', done: 'C’est noté, vous y allez.' },
  en: { title: 'I’m going', done: 'Noted, you are going.' },
} as const

const WHY = {
  fr: {
    appointment: 'rendez-vous',
    'vehicle-ready': 'véhicule prêt',
    'order-to-deliver': 'commande à remettre',
    'case-open': 'dossier ouvert',
    'called-today': 'a appelé aujourd’hui',
    'visit-again-today': 'de retour aujourd’hui',
    'service-due': 'révision à prévoir',
    'warranty-ending': 'garantie bientôt finie',
    'order-open': 'commande en cours',
    unknown: '',
  },
  en: {
    appointment: 'appointment',
    'vehicle-ready': 'vehicle ready',
    'order-to-deliver': 'order to hand over',
    'case-open': 'open case',
    'called-today': 'called today',
    'visit-again-today': 'back again today',
    'service-due': 'service due',
    'warranty-ending': 'warranty ending',
    'order-open': 'order open',
    unknown: '',
  },
} as const
