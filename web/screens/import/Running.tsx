import { Button, Progress } from '@mantine/core'
import { IconPlayerPause } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { cancelImport, type ImportRead, pauseImport, readImport } from '../../../contract/imports.ts'
import { useDo } from '../../ask.ts'
import { useNow } from '../../parts/Time.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { spanText, timeText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { Counts, Warnings } from './Ended.tsx'
import classes from './Import.module.css'

/** Rows a second over the last while seen from here; null until two answers have been told apart. */
function useRate(done: number): number | null {
  const seen = useRef<{ at: number; done: number }[]>([])
  const [rate, setRate] = useState<number | null>(null)
  useEffect(() => {
    const now = performance.now()
    const last = seen.current.at(-1)
    if (last && last.done === done) return
    seen.current = [...seen.current.filter((s) => now - s.at < 20_000), { at: now, done }]
    const first = seen.current[0]
    if (first && now - first.at > 800) setRate(((done - first.done) * 1000) / (now - first.at))
  }, [done])
  return rate
}

/** How far it is, how fast, how long still. One may leave: it goes on without anyone watching. */
export function Running({ run }: { run: ImportRead }) {
  const { t, number, percent, locale } = useWords()
  const now = useNow()
  const rate = useRate(run.done)
  const cancel = useDo(cancelImport, { refresh: [readImport] })
  const pause = useDo(pauseImport, { refresh: [readImport] })
  const share = run.rows > 0 ? Math.min(1, run.done / run.rows) : 0
  const left = rate && rate > 0 ? (run.rows - run.done) / rate : null
  const started = (at: Date) =>
    now.getTime() - at.getTime() < 45_000
      ? t('import.started-now')
      : t('import.started', { when: timeText(at, now, locale) })
  return (
    <div className={`surface ${classes.running}`}>
      <div className={classes.rowHead}>
        <strong className="figures">{t('import.progress', { done: number(run.done), rows: number(run.rows) })}</strong>
        <span className="figures">{percent(share)}</span>
      </div>
      <Progress.Root size="lg" radius="xl">
        <Progress.Section value={share * 100} aria-label={t('import.progress-label')} />
      </Progress.Root>
      <p className="dim figures">
        {[
          run.startedAt && started(new Date(run.startedAt)),
          run.problem !== null
            ? t(run.problem === 'customers-first' ? 'import.waits-for-customers' : 'import.waits-for-who')
            : rate === null
              ? t('import.starting')
              : t('import.rate', { n: number(Math.round(rate)) }),
          left !== null && run.problem === null && t('import.left', { span: spanText(Math.max(1, left)) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <output className="sr-only">{t('import.spoken', { tens: Math.floor(share * 10) * 10 })}</output>
      <Counts run={run} />
      <Warnings run={run} />
      <div className={classes.endRow}>
        <p className={classes.quiet}>{t('import.leave')}</p>
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={20} aria-hidden />}
            loading={pause.isPending}
            onClick={() => pause.mutate({ params: { id: run.id } }, { onError: toastProblem })}
          >
            {t('import.pause')}
          </Button>
          <Button
            variant="subtle"
            color="brick"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { id: run.id } }, { onError: toastProblem })}
          >
            {t('import.cancel')}
          </Button>
        </div>
      </div>
    </div>
  )
}
