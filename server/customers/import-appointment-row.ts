import type { Service } from '../../contract/network.ts'
import { fold } from '../plain/fold.ts'
import { readCount } from './import-cells.ts'
import { keyOf, type RowContext, type Warning } from './import-reading.ts'
import type { Refusal } from './import-row.ts'
import { cellsByField, type RowWho, readWhen, readWho, said, shownWho } from './import-who.ts'

/** Why a row with an appointment is set aside, beside what any row may be set aside for. */
const APPOINTMENT_REFUSALS = [
  'date-missing',
  'date-unreadable',
  'time-unreadable',
  'customer-missing',
  'customer-unknown',
  'customer-ambiguous',
  'key-of-another',
] as const
export type AppointmentRefusal = Refusal | (typeof APPOINTMENT_REFUSALS)[number]

/** What a row says of an appointment, in the civil time of the site. */
export interface AppointmentRow {
  key: string | null
  /** YYYY-MM-DD */
  date: string
  /** HH:MM */
  time: string
  /** An instant, when the row gives one with its zone; it then says more than date and time. */
  instant: string | null
  minutes: number | null
  service: Service | null
  reason: string
  staffEmail: string | null
  who: RowWho
}
export type ReadAppointment = { ok: AppointmentRow; warnings: Warning[] } | { problem: AppointmentRefusal }

const SERVICE_WORDS: readonly (readonly [Service, RegExp])[] = [
  ['bodywork', /carross|peinture|sinistre|bodywork|body shop|choc|pare brise|vitrage/],
  ['tyres', /pneu|tyre|tire|geometrie|parallelisme|equilibrage|hivernage/],
  ['delivery', /livraison|delivery|remise des cles|restitution|handover/],
  ['rental', /location|rental|vehicule de pret|courtoisie|loan car/],
  ['parts', /pieces|magasin|parts|accessoire/],
  ['sales', /vente|essai|commercial|sales|test drive|offre|reprise|\bvn\b|\bvo\b|showroom|achat/],
  [
    'service',
    /revision|vidange|entretien|atelier|mecanique|service|maintenance|repair|reparation|frein|diagnostic|rappel|controle|distribution|batterie|recall|noise|bruit|panne/,
  ],
  ['reception', /accueil|reception/],
]
/** The service meant by a word of a diary: carrosserie, pneus, essai… null when it says nothing of it. */
export function readService(text: string): Service | null {
  const words = fold(text)
  return SERVICE_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

/** One row of a diary, read. Whether the customer is known is for whoever has the base. */
export function readAppointmentRow(cells: readonly string[], context: RowContext): ReadAppointment {
  const cell = cellsByField(cells, context)
  if (!cell) return { problem: 'too-many-columns' }
  const warnings: Warning[] = []

  const when = readWhen(cell, context)
  if ('problem' in when) return when
  const who = readWho(cell, context, warnings)
  if (!who) return { problem: 'customer-missing' }

  return {
    ok: {
      key: keyOf(cell.key, () => warnings.push('key-cut')),
      ...when,
      minutes: readMinutes(cell.minutes ?? ''),
      service: readService(cell.service ?? '') ?? readService(cell.reason ?? ''),
      reason: (cell.reason ?? '').slice(0, 500).toWellFormed(),
      staffEmail: cell.staffEmail?.toLowerCase() || null,
      who,
    },
    warnings,
  }
}

/** `60`, `1h30`, `01:30`, `90 min`; null when nothing usable is said. Between five minutes and a day. */
export function readMinutes(text: string): number | null {
  if (!text) return null
  const clock = /^(\d{1,2})\s*[h:]\s*(\d{2})?(?::\d{2})?$/iu.exec(text)
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2] ?? 0) : readCount(text)
  return minutes !== null && minutes >= 5 && minutes <= 1440 ? minutes : null
}

/** The fields of an appointment as a preview shows them. */
export function shownAppointment({
  key,
  date,
  time,
  instant,
  minutes,
  service,
  reason,
  staffEmail,
  who,
}: AppointmentRow): Record<string, string> {
  const all = {
    key,
    at: instant ?? `${date} ${time}`,
    minutes,
    service,
    reason,
    staffEmail,
    ...shownWho(who),
  }
  return said(all)
}
