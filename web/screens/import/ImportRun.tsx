import { useParams } from '@tanstack/react-router'
import { type ImportRun as Run, readImport } from '../../../contract/imports.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import { useNames } from '../customer/Care.tsx'
import { Ended } from './Ended.tsx'
import classes from './Import.module.css'
import { STATE_TONE } from './Import.tsx'
import { Mapping } from './Mapping.tsx'
import { Running } from './Running.tsx'

/** One file, from its columns to its last row. */
export default function ImportRun() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const first = useAsk(readImport, { params: { id } })
  const running = first.data?.state === 'running'
  // Asked again only while something moves.
  useAsk(readImport, { params: { id } }, { every: running ? 1000 : false, enabled: running })
  const back = <Back to="/import">{t('import.title')}</Back>
  const run = first.data
  if (!run)
    return (
      <Page title={t('import.title')} back={back}>
        {first.error ? <ErrorNote error={first.error} retry={first.refetch} /> : <Loading rows={4} />}
      </Page>
    )
  return (
    <Page title={run.name} back={back} size="wide" lead={<Lead run={run} />}>
      {run.state === 'uploaded' && <Mapping run={run} />}
      {run.state === 'running' && <Running run={run} />}
      {(run.state === 'paused' || run.state === 'done' || run.state === 'failed' || run.state === 'cancelled') && (
        <Ended run={run} />
      )}
    </Page>
  )
}

function Lead({ run }: { run: Run }) {
  const { t, number } = useWords()
  const { siteName } = useNames()
  return (
    <span className={classes.lead}>
      <Tone tone={STATE_TONE[run.state]}>{t(`import.state-${run.state}`)}</Tone>
      <span>
        {[
          t(`import.kind-${run.kind}`),
          t('import.rows', { n: run.rows, said: number(run.rows) }),
          siteName(run.siteId) || t('import.where-all'),
          run.source !== 'csv' && run.source,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  )
}
