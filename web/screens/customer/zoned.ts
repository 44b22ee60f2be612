/** What the clock on the wall of a place shows at an instant. */
export interface Civil {
  /** YYYY-MM-DD */
  day: string
  /** HH:MM */
  clock: string
}

export function civilIn(zone: string, at: Date): Civil {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return { day: `${of('year')}-${of('month')}-${of('day')}`, clock: `${of('hour')}:${of('minute')}` }
}

const asUtc = ({ day, clock }: Civil): number => Date.parse(`${day}T${clock}:00Z`)

/**
 * The instant at which the clock of a place shows this. An hour that the change to summer time leaves out is read as the one
 * after it; an hour that comes twice in autumn is the first of the two.
 */
export function instantIn(zone: string, civil: Civil): string {
  const naive = asUtc(civil)
  const shown = (at: number) => asUtc(civilIn(zone, new Date(at)))
  // The offset at one guess is that at the instant itself, but for the nights when the clock is changed: so twice.
  const guess = naive - (shown(naive) - naive)
  const early = naive - (shown(naive - 86_400_000) - (naive - 86_400_000))
  const best = [early, guess].find((at) => shown(at) === naive)
  return new Date(best ?? early).toISOString()
}

/** The next full half hour of a place, not sooner than `afterMs` from now: where a new appointment begins. */
export function nextHalfHour(zone: string, now: Date, afterMs = 3_600_000): Civil {
  const step = 1_800_000
  return civilIn(zone, new Date(Math.ceil((now.getTime() + afterMs) / step) * step))
}

/** « mardi 24 novembre, 10:30 »; the year where it is not this one. */
export function appointmentText(at: Date, now: Date, locale: string, zone: string): string {
  const sameYear = civilIn(zone, at).day.slice(0, 4) === civilIn(zone, now).day.slice(0, 4)
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
  return `${day}, ${civilIn(zone, at).clock}`
}
