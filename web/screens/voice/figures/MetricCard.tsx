import { UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Band, Metric } from '../../../../contract/surveys.ts'
import type { VoiceFiguresAnswer } from '../../../../contract/voice.ts'
import { Tone } from '../../../parts/Tone.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'
import { IntervalBar } from './IntervalBar.tsx'
import { Steps } from './Steps.tsx'
import { sayDifference, sayFigure, saySize } from './say-figure.ts'

type Of = VoiceFiguresAnswer['metrics'][number]

interface MetricCardProps {
  of: Of
  chosen: boolean
  choose: () => void
  /** The words behind one band. */
  behind: (band: Band) => Record<string, string>
}

/** One figure: what it is, how surely, whether it moved, and how its answers are spread. */
export function MetricCard({ of, chosen, choose, behind }: MetricCardProps) {
  const { t, number, locale } = useWords()
  const { metric, now, before, change, leftOut } = of
  return (
    <article className={`${classes.card} surface`} data-chosen={chosen || undefined}>
      <UnstyledButton className={classes.cardName} onClick={choose} aria-pressed={chosen}>
        {t(`figure.${metric}`)}
      </UnstyledButton>
      <p className={classes.what}>{t(`figure.${metric}-what`)}</p>
      {now.value === null ? (
        <p className={classes.few}>{t('figure.few', { n: now.n })}</p>
      ) : (
        <>
          <div className={`${classes.value} figures`}>
            {sayFigure(metric, now.value, locale)}
            {metric === 'stars' && <span className={classes.unit}>{t('figure.of-five')}</span>}
          </div>
          {now.interval && (
            <IntervalBar metric={metric} value={now.value} interval={now.interval} before={before.value} />
          )}
          <p className={`${classes.quiet} figures`}>
            {t('shell.n', { n: number(now.n) })}
            {now.interval && (
              <>
                {' · '}
                {t('figure.between', {
                  low: sayFigure(metric, now.interval.low, locale),
                  high: sayFigure(metric, now.interval.high, locale),
                })}
              </>
            )}
          </p>
          <Moved of={of} />
        </>
      )}
      {now.n > 0 && (
        <>
          <Steps of={of} />
          <p className={`${classes.bands} figures`}>
            {(['happy', 'between', 'unhappy'] as const).map((band) => (
              <Link key={band} to={'/voice' as '/'} search={behind(band) as never} className={classes.behind}>
                {t(bandWord(metric, band), { n: now[band] })}
              </Link>
            ))}
          </p>
        </>
      )}
      {leftOut > 0 && <p className={classes.quiet}>{t('figure.left-out', { n: leftOut })}</p>}
      {change === null && before.n > 0 && now.value !== null && (
        <p className={classes.quiet}>{t('figure.before-few', { n: before.n })}</p>
      )}
    </article>
  )
}

const bandWord = (metric: Metric, band: Band) =>
  metric === 'nps'
    ? (`figure.nps-${band}` as const)
    : band === 'between'
      ? 'figure.between-band'
      : (`figure.${band}` as const)

/** Did it move against the period before? Said only where it is sure; else how much one would have seen. */
function Moved({ of: { metric, change, before } }: { of: Of }) {
  const { t, locale, percent } = useWords()
  if (!change) return null
  const size = (by: number) => saySize(metric, by, locale)
  const values = {
    low: sayDifference(metric, change.interval.low, locale),
    high: sayDifference(metric, change.interval.high, locale),
  }
  const was = t('figure.was', { value: sayFigure(metric, before.value, locale), n: before.n })
  const sure = change.said === 'higher' ? change.higher : 1 - change.higher
  return (
    <p className={classes.moved}>
      <Tone tone={change.said === 'higher' ? 'good' : change.said === 'lower' ? 'bad' : 'calm'}>
        {t(`figure.moved-${change.said}`, { by: size(change.by) })}
      </Tone>{' '}
      <span className="dim figures">
        {change.said === 'cannot-tell'
          ? t('figure.seen-from', { points: size(change.seenFrom) })
          : t('figure.moved-between', { ...values, sure: percent(Math.min(sure, 0.999), 1) })}{' '}
        {was}
      </span>
    </p>
  )
}
