import { Tooltip } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useWords } from '../words/words.tsx'
import { clockText, datedText, exactText, timeText } from './when.ts'

interface Ticking {
  hear: (listener: () => void) => () => void
  read: () => number
}

const steps = new Map<number, Ticking>()

/** One timer per step for everyone who asks for it; it runs only while someone listens. */
function ticking(everyMs: number): Ticking {
  const known = steps.get(everyMs)
  if (known) return known
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const made: Ticking = {
    hear: (listener) => {
      if (listeners.size === 0) {
        timer = setInterval(tick, everyMs)
        // It may have rested since it was last asked.
        if (Date.now() - now > everyMs) queueMicrotask(tick)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearInterval(timer)
      }
    },
    read: () => now,
  }
  steps.set(everyMs, made)
  return made
}

/** The present, told again every `everyMs`. */
export function useNow(everyMs = 15_000): Date {
  const { hear, read } = ticking(everyMs)
  return new Date(useSyncExternalStore(hear, read))
}

interface TimeProps {
  at: string | Date
  zone?: string | undefined
  /** `human`: « 2 min ago »; `clock`: « 10:30 ». */
  as?: 'human' | 'clock'
  /** Within a sentence: a date has its article. */
  dated?: boolean
}

/** A time as a person says it, with the exact one on hover and focus. */
export function Time({ at, zone, as = 'human', dated = false }: TimeProps) {
  const now = useNow()
  const { locale } = useWords()
  const instant = typeof at === 'string' ? new Date(at) : at
  return (
    <Tooltip label={exactText(instant, locale, zone)}>
      <time dateTime={instant.toISOString()}>
        {as === 'clock' ? clockText(instant, locale, zone) : (dated ? datedText : timeText)(instant, now, locale, zone)}
      </time>
    </Tooltip>
  )
}
