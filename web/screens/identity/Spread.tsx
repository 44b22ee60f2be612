import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'
import { type Band, drawnBands, fatesOf, HIGH, LOW } from './spread.ts'

const HEIGHT = 130
const FOOT = 22

/** The known pairs by points, under the two bars as they stand now; the same figures as a list. */
export function Spread({ spread, ask, same }: { spread: readonly Band[]; ask: number; same: number }) {
  const { t, number } = useWords()
  const id = useId()
  // Drawn half as wide on a phone, so that its letters stay as large as those around it.
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const width = phone ? 330 : 680
  const { bands, over } = drawnBands(spread)
  const drawn = bands.filter((band) => band.pairs > 0)
  const most = Math.max(1, ...drawn.map((band) => band.pairs))
  const x = (points: number) => ((Math.max(LOW, Math.min(HIGH, points)) - LOW) / (HIGH - LOW)) * width
  const line = (band: Band) =>
    t('identity.spread-band', { from: band.from, to: band.from + 2, n: band.pairs, said: number(band.pairs) })
  return (
    <figure className={classes.spread}>
      <figcaption id={id} className={classes.caption}>
        {t('identity.spread')}
      </figcaption>
      <svg viewBox={`0 -6 ${width} ${HEIGHT + FOOT + 6}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title>{t('identity.spread')}</title>
        {drawn.map((band) => {
          const height = Math.max(3, (band.pairs / most) * HEIGHT)
          return (
            <g key={band.from}>
              <title>{line(band)}</title>
              {fatesOf(band, ask, same).map(({ from, to, fate }) => (
                <rect
                  key={fate}
                  x={x(from) + 1.5}
                  y={HEIGHT - height}
                  width={Math.max(1, x(to) - x(from) - 3)}
                  height={height}
                  rx={3}
                  className={classes.band}
                  data-fate={fate}
                />
              ))}
            </g>
          )
        })}
        <line x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes.axis} />
        {bands
          .filter((band) => band.from % 6 === 0)
          .map((band) => (
            <text key={band.from} x={x(band.from)} y={HEIGHT + 17} textAnchor="middle" className={classes.tick}>
              {number(band.from)}
            </text>
          ))}
        {[ask, same].map((bar, n) => (
          <line
            key={n === 0 ? 'ask' : 'same'}
            x1={x(bar)}
            x2={x(bar)}
            y1={-6}
            y2={HEIGHT}
            className={classes.mark}
            strokeDasharray={n === 0 ? '4 4' : undefined}
          />
        ))}
      </svg>
      <p className={classes.key} aria-hidden>
        {(['left', 'ask', 'same'] as const).map((fate) => (
          <span key={fate}>
            <i data-fate={fate} />
            {t(`identity.key-${fate}`)}
          </span>
        ))}
      </p>
      <p className={`${classes.note} figures`}>
        {drawn.length === 0 && over === 0
          ? t('identity.spread-none')
          : t('identity.spread-over', { n: over, said: number(over), to: HIGH })}
      </p>
      {drawn.length > 0 && (
        <details className={classes.list}>
          <summary>{t('identity.spread-list')}</summary>
          <ul className="figures">
            {drawn.map((band) => (
              <li key={band.from}>{line(band)}</li>
            ))}
          </ul>
        </details>
      )}
    </figure>
  )
}
