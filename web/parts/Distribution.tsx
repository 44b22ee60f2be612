import { useId } from 'react'
import type { GreetFigures } from '../../contract/visits.ts'
import { useWords } from '../words/words.tsx'
import classes from './Distribution.module.css'
import { spanText } from './when.ts'

const WIDTH = 320
const HEIGHT = 84
const FOOT = 20

/**
 * Time to greet as it is spread: one bar per class of waiting, the site's delay marked, with n, median and interval,
 * and the same figures as a list for those who do not see the drawing.
 */
export function Distribution({ figures, title }: { figures: GreetFigures; title?: string }) {
  const { t, percent } = useWords()
  const id = useId()
  const { bins, n, medianS, medianLowS, medianHighS, withinPct, withinS } = figures
  if (n === 0) return <p className="dim">{t('shell.dist-none')}</p>
  const most = Math.max(1, ...bins.map((b) => b.n))
  const step = WIDTH / Math.max(1, bins.length)
  const label = (bin: GreetFigures['bins'][number]) =>
    bin.toS === null
      ? t('shell.dist-over', { from: spanText(bin.fromS, true), n: bin.n })
      : t('shell.dist-bin', { from: spanText(bin.fromS, true), to: spanText(bin.toS, true), n: bin.n })
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title ?? t('shell.dist-title')}</span>
        {medianS !== null && (
          <span className={`${classes.median} figures`}>
            {spanText(medianS, true)} <span className="dim">{t('shell.median')}</span>
          </span>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{title ?? t('shell.dist-title')}</title>
        {bins.map((bin, i) => {
          const height = bin.n === 0 ? 0 : Math.max(3, (bin.n / most) * HEIGHT)
          return (
            <rect
              key={bin.fromS}
              x={i * step + 1.5}
              y={HEIGHT - height}
              width={Math.max(1, step - 3)}
              height={height}
              rx={3}
              className={bin.fromS >= withinS ? classes.late : classes.bar}
            >
              <title>{label(bin)}</title>
            </rect>
          )
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.axis} />
        {bins.map((bin, i) =>
          i % Math.ceil(bins.length / 5) === 0 ? (
            <text key={bin.fromS} x={i * step + 1.5} y={HEIGHT + 15} className={classes.tick}>
              {spanText(bin.fromS)}
            </text>
          ) : null,
        )}
      </svg>
      <p className={`${classes.rests} figures`}>
        {t('shell.n', { n })}
        {' · '}
        {medianLowS !== null && medianHighS !== null
          ? t('shell.interval', { low: spanText(medianLowS, true), high: spanText(medianHighS, true) })
          : t('shell.too-few')}
        {withinPct !== null && (
          <>
            {' · '}
            {t('shell.within', { pct: percent(withinPct / 100), s: spanText(withinS, true) })}
          </>
        )}
      </p>
      <ul className="sr-only" aria-label={t('shell.dist-table')}>
        {bins.map((bin) => (
          <li key={bin.fromS}>{label(bin)}</li>
        ))}
      </ul>
    </figure>
  )
}
