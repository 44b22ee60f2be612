import { type House, publish } from '../kit/house.ts'
import { auditMany } from '../network/audit-many.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import {
  appointmentsOfSource,
  bookedKeys,
  insertAppointments,
  type NewAppointment,
  writeAppointment,
} from './appointment.store.ts'
import { type BookedFields, followSource } from './appointment-booking.ts'

export interface SourceBooking extends BookedFields {
  key: string
}
export interface Booked {
  created: number
  updated: number
  unchanged: number
  /** By key, what was written. */
  outcomes: Map<string, 'created' | 'updated'>
}

/**
 * Books what a source says, in the open transaction: each key once; a known one is brought to what the source says now where no person has
 * changed it. Screens and the gate hear of it once.
 */
export async function bookFromSource(
  house: House,
  source: { source: string; siteId: string; actor: string; staffId: string | null },
  bookings: readonly SourceBooking[],
): Promise<Booked> {
  const latest = new Map(bookings.map((booking) => [booking.key, booking]))
  const known = new Map(
    (await appointmentsOfSource(house.db, source.source, [...latest.keys()])).map((row) => [row.key, row]),
  )
  const outcomes: Booked['outcomes'] = new Map()
  const counted = { created: 0, updated: 0, unchanged: bookings.length - latest.size, outcomes }
  const added: (NewAppointment & { said: BookedFields })[] = []
  const lines: Parameters<typeof auditMany>[2][number][] = []
  for (const { key, ...said } of latest.values()) {
    const row = known.get(key)
    if (!row) {
      // What was cancelled before we ever saw it was never an appointment here.
      if (said.state === 'cancelled') {
        counted.unchanged++
        continue
      }
      const id = house.newId()
      added.push({ id, siteId: source.siteId, source: source.source, key, ...said, said })
      lines.push({
        action: 'appointment.create',
        customerId: said.customerId,
        siteId: source.siteId,
        detail: { appointment: id, source: source.source },
      })
      counted.created++
      outcomes.set(key, 'created')
      continue
    }
    const change = followSource(row, row.said, said)
    const fields = Object.keys(change)
    if (fields.length === 0) counted.unchanged++
    else {
      counted.updated++
      outcomes.set(key, 'updated')
      lines.push({
        action: 'appointment.change',
        customerId: row.customerId,
        siteId: row.siteId,
        detail: { appointment: row.id, source: source.source, fields },
      })
    }
    if (fields.length > 0 || JSON.stringify(sorted(row.said)) !== JSON.stringify(sorted(said)))
      await writeAppointment(house.db, row.id, change, said, house.now())
  }
  await insertAppointments(house.db, added, house.now())
  await noteFacts(
    house,
    added
      .filter((booking) => Date.parse(booking.at) > house.now().getTime())
      .map(({ id, customerId, siteId, assetId, at, service }) => ({
        kind: 'appointment.made',
        customerId,
        at: house.now(),
        siteId,
        assetId,
        data: { for: at, service },
        key: `appointment:${id}:made`,
      })),
  )
  await auditMany(house, { staffId: source.staffId, name: source.actor }, lines)
  if (counted.created + counted.updated > 0) publish(house, { type: 'expected', site: source.siteId })
  return counted
}

/** jsonb gives its keys back in an order of its own. */
const sorted = (said: object | null): [string, unknown][] =>
  Object.entries(said ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

/** Cancels what a calendar booked between two instants and no longer holds: deleting an event is how most people cancel. @returns how many */
export async function cancelVanished(
  house: House,
  source: { source: string; siteId: string; actor: string },
  present: ReadonlySet<string>,
  from: Date,
  to: Date,
): Promise<number> {
  const gone = (await bookedKeys(house.db, source.source, from, to)).filter((key) => !present.has(key))
  const rows = await appointmentsOfSource(house.db, source.source, gone)
  for (const row of rows)
    await writeAppointment(house.db, row.id, { state: 'cancelled' }, { ...row.said, state: 'cancelled' }, house.now())
  await auditMany(
    house,
    { staffId: null, name: source.actor },
    rows.map((row) => ({
      action: 'appointment.change',
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { appointment: row.id, source: source.source, fields: ['state'] },
    })),
  )
  if (rows.length > 0) publish(house, { type: 'expected', site: source.siteId })
  return rows.length
}
