import { Button, Group, Select, Textarea, TextInput } from '@mantine/core'
import { IconCircleCheck, IconNote, IconRotateClockwise, IconUrgent, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import {
  CASE_OUTCOMES,
  type CaseAnswer,
  closeCase,
  handOverCase,
  noteOnCase,
  promiseOnCase,
  reopenCase,
} from '../../../../contract/recovery.ts'
import { useDo } from '../../../ask.ts'
import { FormFooter } from '../../../parts/FormFooter.tsx'
import { toast, toastProblem } from '../../../parts/toast.tsx'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { civilIn, instantIn } from '../../customer/zoned.ts'
import classes from './Cases.module.css'
import { useDraft } from './draft.ts'
import { PromiseActs } from './PromiseActs.tsx'
import { REFRESH } from './refresh.ts'
import { useStep } from './steps.ts'

const WHAT = ['promise', 'note', 'hand', 'close'] as const
type What = (typeof WHAT)[number]
const ICON = { promise: IconUrgent, note: IconNote, hand: IconUsers, close: IconCircleCheck }

/** What else one does with a case: promise, note, hand over, end it; one form open at a time. */
export function Acts({ answer, zone }: { answer: CaseAnswer; zone: string }) {
  const { t } = useWords()
  const [open, show] = useState<What | null>(null)
  const line = answer.case
  if (line.closedAt) return <Reopen id={line.id} />
  const close = () => show(null)
  return (
    <div className={classes.acts}>
      <Group gap="sm">
        {WHAT.map((what) => {
          const Icon = ICON[what]
          return (
            <Button
              key={what}
              variant="default"
              aria-expanded={open === what}
              leftSection={<Icon size={18} aria-hidden />}
              onClick={() => show(open === what ? null : what)}
            >
              {t(`case.do-${what}`)}
            </Button>
          )
        })}
      </Group>
      {open === 'promise' && <Promise_ id={line.id} zone={zone} close={close} />}
      {open === 'note' && <Note id={line.id} close={close} />}
      {open === 'hand' && <HandOver answer={answer} close={close} />}
      {open === 'close' && <Close answer={answer} close={close} />}
    </div>
  )
}

function Form({ submit, children }: { submit: () => void; children: ReactNode }) {
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
    </form>
  )
}

function Note({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const [text, write, forget] = useDraft(`${id} note`, '')
  const save = useStep(noteOnCase, id, t('case.noted'), () => {
    forget()
    close()
  })
  return (
    <Form submit={() => save.mutate({ params: { id }, body: { text: text.trim() } })}>
      <Textarea
        autoFocus
        label={t('case.do-note')}
        description={t('case.note-hint')}
        autosize
        minRows={2}
        maxLength={2000}
        required
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <FormFooter busy={save.isPending} error={save.error} onCancel={close} />
    </Form>
  )
}

function Promise_({ id, zone, close }: { id: string; zone: string; close: () => void }) {
  const { t } = useWords()
  const [words, write, forget] = useDraft(`${id} promise`, '')
  const tomorrow = civilIn(zone, new Date(Date.now() + 86_400_000))
  const [due, setDue] = useState(`${tomorrow.day}T18:00`)
  const save = useStep(promiseOnCase, id, t('case.promised-done'), () => {
    forget()
    close()
  })
  const submit = () => {
    const [day = '', clock = ''] = due.split('T')
    save.mutate({ params: { id }, body: { words: words.trim(), dueAt: instantIn(zone, { day, clock }) } })
  }
  return (
    <Form submit={submit}>
      <TextInput
        autoFocus
        label={t('case.promise-words')}
        description={t('case.promise-hint')}
        maxLength={500}
        required
        value={words}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('case.promise-due')}
        required
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <FormFooter submit={t('case.do-promise')} busy={save.isPending} error={save.error} onCancel={close} />
    </Form>
  )
}

/** A choice that must be made: said beside it when it was not, and the focus goes there. A browser does it for some lists only, in its own words. */
function useNeeded(chosen: boolean) {
  const { t } = useWords()
  const box = useRef<HTMLInputElement>(null)
  const [tried, setTried] = useState(false)
  const given = (): boolean => {
    setTried(true)
    if (!chosen) box.current?.focus()
    return chosen
  }
  return { given, props: { ref: box, error: tried && !chosen ? t('start.needed') : null } }
}

function HandOver({ answer, close }: { answer: CaseAnswer; close: () => void }) {
  const { t } = useWords()
  const { staffId } = useMe()
  const line = answer.case
  const [to, choose] = useState<string | null>(null)
  const pick = useNeeded(to !== null)
  const [text, write, forget] = useDraft(`${line.id} hand`, '')
  const save = useStep(handOverCase, line.id, t('case.handed-done'), () => {
    forget()
    close()
  })
  const team = answer.team.filter(({ id }) => id !== line.ownerId)
  const label = ({ id, name, away }: (typeof team)[number]) =>
    id === staffId ? t('case.to-me', { name }) : away ? t('case.away', { name }) : name
  return (
    <Form
      submit={() =>
        pick.given() && to && save.mutate({ params: { id: line.id }, body: { staffId: to, text: text.trim() } })
      }
    >
      <Select
        {...pick.props}
        label={t('case.hand-to')}
        searchable
        withAsterisk
        nothingFoundMessage={t('shell.nobody')}
        value={to}
        onChange={choose}
        data={team.map((each) => ({ value: each.id, label: label(each) }))}
      />
      <Textarea
        label={t('case.hand-words')}
        description={t('case.hand-hint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <FormFooter submit={t('case.do-hand')} busy={save.isPending} error={save.error} onCancel={close} />
    </Form>
  )
}

function Close({ answer, close }: { answer: CaseAnswer; close: () => void }) {
  const { t } = useWords()
  const { id, answeredAt } = answer.case
  const [outcome, choose] = useState<(typeof CASE_OUTCOMES)[number] | null>(null)
  const pick = useNeeded(outcome !== null)
  const [text, write, forget] = useDraft(`${id} close`, '')
  const save = useStep(closeCase, id, t('case.closed-done'), () => {
    forget()
    close()
  })
  const owed = answer.promises.filter(({ keptAt }) => keptAt === null)
  if (owed.length > 0)
    return (
      <div className={classes.form}>
        <p className={classes.shut}>{t('case.close-owed', { n: owed.length })}</p>
        {owed.map((promise) => (
          <div key={promise.id} className={classes.form}>
            <strong>{promise.words}</strong>
            <PromiseActs promise={promise} caseId={id} />
          </div>
        ))}
      </div>
    )
  return (
    <Form
      submit={() => pick.given() && outcome && save.mutate({ params: { id }, body: { outcome, text: text.trim() } })}
    >
      {!answeredAt && <p className={classes.shut}>{t('case.close-unheard')}</p>}
      <Select
        {...pick.props}
        label={t('case.outcome')}
        withAsterisk
        placeholder={t('case.outcome-pick')}
        allowDeselect={false}
        value={outcome}
        onChange={(next) => choose(next as typeof outcome)}
        data={CASE_OUTCOMES.map((value) => ({ value, label: t(`case.outcome-${value}`) }))}
      />
      <Textarea
        label={t('case.outcome-words')}
        required={!answeredAt}
        autosize
        minRows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {outcome && (
        <p className={classes.quiet}>
          {t(outcome === 'unreachable' || outcome === 'withdrawn' ? 'case.close-quiet' : 'case.close-asks')}
        </p>
      )}
      <FormFooter submit={t('case.do-close')} busy={save.isPending} error={save.error} onCancel={close} />
    </Form>
  )
}

function Reopen({ id }: { id: string }) {
  const { t } = useWords()
  // Closing it again is the way back: a clock that began anew is not turned back.
  const open = useDo(reopenCase, { refresh: REFRESH, done: () => toast(t('case.reopened-done')) })
  return (
    <div className={classes.acts}>
      <div>
        <Button
          variant="default"
          loading={open.isPending}
          leftSection={<IconRotateClockwise size={18} aria-hidden />}
          onClick={() => open.mutate({ params: { id }, body: {} }, { onError: toastProblem })}
        >
          {t('case.reopen')}
        </Button>
      </div>
    </div>
  )
}
