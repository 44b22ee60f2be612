/**
 * When is the next person told, of a visit that waits again for somebody to move? As if nobody had moved in between: each person
 * told so far had the delay of the site, counted from the arrival; when that is over, now.
 */
export function whenToldNext(visit: { arrivedAt: Date; escalation: number }, greetWithinS: number, now: Date): Date {
  const due = visit.arrivedAt.getTime() + (visit.escalation + 1) * greetWithinS * 1000
  return new Date(Math.max(due, now.getTime()))
}
