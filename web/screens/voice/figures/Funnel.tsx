import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import type { VoiceBreakdownAnswer } from '../../../../contract/voice.ts'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'
import { RANGE, sayFigure } from './say-figure.ts'

const HEIGHT = 240
const FOOT = 40
const LEFT = 42
/** The limits that are drawn: 95 and 99.8 %. */
const LIMITS = [1.959964, 3.090232] as const

/** Each site by how many answered: inside the funnel what sets it apart may be chance. */
export function Funnel({ answer: { metric, rows, funnel, by } }: { answer: VoiceBreakdownAnswer }) {
  const { t, number, locale } = useWords()
  const id = useId()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  if (by !== 'site' || !funnel) return null
  const width = phone ? 330 : 900
  const points = rows.filter(({ figure }) => figure.value !== null)
  const mostN = Math.max(20, ...points.map(({ figure }) => figure.n)) * 1.05
  const [least, most] = RANGE[metric]
  const values = points.map(({ figure }) => figure.value!)
  const bottom = Math.max(least, Math.min(...values, funnel.centre - (LIMITS[1] * funnel.reach) / Math.sqrt(mostN)))
  const top = Math.min(most, Math.max(...values, funnel.centre + (LIMITS[1] * funnel.reach) / Math.sqrt(mostN)))
  const room = Math.max((most - least) / 40, (top - bottom) * 0.12)
  const [from, to] = [Math.max(least, bottom - room), Math.min(most, top + room)]
  const x = (n: number) => LEFT + (n / mostN) * (width - LEFT - 8)
  const y = (value: number) => HEIGHT * (1 - (value - from) / (to - from))
  const curve = (z: number) =>
    Array.from({ length: 60 }, (_, i) => {
      const n = ((i + 1) / 60) ** 2 * mostN
      return `${x(n)},${y(funnel.centre + (z * funnel.reach) / Math.sqrt(n))}`
    }).join('L')
  const over = funnel.over > 1.2
  const outside = points.filter(({ zone }) => zone === 'far-above' || zone === 'far-below')
  return (
    <figure className={classes.drawnFigure}>
      <figcaption className={classes.verdict}>
        {outside.length === 0
          ? t(over ? 'figure.funnel-none-over' : 'figure.funnel-none')
          : t('figure.funnel-out', { n: outside.length, names: outside.map(({ title }) => title).join(', ') })}
      </figcaption>
      <svg viewBox={`0 -8 ${width} ${HEIGHT + FOOT + 8}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{t('figure.funnel-title', { what: t(`figure.${metric}`) })}</title>
        {[from, to].map((tick) => (
          <text key={tick} x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className={classes.tick}>
            {sayFigure(metric, tick, locale)}
          </text>
        ))}
        <line x1={LEFT} x2={width} y1={HEIGHT} y2={HEIGHT} className={classes.axis} />
        <line x1={LEFT} x2={width} y1={y(funnel.centre)} y2={y(funnel.centre)} className={classes.centre} />
        <clipPath id={`${id}-in`}>
          <rect x={LEFT} y={0} width={width - LEFT} height={HEIGHT} />
        </clipPath>
        <g clipPath={`url(#${id}-in)`}>
          {LIMITS.flatMap((z) => [z, -z]).map((z) => (
            <path key={z} d={`M${curve(z)}`} className={classes.limit} data-outer={Math.abs(z) > 3 || undefined} />
          ))}
        </g>
        {points.map(({ key, title, figure, zone }) => (
          <circle
            key={key}
            cx={x(figure.n)}
            cy={y(figure.value!)}
            r={phone ? 3.6 : 5}
            className={classes.point}
            data-out={zone?.startsWith('far') || undefined}
          >
            <title>
              {t('shell.of', { what: title, text: `${sayFigure(metric, figure.value, locale)}, n ${figure.n}` })}
            </title>
          </circle>
        ))}
        {outside.map(({ key, title, figure }) => {
          const right = x(figure.n) > width * 0.7
          return (
            <text
              key={key}
              x={x(figure.n) + (right ? -9 : 9)}
              y={y(figure.value!) + 4}
              textAnchor={right ? 'end' : 'start'}
              className={classes.label}
            >
              {title}
            </text>
          )
        })}
        {[0, 0.5, 1].map((share) => (
          <text
            key={share}
            x={x(share * mostN)}
            y={HEIGHT + 18}
            textAnchor={share === 1 ? 'end' : 'middle'}
            className={classes.tick}
          >
            {number(Math.round(share * mostN))}
          </text>
        ))}
        <text x={(LEFT + width) / 2} y={HEIGHT + 35} textAnchor="middle" className={classes.tick}>
          {t('figure.funnel-answers')}
        </text>
      </svg>
      <p className={classes.quiet}>{t(over ? 'figure.funnel-how-over' : 'figure.funnel-how')}</p>
    </figure>
  )
}
