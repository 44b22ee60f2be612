import { useWords } from '../words/words.tsx'
import classes from './Estimate.module.css'
import { honestPercent } from './honest-percent.ts'

interface EstimateProps {
  name: string
  /** What it means, in one sentence. */
  children: string
  /** Null where too little is known to say. */
  estimate: { value: number; low: number; high: number } | null
  n: number
  /** How many answers there are of those it begins with, on pairs drawn at random. */
  soFar?: { asked: number; of: number }
}

/** A share that is estimated: its number, and its 95 % interval drawn on a scale from nothing to all. */
export function Estimate({ name, children, estimate, n, soFar }: EstimateProps) {
  const { t, number, locale, percent } = useWords()
  const at = (share: number) => `${100 * Math.max(0, Math.min(1, share))}%`
  return (
    <div className={classes.estimate}>
      <div className={classes.name}>{name}</div>
      <div className={`${classes.value} figures`}>{estimate ? honestPercent(estimate.value, locale) : '–'}</div>
      <div className={classes.scale} aria-hidden>
        {estimate && (
          <>
            <span
              className={classes.interval}
              style={{ left: at(estimate.low), width: at(estimate.high - estimate.low) }}
            />
            <span className={classes.point} style={{ left: at(estimate.value) }} />
          </>
        )}
      </div>
      <div className={`${classes.ends} figures`} aria-hidden>
        <span>{percent(0)}</span>
        <span>{percent(1)}</span>
      </div>
      <p className={classes.note}>
        {estimate ? (
          <span className="figures">
            {t('shell.n', { n: number(n) })}
            {' · '}
            {t('shell.interval', {
              low: honestPercent(estimate.low, locale),
              high: estimate.high >= 0.9995 ? percent(1) : honestPercent(estimate.high, locale),
            })}
          </span>
        ) : soFar ? (
          t('identity.no-estimate-yet', { asked: number(Math.min(soFar.asked, soFar.of)), of: number(soFar.of) })
        ) : (
          t('shell.few-answers')
        )}
      </p>
      <p className={classes.note}>{children}</p>
    </div>
  )
}
