import { Button, Group, Textarea } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { calledOnCase } from '../../../../contract/recovery.ts'
import { CALL_OUTCOMES, calledAboutWords, type ReplyWay, undoCallAboutWords } from '../../../../contract/replies.ts'
import { call } from '../../../api.ts'
import { useDo } from '../../../ask.ts'
import { toastProblem, undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import { useDraft } from './draft.ts'
import type { OnWhat } from './on-what.ts'
import { REFRESH } from './refresh.ts'
import { useStep } from './steps.ts'
import { useAgain } from './useAgain.ts'

/** The numbers to tap, words to begin with, and what came of it in one touch. */
export function CallThem({ way, on, done }: { way: ReplyWay; on: OnWhat; done?: () => void }) {
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
      {'caseId' in on ? <CameOfCase caseId={on.caseId} /> : <CameOfWords verbatimId={on.verbatimId} done={done} />}
    </div>
  )
}

function CameOfCase({ caseId }: { caseId: string }) {
  const { t } = useWords()
  const [text, write, forget] = useDraft(`${caseId} call`, '')
  const say = useStep(calledOnCase, caseId, t('case.called-done'), () => {
    forget()
    write('')
  })
  return (
    <CameOfIt
      text={text}
      write={write}
      busy={say.isPending ? (say.variables?.body.outcome ?? null) : null}
      say={(outcome) =>
        say.mutate({ params: { id: caseId }, body: { outcome, text: text.trim() } }, { onError: toastProblem })
      }
    />
  )
}

function CameOfWords({ verbatimId, done }: { verbatimId: string; done: (() => void) | undefined }) {
  const { t } = useWords()
  const [text, write, forget] = useDraft(`${verbatimId} call`, '')
  const again = useAgain()
  const say = useDo(calledAboutWords, {
    refresh: REFRESH,
    done: ({ call: id, reply }, { body }) => {
      forget()
      write('')
      undoable(t('case.called-done'), async () => {
        await call(undoCallAboutWords, { params: { id } })
        write(body.text ?? '')
        await again()
      })
      if (reply) done?.()
    },
  })
  return (
    <CameOfIt
      text={text}
      write={write}
      busy={say.isPending ? (say.variables?.body.outcome ?? null) : null}
      say={(outcome) =>
        say.mutate({ params: { id: verbatimId }, body: { outcome, text: text.trim() } }, { onError: toastProblem })
      }
    />
  )
}

type Outcome = (typeof CALL_OUTCOMES)[number]
interface CameOfItProps {
  text: string
  write: (text: string) => void
  busy: Outcome | null
  say: (outcome: Outcome) => void
}

/** What was said, and what came of it in one touch. */
function CameOfIt({ text, write, busy, say }: CameOfItProps) {
  const { t } = useWords()
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
          <Button key={outcome} variant="default" loading={busy === outcome} onClick={() => say(outcome)}>
            {t(`case.call-${outcome}`)}
          </Button>
        ))}
      </Group>
    </>
  )
}
