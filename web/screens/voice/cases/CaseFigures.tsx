import { caseFigures } from '../../../../contract/recovery.ts'
import { useAsk } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Estimate } from '../../../parts/Estimate.tsx'
import { Figure } from '../../../parts/Figure.tsx'
import { Section } from '../../../parts/Page.tsx'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'

/** How the cases of the last ninety days went: heard from us in time, after how long, how they ended, and whether it is well now. */
export function CaseFigures({ siteId }: { siteId: string | undefined }) {
  const { t, number } = useWords()
  const asked = useAsk(
    caseFigures,
    { query: (siteId ? { site: siteId } : {}) as never },
    { every: 300_000, keep: true },
  )
  const figures = asked.data
  const { sites } = useMe()
  const where = sites.find(({ id }) => id === siteId)?.name ?? t('case.everywhere')
  if (!figures) return <ErrorNote error={asked.error} retry={asked.refetch} />
  if (figures.opened === 0) return null
  const hours = (value: number) => number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  const most = Math.max(1, ...figures.closed.map(({ n }) => n))
  return (
    <Section title={t('case.figures', { where })} note={t('case.opened-n', { n: figures.opened })}>
      <div className={`${classes.figures} surface`}>
        <Estimate name={t('case.in-time')} estimate={figures.inTime} n={figures.inTime?.n ?? 0}>
          {t('case.in-time-text')}
        </Estimate>
        {figures.hours && (
          <Figure
            name={t('case.hours')}
            value={hours(figures.hours.value)}
            unit="h"
            n={figures.hours.n}
            interval={
              figures.hours.low === null || figures.hours.high === null
                ? null
                : [hours(figures.hours.low), hours(figures.hours.high)]
            }
          />
        )}
        <Estimate name={t('case.better')} estimate={figures.better} n={figures.better?.n ?? 0}>
          {t('case.better-text', { asked: figures.asked, reopened: figures.reopened })}
        </Estimate>
        {figures.closed.length > 0 && (
          <div>
            <h3 className={classes.sub}>{t('case.ended')}</h3>
            <ul className={classes.bars}>
              {figures.closed.map(({ outcome, n }) => (
                <li key={outcome}>
                  <span>{t(`case.outcome-${outcome}`)}</span>
                  <i aria-hidden style={{ width: `${(100 * n) / most}%` }} />
                  <b className="figures">{number(n)}</b>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  )
}
