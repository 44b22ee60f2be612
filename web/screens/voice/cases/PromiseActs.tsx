import { Button, Group, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { type CasePromise, keepPromise, releasePromise } from '../../../../contract/recovery.ts'
import { useDo } from '../../../ask.ts'
import { FormFooter } from '../../../parts/FormFooter.tsx'
import { toast, toastProblem } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import { REFRESH } from './refresh.ts'
import { useStep } from './steps.ts'

/** What becomes of a promise: it was kept, or it no longer holds, and why. */
export function PromiseActs({ promise, caseId }: { promise: CasePromise; caseId: string }) {
  const { t } = useWords()
  const [releasing, release] = useState(false)
  const keep = useStep(keepPromise, caseId, t('case.kept-done'))
  if (releasing) return <Release promise={promise} close={() => release(false)} />
  return (
    <Group gap="sm">
      <Button
        variant="default"
        loading={keep.isPending}
        leftSection={<IconCheck size={18} aria-hidden />}
        onClick={() => keep.mutate({ params: { id: promise.id } }, { onError: toastProblem })}
      >
        {t('case.keep')}
      </Button>
      <Button variant="subtle" onClick={() => release(true)}>
        {t('case.release')}
      </Button>
    </Group>
  )
}

function Release({ promise, close }: { promise: CasePromise; close: () => void }) {
  const { t } = useWords()
  const [text, write] = useState('')
  const save = useDo(releasePromise, {
    refresh: REFRESH,
    done: () => {
      toast(t('case.released-done'))
      close()
    },
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { id: promise.id }, body: { text: text.trim() } })
      }}
    >
      <TextInput
        autoFocus
        label={t('case.release-why')}
        description={t('case.release-hint')}
        maxLength={500}
        required
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <FormFooter submit={t('case.release')} busy={save.isPending} error={save.error} onCancel={close} />
    </form>
  )
}
