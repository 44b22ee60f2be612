import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Metric } from '../../../../contract/surveys.ts'
import {
  type BreakdownBy,
  type VoiceBreakdownAnswer,
  type VoiceFilter,
  voiceBreakdown,
} from '../../../../contract/voice.ts'
import { useAsk } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'
import { Funnel } from './Funnel.tsx'
import { IntervalBar } from './IntervalBar.tsx'
import { sayFigure } from './say-figure.ts'

interface BreakdownProps {
  metric: Metric
  by: BreakdownBy
  /** What there is to choose from. */
  ways: readonly BreakdownBy[]
  query: VoiceFilter
  choose: (by: BreakdownBy) => void
  /** The words behind a row; null where their list cannot be narrowed so. */
  behind: (by: BreakdownBy, key: string) => Record<string, string> | null
}

/** One figure by place, moment, service or channel: ranked only where two surely differ. */
export function Breakdown({ metric, by, ways, query, choose, behind }: BreakdownProps) {
  const { t } = useWords()
  const asked = useAsk(voiceBreakdown, { query: { ...query, metric, by } }, { keep: true })
  const answer = asked.data?.by === by && asked.data.metric === metric ? asked.data : undefined
  const [all, openAll] = useState(false)
  const rows = answer?.rows ?? []
  const shown = all || rows.length <= AT_FIRST + 2 ? rows : firstAndLast(rows)
  // One range for everybody says nothing forty times over.
  const ranked = new Set(rows.flatMap(({ place }) => (place ? [`${place.from} ${place.to}`] : []))).size > 1
  const outside = rows.filter(({ zone }) => zone?.startsWith('far')).length
  return (
    <Section
      title={t('figure.breakdown')}
      actions={
        <SegmentedControl
          aria-label={t('figure.breakdown')}
          value={by}
          onChange={(next) => choose(next as BreakdownBy)}
          data={ways.map((each) => ({ value: each, label: t(`figure.by-${each}`) }))}
        />
      }
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!answer && !asked.error && <Loading rows={4} />}
      {answer && answer.rows.length > 0 && (
        <>
          {answer.rows.length > 1 && (
            <p className={classes.lead}>
              {answer.said === 'alike' && outside > 0
                ? t('figure.places-outside', { n: outside })
                : t(`figure.places-${answer.said}`, { enough: answer.enough })}
            </p>
          )}
          <ol className={`${classes.places} surface`}>
            {shown.map((row) => (
              <Row key={row.key} answer={answer} row={row} ranked={ranked} behind={behind(by, row.key)} />
            ))}
          </ol>
          {answer.rows.length > shown.length && (
            <Button variant="subtle" onClick={() => openAll(true)}>
              {t('desk.expected-all', { n: answer.rows.length })}
            </Button>
          )}
          {answer.rows.some(isFew) && (
            <p className={classes.quiet}>{t('figure.shrunk-how', { apart: sayApart(answer) })}</p>
          )}
          {answer.by === 'site' && !answer.funnel && answer.rows.length > 1 && answer.rows.length < FEWEST_SITES && (
            <p className={classes.quiet}>{t('figure.funnel-few')}</p>
          )}
          {answer.funnel && (
            <div className={`${classes.panel} surface`} style={{ marginTop: 20 }}>
              <Funnel answer={answer} />
            </div>
          )}
        </>
      )}
      {answer && answer.rows.length === 0 && <p className="dim">{t('figure.nothing-by')}</p>}
    </Section>
  )
}

/** Rows of a long list that are shown first: the best, and the last, where one looks. */
const AT_FIRST = 12
const LAST = 3
const firstAndLast = <T,>(rows: readonly T[]): T[] => [...rows.slice(0, AT_FIRST - LAST), ...rows.slice(-LAST)]

const sayApart = ({ metric, apart }: VoiceBreakdownAnswer): string =>
  metric === 'stars' ? apart.toFixed(2) : String(Math.round(apart))

/** Sites a funnel needs. */
const FEWEST_SITES = 5

type RowOf = VoiceBreakdownAnswer['rows'][number]

/** Less than half of what is shown is its own: said so. */
const isFew = ({ shrunk, own }: RowOf): boolean => shrunk !== null && own < 0.5

function Row({
  answer,
  row,
  ranked,
  behind,
}: {
  answer: VoiceBreakdownAnswer
  row: RowOf
  /** Do their places differ at all? */
  ranked: boolean
  behind: Record<string, string> | null
}) {
  const { t, word, number, percent, locale } = useWords()
  const { metric, by } = answer
  const { key, figure, place, shrunk, zone, response } = row
  const name =
    row.key === ''
      ? t('figure.none-of-these')
      : by === 'site'
        ? row.title || t('figure.no-site')
        : by === 'service'
          ? word('service', key)
          : by === 'channel'
            ? word('figure.by', key)
            : row.title
  const few = isFew(row)
  return (
    <li className={ranked ? classes.place : `${classes.place} ${classes.unranked}`}>
      {ranked && (
        <span className={`${classes.rank} figures`}>
          {!place
            ? '–'
            : place.from === place.to
              ? t('setup.rank-one', { n: place.from })
              : t('setup.rank-range', { from: place.from, to: place.to })}
        </span>
      )}
      <span className={classes.name}>
        {behind ? (
          <Link to={'/voice' as '/'} search={behind as never} className="name-link">
            {name}
          </Link>
        ) : (
          name
        )}
        {zone?.startsWith('far') && (
          <>
            {' '}
            <Tone tone={zone === 'far-above' ? 'good' : 'bad'}>
              {t(`figure.zone-${zone as 'far-above' | 'far-below'}`)}
            </Tone>
          </>
        )}
      </span>
      {figure.value === null || !figure.interval ? (
        <span className={`${classes.rowFew} dim figures`}>{t('figure.few', { n: figure.n })}</span>
      ) : (
        <>
          <IntervalBar metric={metric} value={figure.value} interval={figure.interval} shrunk={few ? shrunk : null} />
          <span className={`${classes.said} figures`}>
            <strong>{sayFigure(metric, figure.value, locale)}</strong>{' '}
            <span className="dim">
              {t('figure.between', {
                low: sayFigure(metric, figure.interval.low, locale),
                high: sayFigure(metric, figure.interval.high, locale),
              })}
              {' · '}
              {t('shell.n', { n: number(figure.n) })}
              {response.n > 0 && (
                <>
                  {' · '}
                  {t('figure.row-response', { share: percent(response.k / response.n) })}
                </>
              )}
              {few && (
                <>
                  {' · '}
                  {t('figure.row-shrunk', { value: sayFigure(metric, shrunk, locale) })}
                </>
              )}
              {!place && answer.rows.length > 1 && <> · {t('figure.row-unranked')}</>}
            </span>
          </span>
        </>
      )}
    </li>
  )
}
