import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import type { ReplayFigures } from '../../../contract/replay.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Replay.module.css'

const HEIGHT = 120
const FOOT = 36

/** People by the contacts of their fullest thirty days; beyond the bar they would have been angry. */
export function Pressure({ result, beside }: { result: ReplayFigures; beside: ReplayFigures | null }) {
  const { t, number, percent } = useWords()
  const id = useId()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const width = phone ? 320 : 560
  const last = Math.max(
    result.angryOver + 1,
    ...result.pressure.map((each) => each.contacts),
    ...(beside?.pressure ?? []).map((each) => each.contacts),
  )
  const bins = Array.from({ length: last + 1 }, (_, contacts) => contacts)
  const of = (figures: ReplayFigures, contacts: number) =>
    (figures.pressure.find((each) => each.contacts === contacts)?.people ?? 0) / Math.max(1, figures.people)
  const most = Math.max(0.01, ...bins.map((bin) => Math.max(of(result, bin), beside ? of(beside, bin) : 0)))
  const step = width / bins.length
  const height = (share: number) => (share === 0 ? 0 : Math.max(2, (share / most) * HEIGHT))
  const line = (bin: number) =>
    t('replay.pressure-bin', {
      n: bin,
      share: percent(of(result, bin), 1),
      people: number(Math.round(of(result, bin) * result.people)),
    })
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 -8 ${width} ${HEIGHT + FOOT + 8}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{t('replay.pressure')}</title>
        {bins.map((bin, at) => (
          <g key={bin}>
            <title>{line(bin)}</title>
            <rect
              x={at * step + 2}
              y={HEIGHT - height(of(result, bin))}
              width={Math.max(1, step - 4)}
              height={height(of(result, bin))}
              rx={3}
              className={bin > result.angryOver ? classes.over : classes.mine}
            />
            {beside && (
              <rect
                x={at * step + 2}
                y={HEIGHT - height(of(beside, bin))}
                width={Math.max(1, step - 4)}
                height={height(of(beside, bin))}
                rx={3}
                className={classes.other}
              />
            )}
            <text x={at * step + step / 2} y={HEIGHT + 15} textAnchor="middle" className={classes.tick}>
              {number(bin)}
            </text>
          </g>
        ))}
        <line x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.axis} />
        <line
          x1={(result.angryOver + 1) * step}
          x2={(result.angryOver + 1) * step}
          y1={-8}
          y2={HEIGHT}
          className={classes.mark}
          strokeDasharray="4 4"
        />
        <text x={width / 2} y={HEIGHT + 32} textAnchor="middle" className={classes.tick}>
          {t('replay.pressure-axis')}
        </text>
      </svg>
      <p className={classes.note}>{t('replay.angry-note', { n: result.angryOver })}</p>
      <ul className="sr-only" aria-label={t('replay.pressure')}>
        {bins.map((bin) => (
          <li key={bin}>{line(bin)}</li>
        ))}
      </ul>
    </figure>
  )
}
