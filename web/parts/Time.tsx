import { Tooltip } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useWords } from '../words/words.tsx'
import { clockText, exactText, timeText } from './when.ts'

const listeners = new Map<number, { heard: Set<() => void>; timer: ReturnType<typeof setInterval>; now: number }>()

/** The present, told again every `everyMs` (one timer for everyone who asks for the same step). */
export function useNow(everyMs = 15_000): Date {
  const now = useSyncExternalStore(
    (hear) => {
      let step = listeners.get(everyMs)
      if (!step) {
        const made = { heard: new Set<() => void>(), now: Date.now(), timer: setInterval(() => tick(made), everyMs) }
        listeners.set(everyMs, made)
        step = made
      }
      step.heard.add(hear)
      return () => {
        step.heard.delete(hear)
        if (step.heard.size === 0) {
          clearInterval(step.timer)
          listeners.delete(everyMs)
        }
      }
    },
    () => listeners.get(everyMs)?.now ?? first(everyMs),
  )
  return new Date(now)
}

const tick = (step: { heard: Set<() => void>; now: number }) => {
  step.now = Date.now()
  for (const hear of step.heard) hear()
}

/** Before anyone listens, the present is rounded to the step, so that asking twice answers the same. */
const first = (everyMs: number) => Math.floor(Date.now() / Math.min(everyMs, 1000)) * Math.min(everyMs, 1000)

interface TimeProps {
  at: string | Date
  zone?: string | undefined
  /** `human`: « 2 min ago »; `clock`: « 10:30 ». */
  as?: 'human' | 'clock'
}

/** A time as a person says it, with the exact one on hover and focus. */
export function Time({ at, zone, as = 'human' }: TimeProps) {
  const now = useNow()
  const { locale } = useWords()
  const instant = typeof at === 'string' ? new Date(at) : at
  return (
    <Tooltip label={exactText(instant, locale, zone)}>
      <time dateTime={instant.toISOString()}>
        {as === 'clock' ? clockText(instant, locale, zone) : timeText(instant, now, locale, zone)}
      </time>
    </Tooltip>
  )
}
