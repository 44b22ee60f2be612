import type { Pack } from '../pack.ts'
import { CALL_HOURS, CALL_OFTEN, IN_SERVICE, SERVED_BY, TO_CONSUMERS, TO_PROFESSIONALS } from './fr-channels.ts'
import { CALLS, MESSAGES } from './fr-rules.ts'

/** France since the law of 30 June 2025: no commercial call to a consumer who did not say yes. */
export const FR_2026_08_11: Pack = {
  id: 'FR-2026-08-11',
  country: 'FR',
  from: '2026-08-11',
  rules: [
    {
      id: 'CALL-1',
      source: 'art. L223-1 Code de la consommation (loi du 30 juin 2025)',
      says: {
        fr: 'Aucun appel commercial à un consommateur sans son accord préalable : libre, spécifique, éclairé, univoque, révocable, par un acte positif clair. C’est à l’entreprise d’en apporter la preuve.',
        en: 'No commercial call to a consumer without prior consent: free, specific, informed, unambiguous, revocable, by a clear positive act. The business bears the burden of proof.',
      },
    },
    {
      id: 'CALL-2',
      source: 'art. L223-1 Code de la consommation',
      says: {
        fr: 'Seule exception : un appel dans l’exécution d’un contrat en cours, en rapport avec son objet. Une voiture livrée et payée n’en est plus un ; une commande à livrer, une location, un contrat d’entretien, une extension de garantie en sont un.',
        en: 'Only exception: a call in the performance of a contract in progress, related to its object. A car delivered and paid is one no longer; an order awaiting delivery, a lease, a service plan, a warranty extension are.',
      },
    },
    ...CALLS,
    ...MESSAGES,
  ],
  inPerson: ['word', 'coffee'],
  consumer: {
    call: {
      consent: 'call',
      openings: [
        { by: 'consent', article: 'CALL-1' },
        {
          by: 'contract',
          article: 'CALL-2',
          kinds: ['order', 'repair', 'lease', 'service-plan', 'warranty-extension'],
          looser: ['other'],
          // The legal guarantee of conformity, art. L217-3.
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
  professional: TO_PROFESSIONALS,
  service: IN_SERVICE,
  servedBy: SERVED_BY,
  objection: 'RGPD-2',
  erasure: 'RGPD-3',
  child: { article: 'RGPD-8', years: 15 },
}
