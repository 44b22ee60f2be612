import { Button, SegmentedControl } from '@mantine/core'
import { IconChartHistogram, IconDownload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { greetingFigures } from '../../../contract/visits.ts'
import { useAsk } from '../../ask.ts'
import { Distribution } from '../../parts/Distribution.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { csvOf, download } from './csv.ts'
import classes from './Figures.module.css'
import { FigureTable } from './FigureTable.tsx'
import { Places } from './Places.tsx'
import { ENOUGH, rankSites, type SiteFigures, shareInterval } from './rank.ts'

const SPANS = [7, 30, 90] as const

/** Time to greet, place by place: how it is spread, how sure its middle is, and who differs from whom. */
export default function Figures() {
  const { t, number } = useWords()
  const navigate = useNavigate()
  const asked = Number((useSearch({ strict: false }) as { days?: unknown }).days)
  const days = SPANS.find((span) => span === asked) ?? 30
  const may = useMay('figures.read', null)
  const figures = useAsk(greetingFigures, { query: { days } }, { enabled: may, keep: true })
  if (!may)
    return (
      <Page title={t('shell.figures')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const sites = figures.data?.sites ?? []
  const { ranked, withheld } = rankSites(sites)
  const total = sites.reduce((sum, s) => sum + s.figures.n, 0)
  return (
    <Page
      title={t('shell.figures')}
      lead={t('setup.figures-lead')}
      size="wide"
      actions={
        <>
          <SegmentedControl
            aria-label={t('setup.figures-span')}
            value={String(days)}
            onChange={(next) =>
              void navigate({
                to: '.',
                search: (old: object) => ({ ...old, days: Number(next) }),
                replace: true,
              } as never)
            }
            data={SPANS.map((span) => ({ value: String(span), label: t('setup.days', { n: span }) }))}
          />
          <Button
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden />}
            disabled={total === 0}
            onClick={() => download(`okaeri-${days}.csv`, csvOf(tableOf(sites, t)))}
          >
            {t('setup.export')}
          </Button>
        </>
      }
    >
      <ErrorNote error={figures.error} retry={figures.refetch} />
      {!figures.data && !figures.error && <Loading rows={2} as="card" />}
      {figures.data && total === 0 && (
        <Empty icon={<IconChartHistogram size={40} stroke={1.4} />} title={t('shell.dist-none')}>
          {t('setup.figures-none-text')}
        </Empty>
      )}
      {figures.data && total > 0 && (
        <div style={figures.isPlaceholderData ? { opacity: 0.6 } : undefined}>
          {ranked.length > 1 && <Places ranked={ranked} />}
          {withheld.length > 0 && (
            <p className={classes.withheld}>
              {withheld
                .map((s) => t('setup.figures-withheld', { name: s.name, n: s.figures.n, enough: ENOUGH }))
                .join(' ')}
            </p>
          )}
          <Section title={t('setup.figures-spread')} note={t('setup.figures-visits', { n: number(total) })}>
            <div className={classes.cards}>
              {ranked.map((site) => (
                <div key={site.siteId} className={`${classes.card} surface`}>
                  <Distribution figures={site.figures} title={site.name} />
                </div>
              ))}
              {ranked.length === 0 && <p className="dim">{t('setup.figures-too-few', { enough: ENOUGH })}</p>}
            </div>
          </Section>
          <FigureTable sites={sites} />
        </div>
      )}
    </Page>
  )
}

/** The table as it is exported: seconds and shares as plain numbers, withheld figures left empty. */
function tableOf(sites: readonly SiteFigures[], t: ReturnType<typeof useWords>['t']) {
  const head = [
    t('shell.site'),
    t('setup.col-n'),
    t('setup.csv-median'),
    t('setup.csv-low'),
    t('setup.csv-high'),
    t('setup.csv-p90'),
    t('setup.csv-delay'),
    t('setup.csv-within'),
    t('setup.csv-within-low'),
    t('setup.csv-within-high'),
  ]
  const round = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)
  return [
    head,
    ...sites.map(({ name, figures: f }) => {
      const shown = f.n >= ENOUGH
      const share = f.withinPct === null ? null : shareInterval(f.withinPct / 100, f.n)
      return [
        name,
        f.n,
        ...[f.medianS, f.medianLowS, f.medianHighS, f.p90S].map((v) => (shown ? round(v) : null)),
        f.withinS,
        ...[f.withinPct, share && share.low * 100, share && share.high * 100].map((v) => (shown ? round(v) : null)),
      ]
    }),
  ]
}
