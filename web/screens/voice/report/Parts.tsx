import { Link } from '@tanstack/react-router'
import type { Report, ReportTheme } from '../../../../contract/report.ts'
import { Section } from '../../../parts/Page.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { dayText } from '../../../parts/when.ts'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { Decide } from '../decisions/Decide.tsx'
import { Charted } from '../figures/Chart.tsx'
import { IntervalBar } from '../figures/IntervalBar.tsx'
import { sayFigure, saySize } from '../figures/say-figure.ts'
import { useThemeName } from '../says.ts'
import { Editor } from './Editor.tsx'
import classes from './Report.module.css'

interface PartProps {
  report: Report
}

const useReportTheme = () => {
  const { locale } = useWords()
  const name = useThemeName()
  return ({ theme, title }: { theme: string; title: Record<string, string> }) =>
    name(theme, title[locale] ?? Object.values(title)[0] ?? '')
}

export function Say({ report }: PartProps) {
  const { t, number, locale, percent } = useWords()
  const { figures, chart, response, invited } = report.content
  return (
    <Section title={t('report.say')}>
      <Editor report={report} part="say" title={t('report.say')} />
      {figures.length === 0 && <p className={classes.quiet}>{t('report.no-figures')}</p>}
      <div className={classes.figures}>
        {figures.map(({ metric, now, before, change }) => (
          <article key={metric} className={`${classes.figure} surface`}>
            <strong>{t(`figure.${metric}`)}</strong>
            {now.value === null || !now.interval ? (
              <p className={classes.quiet}>{t('figure.few', { n: now.n })}</p>
            ) : (
              <>
                <div className={`${classes.value} figures`}>{sayFigure(metric, now.value, locale)}</div>
                <IntervalBar metric={metric} value={now.value} interval={now.interval} before={before.value} />
                <p className={`${classes.quiet} figures`}>
                  {t('shell.n', { n: number(now.n) })} ·{' '}
                  {t('figure.between', {
                    low: sayFigure(metric, now.interval.low, locale),
                    high: sayFigure(metric, now.interval.high, locale),
                  })}
                </p>
                {change && (
                  <Tone tone={change.said === 'higher' ? 'good' : change.said === 'lower' ? 'bad' : 'calm'}>
                    {t(`figure.moved-${change.said}`, { by: saySize(metric, change.by, locale) })}
                  </Tone>
                )}
              </>
            )}
          </article>
        ))}
        {[
          { rate: response, name: t('figure.response') },
          { rate: invited, name: t('figure.invited') },
        ].map(
          ({ rate, name }) =>
            rate.n > 0 &&
            rate.interval && (
              <article key={name} className={`${classes.figure} surface`}>
                <strong>{name}</strong>
                <div className={`${classes.value} figures`}>{percent(rate.k / rate.n)}</div>
                <p className={`${classes.quiet} figures`}>
                  {t('shell.n', { n: number(rate.n) })} ·{' '}
                  {t('figure.between', { low: percent(rate.interval.low), high: percent(rate.interval.high) })}
                </p>
              </article>
            ),
        )}
      </div>
      {chart && chart.points.length > 1 && <Charted chart={chart} />}
    </Section>
  )
}

export function Themes({ report, side }: PartProps & { side: 'praise' | 'hurt' }) {
  const { t } = useWords()
  const themes = report.content[side]
  return (
    <Section title={t(`report.${side}`)}>
      <Editor report={report} part={side} title={t(`report.${side}`)} />
      {themes.length === 0 && <p className={classes.quiet}>{t('report.themes-none')}</p>}
      {themes.map((theme) => (
        <Theme key={theme.theme} report={report} theme={theme} side={side} />
      ))}
    </Section>
  )
}

function Theme({ report, theme, side }: PartProps & { theme: ReportTheme; side: 'praise' | 'hurt' }) {
  const { t, locale } = useWords()
  const nameOf = useReportTheme()
  const decides = useMay('voice.manage', null)
  const quotes = report.quotes.filter(({ verbatimId }) => theme.quotes.some((ref) => ref.verbatimId === verbatimId))
  const { from, to } = report.content
  const words = { theme: theme.theme, from, to, polarity: side === 'praise' ? 'good' : 'bad' }
  return (
    <article className={classes.theme}>
      <div className={classes.themeHead}>
        <h3>{nameOf(theme)}</h3>
        <Link
          to={'/voice' as '/'}
          search={{ ...words, ...(report.siteId ? { site: report.siteId } : {}) } as never}
          className="name-link figures"
        >
          {t(side === 'praise' ? 'report.times-good' : 'report.times-bad', {
            n: side === 'praise' ? theme.good : theme.bad,
          })}
        </Link>
      </div>
      {quotes.map((quote) => (
        <blockquote key={quote.verbatimId} className={classes.quote} data-side={side}>
          {locale === 'fr' ? `«\u00a0${quote.text}\u00a0»` : `“${quote.text}”`}
          <footer>{[quote.by || t('report.customer'), quote.site].filter(Boolean).join(', ')}</footer>
        </blockquote>
      ))}
      {quotes.length === 0 && <p className={classes.quiet}>{t('report.no-quote')}</p>}
      {side === 'hurt' && decides && (
        <div className={classes.acts}>
          <Decide theme={theme.theme} />
        </div>
      )}
    </article>
  )
}

export function Changed({ report }: PartProps) {
  const { t, number, locale } = useWords()
  const nameOf = useReportTheme()
  const { changes, compared } = report.content
  const signed = (value: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value)
  return (
    <Section title={t('report.changed')}>
      <Editor report={report} part="changed" title={t('report.changed')} />
      <p className={classes.quiet}>
        {changes.length > 0 ? t('report.changed-lead', { n: compared }) : t('report.no-change')}
      </p>
      <ul className={classes.rows}>
        {changes.map((one) => (
          <li key={one.theme} className={`${classes.row} surface`}>
            <span>
              <strong>{nameOf(one)}</strong> · {t(one.said === 'more' ? 'report.more' : 'report.less')}
            </span>
            <span className="dim figures">
              {one.by !== null &&
                one.byInterval &&
                t('report.points', {
                  by: signed(one.by),
                  low: signed(one.byInterval.low),
                  high: signed(one.byInterval.high),
                })}{' '}
              · {t('shell.n', { n: number(one.share.n) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Promises({ report }: PartProps) {
  const { t } = useWords()
  const { promises, cases } = report.content
  return (
    <Section title={t('report.promises')}>
      <Editor report={report} part="promises" title={t('report.promises')} />
      <p>
        {t('report.promised', {
          due: promises.due,
          kept: promises.kept,
          late: promises.late,
          still: promises.stillLate,
        })}
      </p>
      <p>{t('report.cases', { opened: cases.opened, closed: cases.closed, open: cases.open })}</p>
    </Section>
  )
}

export function Decided({ report }: PartProps) {
  const { t } = useWords()
  const { taken, before } = report.content.decisions
  return (
    <Section title={t('report.decisions')}>
      <Editor report={report} part="decisions" title={t('report.decisions')} />
      <h3 className={classes.sub}>{t('report.taken')}</h3>
      {taken.length === 0 && <p className={classes.quiet}>{t('report.no-taken')}</p>}
      <DecisionRows decisions={taken} />
      {before.length > 0 && (
        <>
          <h3 className={classes.sub}>{t('report.before')}</h3>
          <DecisionRows decisions={before} />
        </>
      )}
    </Section>
  )
}

function DecisionRows({ decisions }: { decisions: Report['content']['decisions']['taken'] }) {
  const { t, locale } = useWords()
  return (
    <ul className={classes.rows}>
      {decisions.map((one) => (
        <li key={one.id} className={`${classes.row} surface`}>
          <div>
            <Link to={'/voice/decisions/$id' as '/'} params={{ id: one.id } as never} className="name-link">
              {one.text}
            </Link>
            <div className="dim">
              {[
                one.owner || t('decided.no-owner'),
                one.dueOn && t('decided.due-on', { day: dayText(one.dueOn, locale) }),
                one.told > 0 && t('report.told', { n: one.told }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
            {one.outcome && <div>{one.outcome}</div>}
          </div>
          <span className={classes.acts}>
            {one.late && <Tone tone="bad">{t('decided.late')}</Tone>}
            <Tone tone={one.state === 'settled' ? 'good' : one.state === 'doing' ? 'wait' : 'calm'}>
              {t(`decided.state-${one.state}`)}
            </Tone>
          </span>
        </li>
      ))}
    </ul>
  )
}
