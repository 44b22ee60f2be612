import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { type CaseAnswer, setAccused } from '../../../../contract/recovery.ts'
import { call } from '../../../api.ts'
import { useDo } from '../../../ask.ts'
import { FormFooter } from '../../../parts/FormFooter.tsx'
import { Section } from '../../../parts/Page.tsx'
import { toastProblem, undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import { REFRESH } from './refresh.ts'
import { useAgain } from './useAgain.ts'

/** Whom a case is about: they do not see it. Whoever runs the place hears them, and says where it is not so. */
export function Accused({ answer }: { answer: CaseAnswer }) {
  const { t } = useWords()
  const [naming, name] = useState(false)
  const about = answer.accused.filter(({ cleared }) => !cleared)
  const say = useSayAccused(answer.case.id)
  if (about.length === 0 && !answer.mayJudge) return null
  const ask = answer.mayJudge && !naming && (
    <Button variant="subtle" size="compact-md" onClick={() => name(true)}>
      {t('case.accused-name')}
    </Button>
  )
  // Most cases are about nobody: one line says how to say otherwise.
  if (about.length === 0 && !naming) return <div className={classes.askAccused}>{ask}</div>
  return (
    <Section title={t('case.accused')}>
      {about.map((person) => (
        <div key={person.id}>
          <p className={classes.ownerName}>{person.name}</p>
          <p className={classes.quiet}>{t('case.accused-text')}</p>
          {answer.mayJudge && (
            <Button
              variant="subtle"
              size="compact-md"
              loading={say.isPending}
              onClick={() => say.mutate(person, false)}
            >
              {t('case.accused-not', { name: person.name })}
            </Button>
          )}
        </div>
      ))}
      {ask}
      {naming && <Name answer={answer} say={say} close={() => name(false)} />}
    </Section>
  )
}

interface Person {
  id: string
  name: string
}

/** Says it, with the way back in the toast. */
function useSayAccused(caseId: string) {
  const { t } = useWords()
  const again = useAgain()
  const said = (staffId: string, accused: boolean) => ({ params: { id: caseId }, body: { staffId, accused } })
  const asked = useDo(setAccused, { refresh: REFRESH })
  const mutate = ({ id, name }: Person, accused: boolean, done?: () => void) =>
    asked.mutate(said(id, accused), {
      onError: toastProblem,
      onSuccess: () => {
        undoable(
          t(accused ? 'case.accused-done' : 'case.accused-not-done', { name }),
          async () => {
            await call(setAccused, said(id, !accused))
            await again()
          },
          `accused-${caseId}`,
        )
        done?.()
      },
    })
  return { mutate, isPending: asked.isPending, error: asked.error }
}

interface NameProps {
  answer: CaseAnswer
  say: ReturnType<typeof useSayAccused>
  close: () => void
}

function Name({ answer, say, close }: NameProps) {
  const { t } = useWords()
  const [whom, choose] = useState<string | null>(null)
  const chosen = answer.team.find(({ id }) => id === whom)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen) say.mutate(chosen, true, close)
      }}
    >
      <Select
        autoFocus
        label={t('case.accused-whom')}
        description={t('case.accused-hint')}
        searchable
        withAsterisk
        required
        nothingFoundMessage={t('shell.nobody')}
        value={whom}
        onChange={choose}
        data={answer.team.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FormFooter submit={t('case.accused-name')} busy={say.isPending} error={say.error} onCancel={close} />
    </form>
  )
}
