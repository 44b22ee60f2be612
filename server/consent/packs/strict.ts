import type { ChannelLaw, Pack } from '../pack.ts'
import { CALL_HOURS, CALL_OFTEN, IN_SERVICE, SERVED_BY, TO_CONSUMERS } from './fr-channels.ts'
import { CALLS, MESSAGES } from './fr-rules.ts'

const asked = (law: ChannelLaw, article: string): ChannelLaw => ({
  ...law,
  openings: [{ by: 'consent', article }],
  hours: law.hours && { ...CALL_HOURS, article: law.hours.article },
})
const call: ChannelLaw = {
  consent: 'call',
  openings: [{ by: 'consent', article: 'CALL-1' }],
  hours: CALL_HOURS,
  often: CALL_OFTEN,
  stop: 'CALL-5',
  duties: ['CALL-6'],
}
const everyone = {
  ...TO_CONSUMERS,
  call,
  email: asked(TO_CONSUMERS.email!, 'ELEC-1'),
  sms: asked(TO_CONSUMERS.sms!, 'ELEC-1'),
}

/**
 * Where there is no pack, the strictest sensible: a consent for every channel but post, no exception for customers or professionals,
 * and the hours of French calls on the days that are worked there.
 */
export const STRICT: Pack = {
  id: 'STRICT',
  country: '*',
  from: '1970-01-01',
  rules: [
    {
      id: 'CALL-1',
      source: 'no pack for this country: the strictest default',
      says: {
        fr: 'Aucun appel commercial sans accord préalable et prouvé.',
        en: 'No commercial call without a prior, proven consent.',
      },
    },
    ...CALLS,
    ...MESSAGES.filter((rule) => rule.id !== 'ELEC-2' && rule.id !== 'B2B-1'),
  ],
  inPerson: ['word', 'coffee'],
  consumer: everyone,
  professional: everyone,
  service: IN_SERVICE,
  servedBy: SERVED_BY,
  objection: 'RGPD-2',
  erasure: 'RGPD-3',
  child: { article: 'RGPD-8', years: 16 },
}
