import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { callOffMessage, listMessages, type Message, settleDoubt, takeUpMessage } from '../../../contract/messages.ts'
import { useDo } from '../../ask.ts'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Messages.module.css'

/** One message: to whom, by what, since when and why; and what a person may say of it. */
export function MessageLine({ message }: { message: Message }) {
  const { t, word } = useWords()
  const may = useMay('loop.manage', null)
  const [open, setOpen] = useState(false)
  const up = useDo(takeUpMessage, { refresh: [listMessages], done: () => toast(t('shell.undone')) })
  const takenAway = (what: string) => undoable(what, () => up.mutateAsync({ params: { id: message.id } }), message.id)
  const settle = useDo(settleDoubt, {
    refresh: [listMessages],
    done: ({ state }) => (state === 'called-off' ? takenAway(t('messages.gone')) : toast(t('messages.settled'))),
  })
  const off = useDo(callOffMessage, { refresh: [listMessages], done: () => takenAway(t('messages.gone')) })
  const { id, state, customer } = message
  const unsure = state === 'doubt' || state === 'failed'
  // It cannot leave as it is: a person writes what should stand there.
  const hole = /^(?:words|duty)-/u.test(message.because.at(-1)?.code ?? '')
  const say = (answer: 'left' | 'again' | 'let-go') =>
    settle.mutate({ params: { id }, body: { answer } }, { onError: toastProblem })
  return (
    <article className={classes.message} aria-label={`${customer}, ${message.title}`}>
      <div className={classes.head}>
        <div>
          <Link to="/customers/$id" params={{ id: message.customerId }} className={classes.name}>
            {customer || message.to}
          </Link>
          <p className={classes.line}>
            {[
              message.title,
              word('channel', message.channel),
              message.staff ? t('messages.by', { name: message.staff }) : null,
              message.segments > 1 ? t('messages.segments', { n: message.segments }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className={classes.line}>
            <Time at={message.leftAt ?? message.changedAt} />
            {message.because.length > 0 && (
              <>
                {' · '}
                <BecauseList because={message.because.slice(-2)} />
              </>
            )}
          </p>
        </div>
        <Group gap="xs">
          {unsure && may && (
            <>
              {!hole && (
                <Button variant="light" loading={settle.isPending} onClick={() => say('left')}>
                  {t('messages.it-left')}
                </Button>
              )}
              {!hole && (
                <Button variant="default" disabled={settle.isPending} onClick={() => say('again')}>
                  {t('messages.again')}
                </Button>
              )}
              <Button variant="default" disabled={settle.isPending} onClick={() => say('let-go')}>
                {t('messages.let-go')}
              </Button>
            </>
          )}
          {state === 'ready' && may && (
            <Button
              variant="default"
              loading={off.isPending}
              onClick={() => off.mutate({ params: { id } }, { onError: toastProblem })}
            >
              {t('messages.call-off')}
            </Button>
          )}
          {mayComeBack(message) && may && (
            <Button
              variant="default"
              loading={up.isPending}
              onClick={() => up.mutate({ params: { id } }, { onError: toastProblem })}
            >
              {t('messages.take-up')}
            </Button>
          )}
          {!(hole && unsure) && (
            <Button variant="subtle" size="compact-md" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t(open ? 'messages.hide' : 'messages.show')}
            </Button>
          )}
        </Group>
      </div>
      {open && !(hole && unsure) && (
        <div className={classes.words}>
          <p className="dim">{t('messages.to', { to: message.to })}</p>
          {message.subject && <strong>{message.subject}</strong>}
          <p className={classes.body}>{message.body}</p>
        </div>
      )}
      {hole && unsure && may && <Mend message={message} />}
    </article>
  )
}

/** A person took it away: they, or another, may think better of it. */
const mayComeBack = ({ state, because }: Message): boolean =>
  state === 'called-off' && because.at(-1)?.values.was !== undefined

/** Words that name what this customer has not, or lack what the law has them carry: a person writes what should stand there. */
function Mend({ message }: { message: Message }) {
  const { t } = useWords()
  const [subject, setSubject] = useState(message.subject)
  const [body, setBody] = useState(message.body)
  const settle = useDo(settleDoubt, { refresh: [listMessages], done: () => toast(t('messages.settled')) })
  return (
    <form
      className={classes.mend}
      onSubmit={(e) => {
        e.preventDefault()
        settle.mutate({
          params: { id: message.id },
          body: { answer: 'again', body, ...(message.subject ? { subject } : {}) },
        })
      }}
    >
      {message.subject && (
        <TextInput label={t('messages.subject')} value={subject} onChange={(e) => setSubject(e.currentTarget.value)} />
      )}
      <Textarea
        label={t('messages.words')}
        description={t('messages.mend-hint')}
        autosize
        minRows={4}
        value={body}
        onChange={(e) => setBody(e.currentTarget.value)}
      />
      <ErrorNote error={settle.error} />
      <Group justify="flex-end">
        <Button type="submit" loading={settle.isPending}>
          {t('messages.mend')}
        </Button>
      </Group>
    </form>
  )
}
