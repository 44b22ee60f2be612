import type {
  Asked,
  AttemptFact,
  ConsentFact,
  ContractFact,
  LawSettings,
  PersonInLaw,
} from '../server/consent/judged.ts'
import { mayWe } from '../server/consent/may-we.ts'
import { instantOf } from '../server/plain/civil.ts'

export const PARIS = 'Europe/Paris'
/** `2026-11-24 09:59`, on the clock of a zone. */
export const at = (text: string, zone = PARIS): number => {
  const [day, clock] = text.split(' ') as [string, string]
  const [hour, minute] = clock.split(':').map(Number) as [number, number]
  return instantOf(zone, day, hour * 60 + minute)
}
const clockOf = (ms: number | null, zone = PARIS): string | null =>
  ms === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString().replace('T', ' ')

export const SETTINGS: LawSettings = {
  pack: 'auto',
  strictContracts: true,
  countPerEntity: false,
  legalEntity: 'Val SAS',
}
export const CAR = '01890000-0000-7000-8000-0000000000c1'
export const someone = (more: Partial<PersonInLaw> = {}): PersonInLaw => ({
  capacity: 'consumer',
  country: 'FR',
  postcode: '78000',
  zone: null,
  objectedAt: null,
  consents: [],
  contracts: [],
  sales: [],
  attempts: [],
  ...more,
})
export const said = (
  channel: ConsentFact['channel'],
  action: ConsentFact['action'] = 'given',
  on = '2026-09-01 10:00',
  purpose: ConsentFact['purpose'] = 'commercial',
): ConsentFact => ({ at: at(on), action, channel, purpose })
export const call = (on: string, more: Partial<AttemptFact> = {}): AttemptFact => ({
  at: at(on),
  channel: 'call',
  purpose: 'commercial',
  reached: false,
  refused: false,
  entity: 'Val SAS',
  ...more,
})
export const contract = (
  kind: ContractFact['kind'],
  since: string,
  until: string | null,
  assetId: string | null = CAR,
): ContractFact => ({
  kind,
  since,
  until,
  assetId,
  orderId: null,
})
export const ask = (
  channel: Asked['channel'],
  when: string,
  person: PersonInLaw = someone(),
  {
    purpose = 'commercial',
    zone = PARIS,
    settings = {},
    about = null,
    family = null,
  }: {
    purpose?: Asked['purpose']
    zone?: string
    settings?: Partial<LawSettings>
    about?: string | null
    family?: string | null
  } = {},
) => {
  const verdict = mayWe({ channel, purpose, at: at(when, zone), assetId: about, family }, person, {
    ...SETTINGS,
    ...settings,
  })
  return { ...verdict, codes: verdict.because.map((each) => each.code), next: clockOf(verdict.nextAllowed, zone) }
}
export const willing = (more: Partial<PersonInLaw> = {}) => someone({ consents: [said('call')], ...more })
// A Tuesday.
export const TUESDAY = '2026-11-24 10:30'
