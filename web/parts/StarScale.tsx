import { useWords } from '../words/words.tsx'
import classes from './StarScale.module.css'

interface StarScaleProps {
  /** Of what, for those who do not see the drawing. */
  name: string
  /** The plain mean, and where the true one lies with 95 %. Null where it rests on too few to be said. */
  mean: number | null
  low: number
  high: number
  /** The bar it is held against. */
  bar: number
  tone?: 'good' | 'wait' | 'bad' | 'calm'
}

const at = (stars: number): string => `${Math.max(0, Math.min(100, (stars - 1) * 25))}%`

/** Stars on their scale from one to five: the mean as a point, its interval as a band, the bar as a line. */
export function StarScale({ name, mean, low, high, bar, tone = 'good' }: StarScaleProps) {
  const { t } = useWords()
  return (
    <div
      className={classes.scale}
      data-tone={tone}
      role="img"
      aria-label={
        mean === null
          ? t('gate.stars-drawn-few', { name, low, high, bar })
          : t('gate.stars-drawn', { name, mean, low, high, bar })
      }
    >
      <span className={classes.band} style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }} />
      <span className={classes.bar} style={{ left: at(bar) }} />
      {mean !== null && <span className={classes.point} style={{ left: at(mean) }} />}
    </div>
  )
}
