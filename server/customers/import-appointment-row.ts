import type { Service } from '../../contract/network.ts'
import { fold } from '../plain/fold.ts'
import { readPlate } from './asset-fields.ts'
import { readCell, readClock, readCount, readDay, severalIn } from './import-cells.ts'
import type { RowContext, Warning } from './import-reading.ts'
import type { Refusal } from './import-row.ts'
import { toE164 } from './phone.ts'

/** Why a row with an appointment is set aside, beside what any row may be set aside for. */
export const APPOINTMENT_REFUSALS = [
  'date-missing',
  'date-unreadable',
  'time-unreadable',
  'customer-missing',
  'customer-unknown',
  'customer-ambiguous',
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
  who: { customerKey: string | null; fullName: string; phones: string[]; emails: string[]; plate: string | null }
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
  if (cells.length > context.fields.length && cells.slice(context.fields.length).some((cell) => cell.trim() !== ''))
    return { problem: 'too-many-columns' }
  const cell: Record<string, string> = {}
  for (const [n, field] of context.fields.entries()) if (field) cell[field] = readCell(cells[n] ?? '')
  const warnings: Warning[] = []

  const at = cell.at ?? ''
  const whenText = cell.date || at
  if (!whenText) return { problem: 'date-missing' }
  const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(at) ? new Date(at) : null
  const date = readDay(whenText, context.dates, context.today)
  if (!date || (zoned && Number.isNaN(zoned.getTime()))) return { problem: 'date-unreadable' }
  const timeText = cell.time || /[T\s,à]+(\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2})?(?:\s*[ap]m)?)/iu.exec(whenText)?.[1] || ''
  const time = readClock(timeText)
  if (!time) return { problem: 'time-unreadable' }

  const unread = (): string[] => {
    warnings.push('phone-unreadable')
    return []
  }
  const phones = severalIn(cell.phone ?? '').flatMap((text) => toE164(text, context.country) ?? unread())
  const plate = cell.plate ? readPlate(cell.plate).plate : null
  if (cell.plate && !plate) warnings.push('plate-unreadable')
  const emails = (cell.email ?? '')
    .toLowerCase()
    .split(/[;,\s]+/u)
    .filter((text) => text.includes('@'))
  const who = { customerKey: cell.customerKey || null, fullName: cell.fullName ?? '', phones, emails, plate }
  if (!who.customerKey && !who.fullName && phones.length + emails.length === 0 && !plate)
    return { problem: 'customer-missing' }

  return {
    ok: {
      key: cell.key?.slice(0, 120).toWellFormed() || null,
      date,
      time,
      instant: zoned && !cell.date && !cell.time ? zoned.toISOString() : null,
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
function readMinutes(text: string): number | null {
  if (!text) return null
  const clock = /^(\d{1,2})\s*[h:]\s*(\d{2})?(?::\d{2})?$/iu.exec(text)
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2] ?? 0) : readCount(text)
  return minutes !== null && minutes >= 5 && minutes <= 1440 ? minutes : null
}

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
    customerKey: who.customerKey,
    fullName: who.fullName,
    phone: who.phones.join(' / '),
    email: who.emails.join(' / '),
    plate: who.plate,
  }
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== null && value !== '')
      .map(([field, value]) => [field, String(value)]),
  )
}
