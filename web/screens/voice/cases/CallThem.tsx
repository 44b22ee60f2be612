import { Button, Group, Textarea } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useState } from 'react'
import { CALL_OUTCOMES, calledOnCase, type ReplyWay } from '../../../../contract/recovery.ts'
import { toastProblem } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import type { OnWhat } from './on-what.ts'
import { useStep } from './steps.ts'

/** The numbers to tap, words to begin with, and what came of it in one touch. */
export function CallThem({ way, on }: { way: ReplyWay; on: OnWhat }) {
  const { t } = useWords()
  return (
    <div className={classes.writing}>
      <Group gap="sm">
        {way.to.map((number, n) => (
          <Button
            key={number}
            component="a"
            href={`tel:${number.replaceAll(/[^\d+]/gu, '')}`}
            size="lg"
            {...(n === 0 ? { color: 'kaki' } : { variant: 'default' })}
            leftSection={<IconPhone size={20} aria-hidden />}
          >
            {t('work.call', { number })}
          </Button>
        ))}
      </Group>
      <p className={classes.opening}>{t('inbox.quoted', { word: way.text })}</p>
      {'caseId' in on && <CameOfIt caseId={on.caseId} />}
    </div>
  )
}

function CameOfIt({ caseId }: { caseId: string }) {
  const { t } = useWords()
  const [text, write] = useState('')
  const say = useStep(calledOnCase, caseId, t('case.called-done'), () => write(''))
  return (
    <>
      <Textarea
        label={t('case.call-note')}
        description={t('case.call-note-hint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Group gap="sm" role="group" aria-label={t('case.came-of-it')}>
        {CALL_OUTCOMES.map((outcome) => (
          <Button
            key={outcome}
            variant="default"
            loading={say.isPending && say.variables?.body.outcome === outcome}
            onClick={() =>
              say.mutate({ params: { id: caseId }, body: { outcome, text: text.trim() } }, { onError: toastProblem })
            }
          >
            {t(`case.call-${outcome}`)}
          </Button>
        ))}
      </Group>
    </>
  )
}
