import { IconClock, IconHourglassHigh } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import { useNow } from './Time.tsx'
import { Tone } from './Tone.tsx'
import { timerText } from './when.ts'

/** Seconds since they arrived, by the server's clock (`skewMs` is how far it is ahead of this one). */
export function useWaited(arrivedAt: string, skewMs: number): number {
  const now = useNow(1000)
  return Math.max(0, (now.getTime() + skewMs - Date.parse(arrivedAt)) / 1000)
}

/** How long someone waits, running; past the delay of the site it asks for a hand, in colour and in words. */
export function Waiting({ arrivedAt, withinS, skewMs = 0 }: { arrivedAt: string; withinS: number; skewMs?: number }) {
  const { t } = useWords()
  const waited = useWaited(arrivedAt, skewMs)
  const late = waited > withinS
  return (
    <span role="timer">
      <Tone
        tone={late ? 'now' : 'calm'}
        icon={late ? <IconHourglassHigh size={15} aria-hidden /> : <IconClock size={15} aria-hidden />}
      >
        {t(late ? 'card.late' : 'card.waiting')} <span className="figures">{timerText(waited)}</span>
      </Tone>
    </span>
  )
}
