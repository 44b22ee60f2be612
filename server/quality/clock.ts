const DAY = 86_400_000

/** The days of a clock on which people are told: two thirds, nine tenths, the end. Of thirty days: 20, 27, 30. */
export const tellingDays = (days: number): number[] => [
  ...new Set([Math.round((days * 2) / 3), Math.round(days * 0.9), days]),
]

/** The newest day of the clock that should have been told by now and was not; null when nothing is due. */
export function toTell(openedAt: number, dueAt: number, told: number, now: number): number | null {
  const days = Math.round((dueAt - openedAt) / DAY)
  const due = tellingDays(days).filter((day) => day > told && now >= openedAt + day * DAY)
  return due.at(-1) ?? null
}

/** Whole days until the clock ends; below zero when it is over. */
export const daysLeft = (dueAt: number, now: number): number => Math.ceil((dueAt - now) / DAY)
