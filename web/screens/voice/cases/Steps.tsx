import { Button } from '@mantine/core'
import type { CaseAnswer, CaseStep } from '../../../../contract/recovery.ts'
import { undoCaseStep } from '../../../../contract/recovery.ts'
import { useDo } from '../../../ask.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { toastProblem } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import { REFRESH } from './refresh.ts'

/** All that happened, the newest first; what was taken back stays, struck through. */
export function Steps({ answer, zone }: { answer: CaseAnswer; zone: string }) {
  const { t } = useWords()
  return (
    <Section title={t('case.steps')}>
      <ol className={`${classes.steps} surface`}>
        {answer.steps.map((step) => (
          <Step key={step.id} step={step} zone={zone} reply={replyOf(answer, step)} />
        ))}
      </ol>
    </Section>
  )
}

/** What became of the letter of this step. */
const replyOf = ({ replies }: CaseAnswer, step: CaseStep) =>
  step.kind === 'replied' ? replies.find(({ at, text }) => at === step.at && text === step.text) : undefined

interface StepProps {
  step: CaseStep
  zone: string
  reply: CaseAnswer['replies'][number] | undefined
}

function Step({ step, zone, reply }: StepProps) {
  const { t, word } = useWords()
  const undo = useDo(undoCaseStep, { refresh: REFRESH })
  const values = {
    by: step.by || t('case.house'),
    about: step.about || t('case.nobodys'),
    outcome: step.kind === 'called' ? word('case', `call-${step.outcome}`) : word('case', `outcome-${step.outcome}`),
    channel: step.channel ? word('door', step.channel) : '',
    score: step.score ?? 'none',
    best: step.best ?? 0,
    again: step.again ? t(`case.again-${step.again}`) : '',
  }
  const state = reply && !step.undoneAt ? stateOf(reply) : null
  // The score stands in the line above already.
  const because = step.because.filter(({ code }) => code !== 'case.unhappy' || step.score === null)
  return (
    <li data-undone={step.undoneAt ? true : undefined}>
      <p className={classes.stepHead}>
        <span>{t(`case.step-${step.kind}`, values)}</span>
        {state && (
          <Tone tone={state === 'gone' ? 'good' : state === 'waits' ? 'wait' : 'bad'}>{t(`case.reply-${state}`)}</Tone>
        )}
        <span className={classes.quiet}>
          <Time at={step.at} zone={zone} />
        </span>
        {step.dueAt && step.kind !== 'kept' && (
          <span className={classes.quiet}>
            {t(step.kind === 'asked' ? 'case.leaves' : 'case.due-by')} <Time at={step.dueAt} zone={zone} />
          </span>
        )}
        {step.undoable && (
          <Button
            variant="subtle"
            size="compact-md"
            loading={undo.isPending}
            onClick={() => undo.mutate({ params: { id: step.id } }, { onError: toastProblem })}
          >
            {t('case.take-back')}
          </Button>
        )}
      </p>
      {step.text && (
        <p className={classes.stepText}>
          {step.kind === 'changed' ? t('case.had-written', { words: step.text }) : step.text}
        </p>
      )}
      {because.length > 0 && (
        <p className={classes.quiet}>
          <BecauseList because={because} />
        </p>
      )}
    </li>
  )
}

const stateOf = ({ state, calledOffAt }: CaseAnswer['replies'][number]): 'waits' | 'gone' | 'lost' =>
  calledOffAt || state === 'failed' || state === 'called-off'
    ? 'lost'
    : state === 'ready' || state === 'sending'
      ? 'waits'
      : 'gone'
