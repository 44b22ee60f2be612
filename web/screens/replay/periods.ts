/** What a replay is offered over: last winter, or so many days until today. */
export const PERIODS = ['winter', 90, 365, 730] as const
export type Span = (typeof PERIODS)[number]

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

/** The last winter that is over: from the first of November to the first of April. */
export function lastWinter(now: Date): { from: string; to: string } {
  const year = now.getUTCMonth() >= 3 ? now.getUTCFullYear() : now.getUTCFullYear() - 1
  return { from: `${year - 1}-11-01`, to: `${year}-04-01` }
}

/** So many days, today left out. */
export function lastDays(now: Date, days: number): { from: string; to: string } {
  return { from: dayOf(new Date(now.getTime() - days * 86_400_000)), to: dayOf(now) }
}
