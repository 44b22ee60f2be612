import { Alert, Button } from '@mantine/core'
import { IconDownload, IconListDetails, IconPlayerPlay, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type ImportRead, type ImportRun, readImport, refusedRows, runImport } from '../../../contract/imports.ts'
import { urlOf } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Section } from '../../parts/Page.tsx'
import { spanText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Brought } from '../identity/Brought.tsx'
import classes from './Import.module.css'
import { Mapping } from './Mapping.tsx'
import { Reason } from './Reason.tsx'
import { Waiting } from './Waiting.tsx'

/** New, changed, the same as before, set aside: rows; once customers are in, people where it is people that are asked about. */
export function Counts({ run, people = null }: { run: ImportRun; people?: ImportRead['people'] }) {
  const { t, number } = useWords()
  return (
    <div className={classes.figures}>
      {(['created', 'updated', 'unchanged', 'refused'] as const).map((what) => {
        const of = people && (what === 'created' ? people.new : what === 'updated' ? people.changed : null)
        return (
          <Figure
            key={what}
            name={t(`import.count-${what}`)}
            value={number(of ?? run[what])}
            note={t(
              of === null || (what !== 'created' && what !== 'updated')
                ? `import.note-${what}`
                : `import.people-${what}`,
            )}
          />
        )
      })}
    </div>
  )
}

/** Rows that say the key of somebody else: they came in, as somebody of their own or beside what stood under it. */
const OWN_RECORD = ['key-of-another', 'key-shared']

/** Values left empty in rows that came in, and rows that came in as somebody of their own: why, and where they were first. */
export function Warnings({ run }: { run: ImportRead }) {
  const own = run.warnings.filter(({ because }) => OWN_RECORD.includes(because))
  const what = run.kind === 'customers' ? 'import.own-records' : 'import.own-entries'
  return (
    <>
      <WarningList run={run} title="import.why-aside" how="import.refused-how" warnings={run.setAside} />
      <WarningList run={run} title={what} how={`${what}-how`} warnings={own} />
      <WarningList
        run={run}
        title="import.warnings"
        how="import.warnings-how"
        warnings={run.warnings.filter((warning) => !own.includes(warning))}
      />
    </>
  )
}

function WarningList({
  run,
  title,
  how,
  warnings,
}: {
  run: ImportRun
  title: 'import.warnings' | 'import.why-aside' | 'import.own-records' | 'import.own-entries'
  how: 'import.warnings-how' | 'import.refused-how' | 'import.own-records-how' | 'import.own-entries-how'
  warnings: ImportRun['warnings']
}) {
  const { t, number } = useWords()
  if (warnings.length === 0) return null
  return (
    <section aria-label={t(title)}>
      <h2 className={classes.warningsTitle}>{t(title)}</h2>
      <ul className={`${classes.rows} ${classes.warnings}`}>
        {warnings.map(({ because, n, firstLine }) => (
          <li key={because} className={classes.problem}>
            <Reason kind={run.kind} because={because} />
            <span className="dim">{t('import.problem-n', { n, said: number(n), line: number(firstLine) })}</span>
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>{t(how)}</p>
    </section>
  )
}

/** What came of it; what was set aside, to mend and send again; and running it once more, which is safe. */
export function Ended({ run }: { run: ImportRead }) {
  const { t, number, has } = useWords()
  const [again, setAgain] = useState(false)
  const review = useMay('identity.review', null)
  const go = useDo(runImport, { refresh: [readImport] })
  const resume = () => go.mutate({ params: { id: run.id }, body: { mapping: run.mapping, dates: run.dialect.dates } })
  const stopped = run.state !== 'done'
  const took = run.finishedAt && run.startedAt ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000 : null
  const gone = run.problem === 'file-gone'
  return (
    <>
      {run.state === 'paused' && run.problem === 'disk-full' && (
        <Alert role="alert" color="brick" variant="light" mb="lg" title={t('import.disk-full')}>
          {t('import.disk-full-text')}
        </Alert>
      )}
      {run.state === 'failed' && (
        <Alert role="alert" color="brick" variant="light" mb="lg" title={t('import.failed')}>
          {run.problem && has(`import.failed-${run.problem}`)
            ? t(`import.failed-${run.problem}` as never)
            : t('import.failed-fault')}
        </Alert>
      )}
      <div className={`surface ${classes.running}`}>
        {stopped && (
          <strong className="figures">
            {t(run.state === 'paused' ? 'import.paused-at' : 'import.stopped-at', {
              done: number(run.done),
              rows: number(run.rows),
            })}
          </strong>
        )}
        <Counts run={run} people={run.people} />
        <Warnings run={run} />
        <Waiting run={run} />
        {!stopped && took !== null && took < 36_000 && (
          <p className={classes.quiet}>{t('import.took', { span: spanText(took, true) })}</p>
        )}
        <div className={classes.buttons}>
          {stopped && !gone && (
            <Button leftSection={<IconPlayerPlay size={20} aria-hidden />} loading={go.isPending} onClick={resume}>
              {t('import.resume')}
            </Button>
          )}
          {run.kind === 'customers' && run.created + run.updated > 0 && (
            <Button
              component={Link}
              to="/import/$id/people"
              params={{ id: run.id } as never}
              search={(run.created === 0 ? { which: 'changed' } : {}) as never}
              variant={stopped ? 'default' : 'filled'}
              leftSection={<IconListDetails size={20} aria-hidden />}
            >
              {t('people-of.open')}
            </Button>
          )}
          {!stopped && run.kind === 'customers' && (
            <Button
              component={Link}
              to="/customers"
              variant="default"
              leftSection={<IconUsers size={20} aria-hidden />}
            >
              {t('import.see-customers')}
            </Button>
          )}
          {run.refused > 0 && (
            <Button
              component="a"
              variant="default"
              href={urlOf(refusedRows, { params: { id: run.id } })}
              download
              leftSection={<IconDownload size={20} aria-hidden />}
            >
              {t('import.refused-download', { n: run.refused, said: number(run.refused) })}
            </Button>
          )}
        </div>
        <ErrorNote error={go.error} />
      </div>
      {review && run.kind === 'customers' && run.done > 0 && <Brought id={run.id} />}
      {!gone && (
        <Section title={t('import.again')}>
          <p className={classes.quiet} style={{ marginBottom: 12 }}>
            {t('import.again-text')}
          </p>
          <Button variant="default" aria-expanded={again} onClick={() => setAgain(!again)}>
            {t(again ? 'shell.close' : 'import.again-do')}
          </Button>
          {again && (
            <div style={{ marginTop: 24 }}>
              <Mapping run={run} />
            </div>
          )}
        </Section>
      )}
    </>
  )
}
