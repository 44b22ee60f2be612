import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import type { ReplayFigures } from '../../../contract/replay.ts'
import { regionOf } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Replay.module.css'

const HEIGHT = 140
const FOOT = 22

/** Contacts made, month by month: ours filled, the other version's as an outline. The same figures as a list. */
export function Months({ result, beside }: { result: ReplayFigures; beside: ReplayFigures | null }) {
  const { t, number, locale } = useWords()
  const id = useId()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const width = phone ? 330 : 760
  const months = [...new Set([...Object.keys(result.byMonth), ...Object.keys(beside?.byMonth ?? {})])].sort()
  const mine = (month: string) => result.byMonth[month]?.done ?? 0
  const other = (month: string) => beside?.byMonth[month]?.done ?? 0
  const most = Math.max(1, ...months.map((month) => Math.max(mine(month), other(month))))
  const step = width / Math.max(1, months.length)
  const name = (month: string, long: boolean) =>
    new Intl.DateTimeFormat(regionOf(locale), {
      month: long ? 'long' : 'short',
      ...(long ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(new Date(`${month}-15`))
  const line = (month: string) =>
    beside
      ? t('replay.month-two', { month: name(month, true), mine: number(mine(month)), other: number(other(month)) })
      : t('replay.month-one', { month: name(month, true), mine: number(mine(month)) })
  const height = (value: number) => (value === 0 ? 0 : Math.max(2, (value / most) * HEIGHT))
  if (months.length === 0) return <p className="dim">{t('replay.nothing')}</p>
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 -8 ${width} ${HEIGHT + FOOT + 8}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{t('replay.months')}</title>
        {months.map((month, at) => (
          <g key={month}>
            <title>{line(month)}</title>
            <rect
              x={at * step + 2}
              y={HEIGHT - height(mine(month))}
              width={Math.max(1, step - 4)}
              height={height(mine(month))}
              rx={3}
              className={classes.mine}
            />
            {beside && (
              <rect
                x={at * step + 2}
                y={HEIGHT - height(other(month))}
                width={Math.max(1, step - 4)}
                height={height(other(month))}
                rx={3}
                className={classes.other}
              />
            )}
            {at % Math.ceil((months.length * 44) / width) === 0 && (
              <text x={at * step + step / 2} y={HEIGHT + 16} textAnchor="middle" className={classes.tick}>
                {name(month, false)}
              </text>
            )}
          </g>
        ))}
        <line x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.axis} />
      </svg>
      <ul className="sr-only" aria-label={t('replay.months')}>
        {months.map((month) => (
          <li key={month}>{line(month)}</li>
        ))}
      </ul>
    </figure>
  )
}
