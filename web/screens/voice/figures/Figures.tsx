import { Button } from '@mantine/core'
import { IconChartHistogram, IconDownload } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import type { Band } from '../../../../contract/surveys.ts'
import { type BreakdownBy, exportVoice, voiceFigures } from '../../../../contract/voice.ts'
import { urlOf } from '../../../api.ts'
import { useAsk } from '../../../ask.ts'
import { useNarrowing } from '../../../narrow.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Page } from '../../../parts/Page.tsx'
import { dayText } from '../../../parts/when.ts'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { AskFirst } from '../AskFirst.tsx'
import { VoiceNav } from '../VoiceNav.tsx'
import { Breakdown } from './Breakdown.tsx'
import { Chart } from './Chart.tsx'
import classes from './Figures.module.css'
import { Filters } from './Filters.tsx'
import { FollowUps } from './FollowUps.tsx'
import { byOf, type FiguresSearch, metricOf, queryOf, waysOf, wordsBehind } from './figures-filter.ts'
import { MetricCard } from './MetricCard.tsx'
import { Rates, Words } from './Rates.tsx'

/** What customers say in figures: how content, how surely, since when, and where. */
export default function VoiceFigures() {
  const { t, locale } = useWords()
  const may = useMay('voice.read', null)
  const search = useSearch({ strict: false }) as FiguresSearch
  const query = queryOf(search)
  const asked = useAsk(voiceFigures, { query }, { enabled: may, keep: true })
  const choose = useNarrowing<FiguresSearch>()
  if (!may)
    return (
      <Page title={t('figure.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const answer = asked.data
  const metrics = answer?.metrics ?? []
  const metric = metricOf(
    search,
    metrics.map((each) => each.metric),
  )
  const by = byOf(search)
  const period = answer?.period
  const behind = (more: Record<string, string>) => (period ? wordsBehind(search, period, more) : {})
  return (
    <Page
      title={t('figure.title')}
      lead={t('figure.lead')}
      size="wide"
      nav={<VoiceNav />}
      actions={
        metrics.length > 0 && (
          <Button
            component="a"
            href={urlOf(exportVoice, { query: { ...query, by } })}
            download
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('figure.export')}
          </Button>
        )
      }
    >
      <Filters search={search} period={period} choices={answer?.choices} choose={choose} />
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!answer && !asked.error && <Loading rows={3} as="card" />}
      {answer && metrics.length === 0 && (
        <Empty icon={<IconChartHistogram size={40} stroke={1.4} />} title={t('figure.none')} action={<AskFirst />}>
          {t('figure.none-text')}
        </Empty>
      )}
      {answer && metrics.length > 0 && (
        <div style={asked.isPlaceholderData ? { opacity: 0.6 } : undefined}>
          <p className={`${classes.lead} figures`}>
            {t('figure.compared', {
              from: dayText(answer.period.from, locale),
              to: dayText(answer.period.to, locale),
              from2: dayText(answer.before.from, locale),
              to2: dayText(answer.before.to, locale),
            })}
          </p>
          <div className={classes.cards}>
            {metrics.map((of) => (
              <MetricCard
                key={of.metric}
                of={of}
                chosen={of.metric === metric}
                choose={() => choose({ metric: of.metric })}
                behind={(band: Band) => behind({ band, metric: of.metric })}
              />
            ))}
          </div>
          <Rates answer={answer} />
          <Chart metric={metric} query={query} />
          <Breakdown
            metric={metric}
            by={by}
            ways={waysOf(search)}
            query={query}
            choose={(next: BreakdownBy) => choose({ by: next })}
            behind={(of, key) => (key === '' ? null : behind({ metric, [of]: key }))}
          />
          <FollowUps query={query} />
          <Words words={answer.words} behind={behind} />
        </div>
      )}
    </Page>
  )
}
