import { Progress } from '@mantine/core'
import { useEffect } from 'react'
import { demoState } from '../../../contract/demo.ts'
import { ProblemError } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Door } from '../../parts/Door.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Welcome.module.css'

/** How far the demo is built; when it is ready, the desk opens. The page may be left: the work goes on. */
export function Building() {
  const { t, number } = useWords()
  const demo = useAsk(demoState, {}, { every: 700 })
  const state = demo.data?.state
  useEffect(() => {
    // A new page: nothing of the first visit is kept, and the session that was opened is read from the start.
    if (state === 'ready') location.assign('/')
  }, [state])
  const { done = 0, total = 0 } = demo.data ?? {}
  const failed =
    state === 'failed'
      ? new ProblemError({
          type: 'about:blank',
          status: 500,
          code: 'demo',
          title: t('start.demo-failed'),
          hint: demo.data?.problem ?? '',
        })
      : null
  return (
    <Door title={t('start.demo-building')} lead={t('start.demo-building-text')}>
      {failed ? (
        <ErrorNote error={failed} retry={() => location.reload()} />
      ) : (
        <>
          <Progress.Root size="lg" radius="xl" className={classes.bar ?? ''}>
            <Progress.Section
              value={total > 0 ? (100 * done) / total : 4}
              aria-label={t('start.demo-building')}
              color="ink"
            />
          </Progress.Root>
          <p className="dim figures">
            {total > 0 ? t('start.demo-progress', { done: number(done), total: number(total) }) : t('shell.loading')}
          </p>
        </>
      )}
    </Door>
  )
}
