import type { Because } from '../../contract/because.ts'
import type { NewTask } from '../work/task.ts'
import type { CallKind } from './choose-calls.ts'

export interface CommitteeCall {
  id: string
  person: { id: string; name: string; language: string; siteId: string | null }
  member: { id: string; name: string; locale: 'fr' | 'en' }
  call: { kind: CallKind; because: readonly Because[]; advisor: string | null }
  /** epoch milliseconds */
  now: number
}

const DAY = 86_400_000
const WITHIN_DAYS = 30

const READER = {
  fr: {
    title: 'Appel du comité : entendre un client',
    thank: 'Remerciez d’abord : ces mots ont été lus par le comité.',
    avoid: (advisor: string | null) =>
      advisor
        ? `Parlez-en d’abord à ${advisor}. Écoutez, ne promettez rien que vous ne tiendrez pas.`
        : 'Écoutez, ne promettez rien que vous ne tiendrez pas.',
  },
  en: {
    title: 'A call from the committee: listen to a customer',
    thank: 'Say thank you first: the committee read these words.',
    avoid: (advisor: string | null) =>
      advisor
        ? `Speak to ${advisor} first. Listen, and promise nothing you will not keep.`
        : 'Listen, and promise nothing you will not keep.',
  },
}
const OPENING = {
  fr: (name: string, me: string) =>
    `Bonjour ${name}, ${me} à l’appareil. Je lis ce que nos clients nous écrivent, et je voulais vous entendre moi-même.`,
  en: (name: string, me: string) =>
    `Hello ${name}, this is ${me}. I read what our customers write to us, and I wanted to hear it from you.`,
}

/** What is said to the customer is in their language; what only the member reads is in theirs. */
export function committeeCall({ id, person, member, call, now }: CommitteeCall): NewTask {
  const words = READER[member.locale]
  return {
    id,
    touchId: null,
    customerId: person.id,
    staffId: member.id,
    siteId: person.siteId,
    assetId: null,
    orderId: null,
    kind: 'call',
    purpose: 'service',
    moment: null,
    title: words.title,
    because: call.because,
    message: '',
    opening: OPENING[person.language === 'fr' ? 'fr' : 'en'](person.name, member.name),
    thank: call.kind === 'praising' ? words.thank : '',
    avoid: words.avoid(call.advisor),
    priority: 3,
    core: true,
    minutes: 10,
    notBefore: now,
    dueOn: new Date(now + 7 * DAY).toISOString().slice(0, 10),
    expiresAt: now + WITHIN_DAYS * DAY,
  }
}
