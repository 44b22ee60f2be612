import type { Metric } from '../../../../contract/surveys.ts'
import classes from './Figures.module.css'
import { along } from './say-figure.ts'

interface IntervalBarProps {
  metric: Metric
  value: number
  interval: { low: number; high: number }
  /** What it was, as a hollow mark. */
  before?: number | null
  /** What it is when drawn towards the whole. */
  shrunk?: number | null
}

/** A figure on the whole of its scale, with its interval. The same is said in words beside it. */
export function IntervalBar({ metric, value, interval, before = null, shrunk = null }: IntervalBarProps) {
  const [low, high] = [along(metric, interval.low), along(metric, interval.high)]
  return (
    <div className={classes.scale} aria-hidden>
      {metric === 'nps' && <span className={classes.zero} />}
      <span className={classes.interval} style={{ left: `${low}%`, width: `${Math.max(0.8, high - low)}%` }} />
      {before !== null && <span className={classes.was} style={{ left: `${along(metric, before)}%` }} />}
      {shrunk !== null && <span className={classes.drawn} style={{ left: `${along(metric, shrunk)}%` }} />}
      <span className={classes.at} style={{ left: `${along(metric, value)}%` }} />
    </div>
  )
}
