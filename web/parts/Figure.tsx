import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import classes from './Figure.module.css'

interface FigureProps {
  /** What is counted. */
  name: string
  value: ReactNode
  unit?: string
  /** On how many it rests. */
  n?: number | undefined
  /** Its 95 % interval, already written in the unit. */
  interval?: [string, string] | null
  /** Instead of n and interval, a line of one's own. */
  note?: ReactNode
}

/** One number with what it rests on: n and interval. */
export function Figure({ name, value, unit, n, interval, note }: FigureProps) {
  const { t, number } = useWords()
  const rests = [
    n === undefined ? null : t('shell.n', { n: number(n) }),
    interval ? t('shell.interval', { low: interval[0], high: interval[1] }) : null,
  ].filter(Boolean)
  return (
    <div className={classes.figure}>
      <div className={classes.name}>{name}</div>
      <div className={`${classes.value} figures`}>
        {value}
        {unit && <span className={classes.unit}>{unit}</span>}
      </div>
      {(note || rests.length > 0) && <div className={classes.note}>{note ?? rests.join(' · ')}</div>}
    </div>
  )
}
