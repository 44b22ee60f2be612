import { IconFileTypeCsv } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ImportRun, listImports } from '../../../contract/imports.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Calendars } from './Calendars.tsx'
import { Feeds } from './Feeds.tsx'
import classes from './Import.module.css'
import { Upload } from './Upload.tsx'
import { AllWaiting } from './Waiting.tsx'

export const STATE_TONE: Record<ImportRun['state'], ToneName> = {
  uploaded: 'wait',
  running: 'calm',
  paused: 'wait',
  done: 'good',
  failed: 'bad',
  cancelled: 'calm',
}

/** Customers and appointments from elsewhere: a file once, or a calendar that is followed. */
export default function Import() {
  const { t } = useWords()
  const may = useMay('imports.manage', null)
  if (!may)
    return (
      <Page title={t('import.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('import.title')} lead={t('import.lead')}>
      <Upload />
      <Earlier />
      <Feeds />
      <Calendars />
    </Page>
  )
}

function Earlier() {
  const { t, number } = useWords()
  const asked = useAsk(listImports, {}, { every: 10_000 })
  const runs = asked.data?.imports ?? []
  return (
    <Section title={t('import.earlier')} note={runs.length || undefined}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={2} />}
      {asked.data && runs.length === 0 && (
        <Empty quiet icon={<IconFileTypeCsv size={32} />} title={t('import.none')}>
          {t('import.none-text')}
        </Empty>
      )}
      <AllWaiting runs={runs} />
      {runs.length > 0 && (
        <ul className={`surface ${classes.rows}`}>
          {runs.map((run) => (
            <li key={run.id}>
              <div className={classes.rowHead}>
                <Link to="/import/$id" params={{ id: run.id }} className={classes.link}>
                  {run.name}
                </Link>
                <Tone tone={STATE_TONE[run.state]}>{t(`import.state-${run.state}`)}</Tone>
              </div>
              <div className="dim">
                {t(`import.kind-${run.kind}`)} · {t('import.rows', { n: run.rows, said: number(run.rows) })}
                {run.state !== 'uploaded' &&
                  ` · ${t('import.counts', {
                    created: run.created,
                    updated: run.updated,
                    refused: run.refused,
                  })}`}
                {run.waiting > 0 && ` · ${t('import.waiting-short', { n: run.waiting, said: number(run.waiting) })}`} ·{' '}
                <Time at={run.createdAt} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
