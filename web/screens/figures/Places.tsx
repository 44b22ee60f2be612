import { Section } from '../../parts/Page.tsx'
import { spanText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Figures.module.css'
import type { Ranked } from './rank.ts'

/** Places from quickest to slowest with the interval of each median on one scale: two places differ where the bars do not overlap. */
export function Places({ ranked }: { ranked: readonly Ranked[] }) {
  const { t } = useWords()
  const top = Math.max(...ranked.map((s) => s.figures.medianHighS ?? 0), 1)
  const apart = ranked.every((s) => s.from === s.to)
  const none = ranked.every((s) => s.from === 1 && s.to === ranked.length)
  const at = (seconds: number) => `${(100 * seconds) / top}%`
  return (
    <Section title={t('setup.figures-ranking')}>
      <p className={classes.lead}>
        {t(none ? 'setup.figures-alike' : apart ? 'setup.figures-apart' : 'setup.figures-partly')}
      </p>
      <ol className={`${classes.places} surface`}>
        {ranked.map(({ siteId, name, figures: f, from, to }) => (
          <li key={siteId} className={classes.place}>
            <span className={`${classes.rank} figures`}>
              {from === to ? t('setup.rank-one', { n: from }) : t('setup.rank-range', { from, to })}
            </span>
            <span className={classes.name}>{name}</span>
            <span className={classes.scale} aria-hidden>
              <span
                className={classes.interval}
                style={{ left: at(f.medianLowS ?? 0), width: at((f.medianHighS ?? 0) - (f.medianLowS ?? 0)) }}
              />
              <span className={classes.median} style={{ left: at(f.medianS ?? 0) }} />
            </span>
            <span className={`${classes.said} figures`}>
              <strong>{spanText(f.medianS ?? 0, true)}</strong>{' '}
              <span className="dim">
                {t('setup.figures-between', {
                  low: spanText(f.medianLowS ?? 0, true),
                  high: spanText(f.medianHighS ?? 0, true),
                  n: f.n,
                })}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
