/** How often, in the largest unit that says it whole. */
export function rhythmOf(minutes: number): { unit: 'minutes' | 'hours' | 'days'; n: number } {
  if (minutes % 1440 === 0) return { unit: 'days', n: minutes / 1440 }
  return minutes % 60 === 0 ? { unit: 'hours', n: minutes / 60 } : { unit: 'minutes', n: minutes }
}

/** How often one may choose. */
export const RHYTHMS = [15, 60, 360, 1440, 10_080] as const
