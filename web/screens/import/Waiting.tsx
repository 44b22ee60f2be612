import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { type ImportRead, listImports, readImport, tryAllAgain, tryImportAgain } from '../../../contract/imports.ts'
import { useAsk, useDo } from '../../ask.ts'
import { toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Import.module.css'

/** Rows whose customer nobody knew: how many have found them since, how many wait, and looking for them now. */
export function Waiting({ run }: { run: ImportRead }) {
  const { t, number } = useWords()
  const again = useDo(tryImportAgain, { refresh: [readImport] })
  // Asked again only while they are being looked for.
  useAsk(readImport, { params: { id: run.id } }, { every: run.trying ? 1500 : false, enabled: run.trying })
  if (run.state !== 'done' || run.waiting + run.foundLater === 0) return null
  return (
    <section aria-live="polite">
      {run.foundLater > 0 && (
        <p className={classes.quiet}>{t('import.found-later', { n: run.foundLater, said: number(run.foundLater) })}</p>
      )}
      {run.waiting > 0 && (
        <>
          <h2 className={classes.warningsTitle}>
            {t('import.waiting', { n: run.waiting, said: number(run.waiting) })}
          </h2>
          <p className={classes.quiet}>{t('import.waiting-text')}</p>
          <TryAgain
            trying={run.trying || again.isPending}
            go={() => again.mutate({ params: { id: run.id } }, { onError: toastProblem })}
          />
        </>
      )}
    </section>
  )
}

/** The same for all files at once. */
export function AllWaiting({ runs }: { runs: readonly { state: string; waiting: number; trying: boolean }[] }) {
  const { t, number } = useWords()
  const again = useDo(tryAllAgain, { refresh: [listImports] })
  const those = runs.filter(({ state, waiting }) => state === 'done' && waiting > 0)
  const n = those.reduce((sum, { waiting }) => sum + waiting, 0)
  if (n === 0) return null
  return (
    <div className={`surface ${classes.running}`} style={{ marginBottom: 16 }}>
      <strong>{t('import.waiting-all', { n, said: number(n), files: those.length })}</strong>
      <p className={classes.quiet}>{t('import.waiting-text')}</p>
      <TryAgain
        trying={those.some(({ trying }) => trying) || again.isPending}
        go={() => again.mutate({}, { onError: toastProblem })}
      />
    </div>
  )
}

function TryAgain({ trying, go }: { trying: boolean; go: () => void }) {
  const { t } = useWords()
  return (
    <div className={classes.buttons} style={{ marginTop: 8 }}>
      <Button variant="default" disabled={trying} leftSection={<IconRefresh size={20} aria-hidden />} onClick={go}>
        {t(trying ? 'import.trying' : 'import.try-again')}
      </Button>
    </div>
  )
}
