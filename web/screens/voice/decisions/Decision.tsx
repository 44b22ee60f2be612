import { Button, Textarea } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type DecisionState,
  linkDecision,
  listDecisions,
  noteDecision,
  type Decision as One,
  readDecision,
  removeDecision,
  setDecisionState,
} from '../../../../contract/decisions.ts'
import type { AnswerOf } from '../../../../contract/endpoint.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { Back } from '../../../parts/Back.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Page, Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { toast, toastProblem, undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import classes from './Decisions.module.css'
import { DecisionTones, useDecisionLine } from './DecisionTones.tsx'
import { REFRESH } from './refresh.ts'
import { Telling } from './Telling.tsx'

type Answer = AnswerOf<typeof readDecision>

/** One decision: where it stands, the words it answers, what was done, and whom it is told to. */
export default function Decision() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useAsk(readDecision, { params: { id } })
  const back = <Back to="/voice/decisions">{t('decided.back')}</Back>
  if (asked.data) return <Whole {...asked.data} back={back} />
  return (
    <Page title={t('decided.title')} back={back}>
      {asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={3} as="card" />}
    </Page>
  )
}

function Whole({ decision, notes, linked, audience, words, back }: Answer & { back: React.ReactNode }) {
  const { t } = useWords()
  const lineOf = useDecisionLine()
  const [editing, edit] = useState(false)
  return (
    <Page
      title={decision.text}
      back={back}
      lead={lineOf(decision)}
      actions={<DecisionTones decision={decision} />}
      size="wide"
    >
      {/* What the keyboard stood on may be gone once it is done: it stays in this part. */}
      <div id="decision-acts" tabIndex={-1}>
        {editing ? (
          <DecisionForm decision={decision} done={() => edit(false)} cancel={() => edit(false)} />
        ) : (
          decision.why && <p className={classes.outcome}>{decision.why}</p>
        )}
        {decision.mayWrite && !editing && <Acts decision={decision} edit={() => edit(true)} />}
      </div>
      <div className={classes.columns}>
        <div>
          {decision.outcome && (
            <Section title={t(decision.state === 'dropped' ? 'decided.reason' : 'decided.outcome')}>
              <p className={classes.outcome}>{decision.outcome}</p>
            </Section>
          )}
          <Telling key={decision.state} decision={decision} audience={audience} words={words} />
          <div id="decision-words" tabIndex={-1}>
            <Linked decision={decision} linked={linked} />
          </div>
        </div>
        <div id="decision-notes" tabIndex={-1}>
          <Notes decision={decision} notes={notes} />
        </div>
      </div>
    </Page>
  )
}

/** What may be done with it from where it stands; what came of it is said as it is settled, why as it is dropped. */
function Acts({ decision, edit }: { decision: One; edit: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [saying, say] = useState<'settled' | 'dropped' | null>(null)
  const [outcome, write] = useState('')
  const [tried, setTried] = useState(false)
  const move = useDo(setDecisionState, { refresh: REFRESH })
  const params = { id: decision.id }
  const to = (state: DecisionState, text = '') =>
    move.mutate(
      { params, body: { state, outcome: text } },
      {
        onError: toastProblem,
        onSuccess: () => {
          say(null)
          write('')
          undoable(t('decided.moved', { state: t(`decided.state-${state}`) }), () =>
            move.mutateAsync({ params, body: { state: decision.state, outcome: decision.outcome } }),
          )
        },
      },
    )
  const remove = useDo(removeDecision, {
    refresh: [listDecisions],
    done: () => {
      toast(t('decided.removed'))
      void navigate({ to: '/voice/decisions' as '/' })
    },
  })
  const over = decision.state === 'settled' || decision.state === 'dropped'
  if (saying)
    return (
      <form
        noValidate
        className={`${classes.form} surface`}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (outcome.trim().length > 2) to(saying, outcome)
        }}
      >
        <Textarea
          autoFocus
          label={t(saying === 'settled' ? 'decided.outcome' : 'decided.reason')}
          description={t(saying === 'settled' ? 'decided.outcome-hint' : 'decided.reason-hint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={outcome}
          onChange={(e) => write(e.currentTarget.value)}
          error={
            tried && outcome.trim().length < 3
              ? t(saying === 'settled' ? 'decided.outcome-needed' : 'decided.reason-needed')
              : undefined
          }
        />
        <div className={classes.acts}>
          <Button type="submit" loading={move.isPending}>
            {t(saying === 'settled' ? 'decided.settle' : 'decided.drop')}
          </Button>
          <Button variant="default" onClick={() => say(null)}>
            {t('shell.cancel')}
          </Button>
        </div>
      </form>
    )
  return (
    <div className={classes.acts}>
      {!over && <Button onClick={() => say('settled')}>{t('decided.settle')}</Button>}
      {decision.state === 'open' && (
        <Button variant="default" onClick={() => to('doing')}>
          {t('decided.begin')}
        </Button>
      )}
      {over && (
        <Button variant="default" onClick={() => to('doing')}>
          {t('decided.reopen')}
        </Button>
      )}
      {!over && (
        <Button variant="default" onClick={() => say('dropped')}>
          {t('decided.drop')}
        </Button>
      )}
      <Button variant="subtle" onClick={edit}>
        {t('decided.change')}
      </Button>
      {!decision.telling && (
        <Button variant="subtle" onClick={() => remove.mutate({ params }, { onError: toastProblem })}>
          {t('decided.remove')}
        </Button>
      )}
    </div>
  )
}

function Linked({ decision, linked }: Pick<Answer, 'decision' | 'linked'>) {
  const { t } = useWords()
  const link = useDo(linkDecision, { refresh: REFRESH })
  const params = { id: decision.id }
  const unlink = (verbatimId: string) =>
    link.mutate(
      { params, body: { remove: [verbatimId] } },
      {
        onError: toastProblem,
        onSuccess: () =>
          void undoable(t('decided.unlinked'), () => link.mutateAsync({ params, body: { add: [verbatimId] } })),
      },
    )
  return (
    <Section title={t('decided.linked')} note={linked.length || undefined}>
      {linked.length === 0 && <p className={classes.quiet}>{t('decided.linked-none')}</p>}
      <ul className={classes.words}>
        {linked.map((word) => (
          <li key={word.verbatimId} className={`${classes.word} surface`}>
            <blockquote>{word.text}</blockquote>
            <div className={classes.wordFoot}>
              <span className={classes.quiet}>
                {word.customerId ? (
                  <Link to="/customers/$id" params={{ id: word.customerId }} className="name-link">
                    {word.customer}
                  </Link>
                ) : (
                  t('decided.linked-someone')
                )}
                {word.site && ` · ${word.site}`} · <Time at={word.at} />
              </span>
              {decision.mayWrite && (
                <Button className="flush" variant="subtle" size="sm" mih={44} onClick={() => unlink(word.verbatimId)}>
                  {t('decided.unlink')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Notes({ decision, notes }: Pick<Answer, 'decision' | 'notes'>) {
  const { t } = useWords()
  const [text, write] = useState('')
  const note = useDo(noteDecision, { refresh: REFRESH, done: () => write('') })
  return (
    <Section title={t('decided.notes')} note={notes.length || undefined}>
      {decision.mayWrite && (
        <form
          className={classes.form}
          style={{ padding: 0 }}
          onSubmit={(e) => {
            e.preventDefault()
            if (text.trim()) note.mutate({ params: { id: decision.id }, body: { text } }, { onError: toastProblem })
          }}
        >
          <Textarea
            label={t('decided.note')}
            autosize
            minRows={2}
            maxLength={2000}
            value={text}
            onChange={(e) => write(e.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={note.isPending} style={{ justifySelf: 'start' }}>
            {t('decided.note-add')}
          </Button>
        </form>
      )}
      {notes.length === 0 && <p className={classes.quiet}>{t('decided.notes-none')}</p>}
      <ol className={classes.notes}>
        {notes.map((one) => (
          <li key={one.id} className={classes.note}>
            <p className={classes.quiet}>
              <Time at={one.at} /> · {one.by}
              {one.state && ` · ${t('decided.became', { state: t(`decided.state-${one.state}`) })}`}
            </p>
            {one.text}
          </li>
        ))}
      </ol>
    </Section>
  )
}
