import { Button, NativeSelect } from '@mantine/core'
import { IconFileText, IconFileTypePdf } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { closeReport, listReports, type Report as One, readReport, reportPdf } from '../../../../contract/report.ts'
import { sitesWhere } from '../../../../contract/rights.ts'
import { urlOf } from '../../../api.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Page, Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../../parts/toast.tsx'
import { useMay, useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { AskFirst } from '../AskFirst.tsx'
import { VoiceNav } from '../VoiceNav.tsx'
import { Calls } from './Calls.tsx'
import { Editor } from './Editor.tsx'
import { monthName } from './month-name.ts'
import { Changed, Decided, Promises, Say, Themes } from './Parts.tsx'
import classes from './Report.module.css'

/** What goes to the executive committee each month. */
export default function Report() {
  const { t, locale } = useWords()
  const may = useMay('voice.read', null)
  const { roles, sites } = useMe()
  const { month: asked } = useParams({ strict: false }) as { month?: string }
  const search = useSearch({ strict: false }) as { site?: string }
  const navigate = useNavigate()
  const readable = sitesWhere(roles, 'voice.read')
  const scopes = sites.filter(({ id }) => readable === 'all' || readable.includes(id))
  const site = search.site ?? (readable === 'all' ? undefined : scopes[0]?.id)
  const months = useAsk(listReports, { query: { site } }, { enabled: may })
  const running = new Date().toISOString().slice(0, 7)
  // The month that is over is what one comes for; before there is one, the one that runs.
  const known = months.data?.months ?? []
  const month = asked ?? known.find((one) => one.month < running)?.month ?? known[0]?.month
  const report = useAsk(
    readReport,
    { params: { month: month ?? running }, query: { site } },
    { enabled: may && Boolean(month) },
  )
  const go = (next: { month?: string | undefined; site?: string | undefined }) =>
    void navigate({
      to: '/voice/report/$month',
      params: { month: next.month ?? month ?? running },
      search: 'site' in next ? (next.site ? { site: next.site } : {}) : search,
    } as never)
  if (!may)
    return (
      <Page title={t('report.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const choices = [...new Set([...known.map((one) => one.month), ...(month ? [month] : [])])].sort().reverse()
  // Looking at the month that has just ended begins its draft: what is open says what it is by now.
  const stateOf = (which: string) =>
    (which === month ? report.data?.state : undefined) ?? known.find((one) => one.month === which)?.state ?? 'none'
  return (
    <Page
      title={month ? `${t('report.title')}\u00a0· ${monthName(month, locale)}` : t('report.title')}
      lead={t('report.lead')}
      size="wide"
      nav={<VoiceNav />}
    >
      <div className={classes.bar}>
        {choices.length > 0 && (
          <NativeSelect
            label={t('report.month')}
            value={month ?? ''}
            onChange={(e) => go({ month: e.currentTarget.value })}
            data={choices.map((each) => ({
              value: each,
              label: `${monthName(each, locale)} · ${t(each === running ? 'report.running' : stateOf(each) === 'none' ? 'report.not-begun' : `report.${stateOf(each) as 'draft' | 'closed'}`)}`,
            }))}
          />
        )}
        {(scopes.length > 1 || readable !== 'all') && (
          <NativeSelect
            label={t('report.site')}
            value={site ?? ''}
            onChange={(e) => go({ site: e.currentTarget.value })}
            data={[
              ...(readable === 'all' ? [{ value: '', label: t('report.whole') }] : []),
              ...scopes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {month && report.data && (
          <Button
            component="a"
            href={urlOf(reportPdf, { params: { month }, query: { site, language: locale } })}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconFileTypePdf size={20} aria-hidden />}
          >
            {t('report.pdf')}
          </Button>
        )}
        {report.data?.mayWrite && !report.data.running && <Shut report={report.data} />}
      </div>
      <ErrorNote error={months.error ?? report.error} retry={report.refetch} />
      {months.data && !month && (
        <Empty icon={<IconFileText size={40} stroke={1.4} />} title={t('report.none')} action={<AskFirst />}>
          {t('report.none-text')}
        </Empty>
      )}
      {!report.data && !report.error && !months.error && month && <Loading rows={4} as="card" />}
      {report.data && <Whole report={report.data} />}
    </Page>
  )
}

function Shut({ report }: { report: One }) {
  const { t } = useWords()
  const set = useDo(closeReport, { refresh: [readReport, listReports] })
  const at = { params: { month: report.month }, query: report.siteId ? { site: report.siteId } : {} }
  const next = report.state === 'draft' ? 'closed' : 'draft'
  return (
    <Button
      variant={next === 'closed' ? 'filled' : 'default'}
      loading={set.isPending}
      onClick={() =>
        set.mutate(
          { ...at, body: { state: next } },
          {
            onError: toastProblem,
            onSuccess: () =>
              void undoable(t(next === 'closed' ? 'report.closed-done' : 'report.reopened'), () =>
                set.mutateAsync({ ...at, body: { state: report.state } }),
              ),
          },
        )
      }
    >
      {t(next === 'closed' ? 'report.close' : 'report.reopen')}
    </Button>
  )
}

function Whole({ report }: { report: One }) {
  const { t } = useWords()
  return (
    <>
      <p className={classes.state}>
        <Tone tone={report.state === 'closed' ? 'good' : 'wait'}>{t(`report.${report.state}`)}</Tone>
        {report.running && <Tone tone="calm">{t('report.running')}</Tone>}
        <span className="dim">
          {report.closedAt ? (
            <>
              {t('report.closed-by', { name: report.closedBy })} · <Time at={report.closedAt} />
            </>
          ) : (
            t('report.draft-text')
          )}
        </span>
      </p>
      <Editor report={report} part="open" title={t('report.open')} />
      <Say report={report} />
      <div className={classes.sides}>
        <Themes report={report} side="praise" />
        <Themes report={report} side="hurt" />
      </div>
      <Changed report={report} />
      <Promises report={report} />
      <Decided report={report} />
      <Calls report={report} />
      {((report.mayWrite && report.state === 'draft') || report.comment) && (
        <Section title={t('report.comment')}>
          <Editor report={report} part="comment" title={t('report.comment')} />
        </Section>
      )}
    </>
  )
}
