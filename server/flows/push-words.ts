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
    open: `/?site=${visit.siteId}&visit=${visit.id}`,
    tag: visit.id,
    tap: { path: `/api/visits/${visit.id}/going`, ...TAP[locale] },
  }
}

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
