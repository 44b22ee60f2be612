import { SAME_VISIT_MS } from './here.ts'

interface Came {
  customerId: string
  appointmentId: string | null
  state: string
  arrivedAt: Date
}

/**
 * Who is still expected, and since when those of them who are here already are here. An appointment is over for this list once somebody came
 * for it. Who is here without an appointment of their own came for the one near their arrival; a later one of the same day still stands
 * before them: they leave the car at nine and come for the delivery at four.
 */
export function stillExpected<A extends { id: string; customerId: string; at: string }>(
  booked: readonly A[],
  came: readonly Came[],
): (A & { hereSince: string | null })[] {
  const kept = new Set(came.map(({ appointmentId }) => appointmentId))
  const here = new Map<string, Came[]>()
  for (const visit of came)
    if (visit.state !== 'left') here.set(visit.customerId, [...(here.get(visit.customerId) ?? []), visit])
  return booked.flatMap((appointment) => {
    if (kept.has(appointment.id)) return []
    const visits = here.get(appointment.customerId) ?? []
    const cameForIt = ({ appointmentId, arrivedAt }: Came) =>
      appointmentId === null && Math.abs(Date.parse(appointment.at) - arrivedAt.getTime()) <= SAME_VISIT_MS
    if (visits.some(cameForIt)) return []
    const last = Math.max(...visits.map(({ arrivedAt }) => arrivedAt.getTime()))
    return [{ ...appointment, hereSince: visits.length > 0 ? new Date(last).toISOString() : null }]
  })
}
