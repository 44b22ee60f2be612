import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { sourceHealth } from '../../../contract/signals.ts'
import { clockText, regionOf } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import type { Door } from './makes.ts'
import classes from './Setup.module.css'

const HEIGHT = 110
const FOOT = 20
const SIDE = 34

interface Props {
  hours: AnswerOf<typeof sourceHealth>['hours']
  door: Door
  zone: string | undefined
}

/** What came in each hour: recognised below, the rest above; the same as a list, one line for each hour in which something came. */
export function HourBars({ hours, door, zone }: Props) {
  const { t, locale, number } = useWords()
  const id = useId()
  // Drawn half as wide on a phone, so that its letters stay as large as those around it.
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const width = phone ? 340 : 720
  const bars = hours.map(({ hour, counts }) => {
    const sure = counts.sure ?? 0
    const came = Math.max(counts[door === 'gate' ? 'read' : 'call'] ?? 0, sure)
    return { hour: new Date(hour), sure, came }
  })
  const most = Math.max(1, ...bars.map((b) => b.came))
  const step = (width - SIDE) / Math.max(1, bars.length)
  const week = bars.length > 48
  const dayOf = (at: Date) =>
    new Intl.DateTimeFormat(regionOf(locale), {
      weekday: 'short',
      day: 'numeric',
      ...(zone ? { timeZone: zone } : {}),
    }).format(at)
  const hourOf = (at: Date) => Number(clockText(at, 'en-GB', zone).slice(0, 2))
  const said = bars.filter((b) => b.came > 0)
  const line = (b: (typeof bars)[number]) =>
    t('setup.bar', {
      hour: week ? `${dayOf(b.hour)} ${clockText(b.hour, locale, zone)}` : clockText(b.hour, locale, zone),
      n: b.came,
      sure: b.sure,
    })
  return (
    <figure className={classes.bars}>
      <figcaption id={id} className={classes.head}>
        {t(door === 'gate' ? 'setup.bars-reads' : 'setup.bars-calls')}
      </figcaption>
      {said.length === 0 ? (
        <p className={classes.quiet} style={{ marginTop: 6 }}>
          {t('setup.bars-none')}
        </p>
      ) : (
        <>
          <svg
            viewBox={`0 -8 ${width + 16} ${HEIGHT + FOOT + 8}`}
            role="img"
            aria-labelledby={id}
            className={classes.drawing}
          >
            <title>{t(door === 'gate' ? 'setup.bars-reads' : 'setup.bars-calls')}</title>
            <line x1={SIDE} x2={width} y1={0} y2={0} className={classes.axis} strokeDasharray="2 4" />
            <text x={SIDE - 6} y={4} textAnchor="end" className={classes.tick}>
              {number(most)}
            </text>
            <text x={SIDE - 6} y={HEIGHT + 3} textAnchor="end" className={classes.tick}>
              0
            </text>
            {bars.map((b, i) => {
              const all = (b.came / most) * HEIGHT
              const sure = (b.sure / most) * HEIGHT
              const gap = week ? 0.6 : 3
              const box = { x: SIDE + i * step + gap / 2, width: Math.max(1, step - gap) }
              return (
                <g key={b.hour.toISOString()}>
                  <title>{line(b)}</title>
                  <rect {...box} y={HEIGHT - all} height={all} rx={week ? 1 : 3} className={classes.rest} />
                  <rect {...box} y={HEIGHT - sure} height={sure} rx={week ? 1 : 3} className={classes.sure} />
                </g>
              )
            })}
            <line x1={SIDE} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.axis} />
            {bars.map((b, i) => {
              const hour = hourOf(b.hour)
              if (week ? hour !== 0 || (phone && i % 48 >= 24) : hour % (phone ? 8 : 4) !== 0) return null
              return (
                <text key={b.hour.toISOString()} x={SIDE + i * step} y={HEIGHT + 15} className={classes.tick}>
                  {week ? dayOf(b.hour) : clockText(b.hour, locale, zone)}
                </text>
              )
            })}
          </svg>
          <p className={classes.key} aria-hidden>
            <span>
              <i data-of="sure" />
              {t('setup.bars-sure')}
            </span>
            <span>
              <i data-of="rest" />
              {t(door === 'gate' ? 'setup.bars-rest' : 'setup.bars-rest-calls')}
            </span>
          </p>
          <details>
            <summary className={classes.summary}>{t('shell.dist-table')}</summary>
            <ul style={{ margin: 0, paddingLeft: '1.2em' }} className="figures">
              {said.map((b) => (
                <li key={b.hour.toISOString()}>{line(b)}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </figure>
  )
}
