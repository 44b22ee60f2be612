import type { Service } from '../../contract/network.ts'
import { fold } from '../plain/fold.ts'
import { type AppointmentRefusal, readMinutes, readService } from './import-appointment-row.ts'
import { attributesOf, shownAttributes } from './import-attributes.ts'
import { cut, keyOf, type RowContext, type Warning } from './import-reading.ts'
import { cellsByField, type RowWhen, type RowWho, readWhen, readWho, said, shownWho } from './import-who.ts'

/** What a row says of a visit or a call of the past. */
export interface PastRow extends RowWhen {
  key: string | null
  service: Service | null
  minutes: number | null
  /** Of a call: who rang whom. */
  direction: 'in' | 'out' | null
  reason: string
  staffEmail: string | null
  /** What no field is for, under the names of its columns. */
  attributes: Record<string, string>
  who: RowWho
}
export type ReadPast = { ok: PastRow; warnings: Warning[] } | { problem: AppointmentRefusal | 'date-to-come' }

/** One visit or call, read. A day without an hour is that day at noon: it keeps its place among others, and nobody reads the hour. */
export function readPastRow(cells: readonly string[], context: RowContext): ReadPast {
  const cell = cellsByField(cells, context)
  if (!cell) return { problem: 'too-many-columns' }
  const warnings: Warning[] = []
  const when = readWhen(cell, context, '12:00')
  if ('problem' in when) return when
  if (when.date > context.today) return { problem: 'date-to-come' }
  const who = readWho(cell, context, warnings)
  if (!who) return { problem: 'customer-missing' }
  return {
    ok: {
      ...when,
      key: keyOf(cell.key, () => warnings.push('key-cut')),
      service: readService(cell.service ?? '') ?? readService(cell.reason ?? ''),
      minutes: readMinutes(cell.minutes ?? ''),
      direction: readDirection(cell.direction ?? ''),
      reason: cut(cell.reason ?? '', 2000).toWellFormed(),
      staffEmail: cell.staffEmail?.toLowerCase() || null,
      attributes: attributesOf(cells, context),
      who,
    },
    warnings,
  }
}

/** `entrant`, `reçu`, `inbound`: they rang; `sortant`, `émis`, `outgoing`: we did. A call that we made is no contact of theirs. */
function readDirection(text: string): 'in' | 'out' | null {
  const said = fold(text)
  if (/^(out|sort|emis|emission|emit|made|placed|passe|outbound)/u.test(said)) return 'out'
  return /^(in$|inb|incom|entr|recu|recept|received|missed|manque)/u.test(said) ? 'in' : null
}

/** The fields of a visit or a call as a preview shows them. */
export const shownPast = ({ who, date, time, instant, attributes, ...rest }: PastRow): Record<string, string> =>
  said({ at: instant ?? `${date} ${time}`, ...rest, attribute: shownAttributes(attributes), ...shownWho(who) })
