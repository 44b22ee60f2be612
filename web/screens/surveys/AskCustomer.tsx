import { Button, Select } from '@mantine/core'
import { IconMail, IconMessage2, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { customerAsks } from '../../../contract/answers.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { dayText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { type Asks, bestAfterCall, type Spoken, useSendQuestion } from './by-hand.tsx'
import { NoteAnswer } from './NoteAnswer.tsx'
import classes from './Surveys.module.css'
import { useSaid } from './said.ts'

interface AskCustomerProps {
  customerId: string
  name: string
  /** The survey whose answer is to be taken down at once. */
  noting?: string | undefined
}

/** A question by hand: the link in one tap, or what they say aloud taken down; and what they were asked before. */
export function AskCustomer({ customerId, name, noting }: AskCustomerProps) {
  const { t } = useWords()
  const may = useMay('feedback.act', null)
  const asked = useAsk(customerAsks, { params: { id: customerId } }, { enabled: may })
  if (!may || (asked.data && asked.data.surveys.length === 0)) return null
  return (
    <Section title={t('asking.by-hand')}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.data && <Panel asks={asked.data} name={name} noting={noting} />}
    </Section>
  )
}

function Panel({ asks, name, noting }: { asks: Asks; name: string; noting: string | undefined }) {
  const { t, word, because, locale } = useWords()
  const said = useSaid([])
  const send = useSendQuestion()
  const [busy, setBusy] = useState<string | null>(null)
  const [chosen, choose] = useState<string>(noting ?? bestAfterCall(asks)?.id ?? asks.surveys[0]?.id ?? '')
  const [open, note] = useState(noting !== undefined)
  const survey = asks.surveys.find(({ id }) => id === chosen) ?? (asks.surveys[0] as Spoken)
  const by = async (channel: 'sms' | 'email'): Promise<void> => {
    setBusy(channel)
    await send(asks.customerId, name, survey.id, channel)
    setBusy(null)
  }
  return (
    <div className={`${classes.followUp} surface`}>
      <Select
        label={t('asking.which')}
        allowDeselect={false}
        data={asks.surveys.map(({ id, title }) => ({ value: id, label: said(title) }))}
        value={survey.id}
        onChange={(next) => next && choose(next)}
        description={said(survey.question)}
      />
      {survey.notBefore && (
        <p className={classes.quiet}>
          {t('asking.not-before', {
            why: survey.because.map(because).join(' · '),
            day: dayText(survey.notBefore.slice(0, 10), locale),
          })}
        </p>
      )}
      <div className={classes.acts}>
        {asks.channels.map(({ channel, may, because: why }) => (
          <Button
            key={channel}
            variant={channel === 'sms' ? 'filled' : 'default'}
            disabled={!may || survey.notBefore !== null}
            loading={busy === channel}
            title={may ? undefined : why.map(because).join(' · ')}
            leftSection={
              channel === 'sms' ? <IconMessage2 size={18} aria-hidden /> : <IconMail size={18} aria-hidden />
            }
            onClick={() => void by(channel)}
          >
            {t(`asking.send-${channel}`)}
          </Button>
        ))}
        <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => note(true)}>
          {t('asking.note')}
        </Button>
      </div>
      {asks.channels.every(({ may }) => !may) && (
        <p className={classes.quiet}>
          {asks.channels
            .map(({ channel, because: why }) =>
              t('shell.of', { what: word('channel', channel), text: why.map(because).join(', ') }),
            )
            .join(' · ')}
        </p>
      )}
      {asks.asked.length > 0 && <Before asks={asks} />}
      {open && <NoteAnswer survey={survey} asks={asks} name={name} close={() => note(false)} />}
    </div>
  )
}

function Before({ asks }: { asks: Asks }) {
  const { t, word } = useWords()
  const said = useSaid([])
  return (
    <ul className={classes.before}>
      {asks.asked.slice(0, 5).map((each) => (
        <li key={each.id} className={classes.quiet}>
          {said(each.title)} · {word('answer-door', each.channel)} · <Time at={each.askedAt} /> ·{' '}
          {each.answeredAt ? t('asking.was-answered') : t('asking.not-answered')}
        </li>
      ))}
    </ul>
  )
}
