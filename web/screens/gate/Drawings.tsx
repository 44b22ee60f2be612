import { useId } from 'react'
import type { Evidence } from '../../../contract/quality.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Gate.module.css'

const WIDTH = 460
const HEIGHT = 150
const FOOT = 26
const x = (mean: number): number => ((mean - 1) / 4) * WIDTH

/** How many of each star. */
export function Spread({ evidence }: { evidence: Evidence }) {
  const { t, number } = useWords()
  const most = Math.max(1, ...evidence.counts)
  return (
    <figure className={classes.drawn}>
      <figcaption>{t('gate.spread')}</figcaption>
      <ul className={classes.spread}>
        {[5, 4, 3, 2, 1].map((stars) => {
          const n = evidence.counts[stars - 1] ?? 0
          return (
            <li key={stars}>
              <span className="figures" aria-hidden>
                {stars} ★
              </span>
              <span className={classes.spreadTrack} aria-hidden>
                <span
                  className={classes.spreadBar}
                  data-low={stars < evidence.bar || undefined}
                  style={{ width: `${(100 * n) / most}%` }}
                />
              </span>
              <span className="figures" aria-hidden>
                {number(n, { maximumFractionDigits: 1 })}
              </span>
              <span className="sr-only">{t('gate.spread-line', { stars, n })}</span>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}

interface PosteriorProps {
  density: readonly { mean: number; density: number }[]
  evidence: Evidence
}

/** Where the true mean lies, against the bar: what is under it is tinted. */
export function Posterior({ density, evidence }: PosteriorProps) {
  const { t, number } = useWords()
  const id = useId()
  const top = Math.max(...density.map((point) => point.density)) * 1.06 || 1
  const y = (value: number): number => HEIGHT - (value / top) * HEIGHT
  const path = (points: PosteriorProps['density']): string =>
    points
      .map((point, n) => `${n === 0 ? 'M' : 'L'}${x(point.mean).toFixed(1)} ${y(point.density).toFixed(1)}`)
      .join('')
  const area = (points: PosteriorProps['density']): string =>
    points.length < 2
      ? ''
      : `${path(points)}L${x(points.at(-1)!.mean).toFixed(1)} ${HEIGHT}L${x(points[0]!.mean).toFixed(1)} ${HEIGHT}Z`
  const { bar } = evidence
  const words = t('gate.posterior-drawn', {
    low: evidence.low,
    high: evidence.high,
    bar,
    p: Math.min(0.999, Math.max(0.001, evidence.below)),
  })
  return (
    <figure className={classes.drawn}>
      <figcaption>{t('gate.posterior')}</figcaption>
      <svg
        viewBox={`-16 -14 ${WIDTH + 32} ${HEIGHT + FOOT + 14}`}
        role="img"
        aria-labelledby={id}
        className={classes.drawing}
      >
        <title id={id}>{words}</title>
        <path d={area(density)} className={classes.area} />
        <path d={area(density.filter(({ mean }) => mean <= bar))} className={classes.under} />
        <path d={path(density)} className={classes.curve} />
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={classes.axis} />
        <line x1={x(bar)} x2={x(bar)} y1={-4} y2={HEIGHT} className={classes.barLine} />
        <text x={x(bar) + 6} y={4} className={classes.tick}>
          {t('gate.bar')}
        </text>
        {[1, 2, 3, 4, 5].map((stars) => (
          <text key={stars} x={x(stars)} y={HEIGHT + 18} textAnchor="middle" className={classes.tick}>
            {number(stars)} ★
          </text>
        ))}
      </svg>
      <p className={classes.note}>
        <span className="figures">{words}.</span> {t('gate.posterior-text')}
      </p>
    </figure>
  )
}
