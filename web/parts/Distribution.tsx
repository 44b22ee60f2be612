import { useId } from 'react'
import type { GreetFigures } from '../../contract/visits.ts'
import { useWords } from '../words/words.tsx'
import classes from './Distribution.module.css'
import { spanText } from './when.ts'

const WIDTH = 320
const HEIGHT = 84
const TOP = 12
const FOOT = 20
/** Beside the axis: the bar of those who waited longer than it reaches. */
const BEYOND = 30
const GAP = 10

/**
 * Time to greet as it is spread: a histogram over a true axis of time, the site's delay marked where it falls, with n, median and interval,
 * and the same figures as a list for those who do not see the drawing. Who waited longer than the axis reaches stands apart, with how many.
 */
export function Distribution({ figures, title }: { figures: GreetFigures; title?: string }) {
  const { t, number } = useWords()
  const id = useId()
  const { bins, n, medianS, withinS } = figures
  if (n === 0) return <p className="dim">{t('shell.dist-none')}</p>
  const most = Math.max(1, ...bins.map((b) => b.n))
  const within = bins.flatMap(({ fromS, toS, n }) => (toS === null ? [] : [{ fromS, toS, n }]))
  const beyond = bins.find(({ toS }) => toS === null)
  const end = within.at(-1)?.toS ?? 1
  const axis = beyond ? WIDTH - BEYOND - GAP : WIDTH
  const x = (seconds: number) => (seconds / end) * axis
  const high = (count: number) => (count === 0 ? 0 : Math.max(3, (count / most) * HEIGHT))
  const foot = TOP + HEIGHT
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
      <svg viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + FOOT}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{title ?? t('shell.dist-title')}</title>
        <defs>
          <pattern id={`${id}-beyond`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="6" className={classes.late} />
          </pattern>
        </defs>
        {within.map((bin) => (
          <rect
            key={bin.fromS}
            x={x(bin.fromS) + 1}
            y={foot - high(bin.n)}
            width={Math.max(1, x(bin.toS) - x(bin.fromS) - 2)}
            height={high(bin.n)}
            rx={2}
            className={bin.fromS >= withinS ? classes.late : classes.bar}
          >
            <title>{label(bin)}</title>
          </rect>
        ))}
        {beyond && beyond.n > 0 && (
          <>
            <rect
              x={WIDTH - BEYOND}
              y={foot - high(beyond.n)}
              width={BEYOND}
              height={high(beyond.n)}
              rx={2}
              fill={`url(#${id}-beyond)`}
            >
              <title>{label(beyond)}</title>
            </rect>
            <text x={WIDTH - BEYOND / 2} y={foot - high(beyond.n) - 4} textAnchor="middle" className={classes.tick}>
              {number(beyond.n)}
            </text>
          </>
        )}
        <line x1={0} x2={axis} y1={foot + 0.5} y2={foot + 0.5} className={classes.axis} />
        {beyond && <line x1={WIDTH - BEYOND} x2={WIDTH} y1={foot + 0.5} y2={foot + 0.5} className={classes.axis} />}
        {withinS < end && (
          <line x1={x(withinS)} x2={x(withinS)} y1={TOP} y2={foot} className={classes.delay}>
            <title>{t('shell.dist-delay', { s: spanText(withinS, true) })}</title>
          </line>
        )}
        {within.map((bin, at) =>
          at % 2 === 0 ? (
            <text key={bin.fromS} x={x(bin.fromS)} y={foot + 15} className={classes.tick}>
              {spanText(bin.fromS)}
            </text>
          ) : null,
        )}
        {beyond && (
          <text x={WIDTH} y={foot + 15} textAnchor="end" className={classes.tick}>
            {t('shell.dist-beyond', { from: spanText(beyond.fromS) })}
          </text>
        )}
      </svg>
      <Rests figures={figures} />
      <ul className="sr-only" aria-label={t('shell.dist-table')}>
        {bins.map((bin) => (
          <li key={bin.fromS}>{label(bin)}</li>
        ))}
      </ul>
    </figure>
  )
}

/** What it rests on: how many, the interval, and the share within the delay. */
function Rests({ figures: { n, medianLowS, medianHighS, withinPct, withinS } }: { figures: GreetFigures }) {
  const { t, percent } = useWords()
  return (
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
  )
}
