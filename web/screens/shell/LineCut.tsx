import { IconWifiOff } from '@tabler/icons-react'
import { useKeepOpen, useLineCut, useRefusedAfterAll } from '../../line-cut.ts'
import { toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './LineCut.module.css'

/** Said once, over every screen: there is no network, what is being saved waits, and what becomes of it. */
export function LineCut() {
  const { t } = useWords()
  const { cut, waits } = useLineCut()
  useRefusedAfterAll(toastProblem)
  useKeepOpen(waits > 0)
  return (
    <output className={classes.cut} data-cut={cut || undefined}>
      {cut && (
        <>
          <IconWifiOff size={20} aria-hidden />
          <span>{waits > 0 ? t('shell.cut-waits', { n: waits }) : t('shell.cut')}</span>
        </>
      )}
    </output>
  )
}
