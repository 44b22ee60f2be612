import type { CSSProperties } from 'react'
import type { Contribution } from '../../contract/identity.ts'
import { useWords } from '../words/words.tsx'
import classes from './Waterfall.module.css'
import { useWeighed } from './weighed.ts'

interface Step {
  contribution: Contribution
  from: number
  to: number
}

/** Each bar begins where the one above it ended. */
function stepsOf(contributions: readonly Contribution[]): Step[] {
  let at = 0
  return contributions.map((contribution) => {
    const from = at
    at += contribution.bits
    return { contribution, from, to: at }
  })
}

interface WaterfallProps {
  contributions: readonly Contribution[]
  /** What they add up to; their sum when left out. */
  bits?: number
  /** Say what the two records hold under each bar, where they do not stand beside it. */
  values?: boolean
}

/** What speaks for and against one person, step by step, as points that add up: each line is read as text, the bar only repeats it. */
export function Waterfall({ contributions, bits, values = false }: WaterfallProps) {
  const { t } = useWords()
  const { said, points, inPoints, chance } = useWeighed()
  if (contributions.length === 0) return <p className="dim">{t('identity.by-word')}</p>
  const steps = stepsOf(contributions)
  const total = bits ?? steps.at(-1)?.to ?? 0
  const ends = [0, total, ...steps.map((step) => step.to)]
  const low = Math.min(...ends) - 0.5
  const span = Math.max(...ends) + 0.5 - low
  const at = (value: number) => `${(100 * (value - low)) / span}%`
  const bar = (from: number, to: number): CSSProperties => ({
    left: at(Math.min(from, to)),
    width: `${(100 * Math.abs(to - from)) / span}%`,
  })
  return (
    <figure className={classes.figure} style={{ '--even': at(0) } as CSSProperties}>
      <figcaption className={classes.lead}>{t('identity.weights-lead')}</figcaption>
      <ul className={classes.steps}>
        {steps.map(({ contribution: c, from, to }) => (
          <li key={`${c.field} ${c.level}`} className={classes.step}>
            <span className={classes.said}>
              {said(c)}
              {values && (c.a || c.b) && c.field !== 'frequency' && (
                <small className={classes.values}>{c.a === c.b ? c.a : t('identity.both', { a: c.a, b: c.b })}</small>
              )}
            </span>
            <span className={`${classes.points} figures`}>{points(c.bits, true)}</span>
            <span className={classes.track} aria-hidden>
              <span className={classes.bar} data-for={c.bits >= 0 || undefined} style={bar(from, to)} />
            </span>
          </li>
        ))}
        <li className={classes.step} data-total>
          <span className={classes.said}>
            {t('identity.total')}{' '}
            <span className="dim">{t('identity.chance', { pct: chance(1 / (1 + 2 ** -total)) })}</span>
          </span>
          <span className={`${classes.points} figures`}>{inPoints(total, true)}</span>
          <span className={classes.track} aria-hidden>
            <span className={classes.bar} data-for={total >= 0 || undefined} style={bar(0, total)} />
          </span>
        </li>
      </ul>
    </figure>
  )
}
