import type { Pack } from '../pack.ts'
import { FR_2026_08_11 } from './fr-2026-08-11.ts'
import { CALL_HOURS, CALL_OFTEN, TO_CONSUMERS } from './fr-channels.ts'
import { CALLS, MESSAGES } from './fr-rules.ts'

/** France until 10 August 2026: calls but to those on the Bloctel list, at the same hours and as often. For decisions of those days. */
export const FR_2023_03_01: Pack = {
  ...FR_2026_08_11,
  id: 'FR-2023-03-01',
  from: '2023-03-01',
  rules: [
    {
      id: 'CALL-8',
      source: 'art. L223-1 Code de la consommation, avant le 11 août 2026 (Bloctel)',
      says: {
        fr: 'Pas d’appel commercial à qui est inscrit sur la liste d’opposition, sauf dans l’exécution d’un contrat en cours et en rapport avec son objet.',
        en: 'No commercial call to whoever is on the opposition list, save in the performance of a contract in progress and about its object.',
      },
    },
    ...CALLS,
    ...MESSAGES,
  ],
  consumer: {
    call: {
      consent: 'call',
      openings: [
        { by: 'opt-out', article: 'CALL-8', listed: true },
        {
          by: 'contract',
          article: 'CALL-8',
          kinds: ['order', 'repair', 'lease', 'service-plan', 'warranty-extension'],
          looser: ['other'],
          looseMonths: 24,
        },
      ],
      hours: CALL_HOURS,
      often: CALL_OFTEN,
      stop: 'CALL-5',
      duties: ['CALL-6'],
    },
    ...TO_CONSUMERS,
  },
}
