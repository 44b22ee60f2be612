import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { IconEye, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '../../../../contract/endpoint.ts'
import { undoCaseStep } from '../../../../contract/recovery.ts'
import { previewReply, type ReplyWay, sendReply, undoReply } from '../../../../contract/replies.ts'
import { gapIn } from '../../../../contract/reply-gaps.ts'
import { call } from '../../../api.ts'
import { useDo } from '../../../ask.ts'
import { DRAFTS } from '../../../kept-draft.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Time } from '../../../parts/Time.tsx'
import { undoable } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'
import { useDraft } from './draft.ts'
import type { OnWhat } from './on-what.ts'
import { REFRESH } from './refresh.ts'
import { useAgain } from './useAgain.ts'

/** A letter or a short message, seen as it will leave; it leaves a minute after it is sent, and until then it is taken back. */
export function WriteReply({ way, on, done }: { way: ReplyWay; on: OnWhat; done?: () => void }) {
  const { t } = useWords()
  const channel = way.channel as 'email' | 'sms'
  const about = 'caseId' in on ? on.caseId : on.verbatimId
  const [text, write, forget] = useDraft(`${about} ${channel}`, way.text)
  const [subject, setSubject] = useState(way.subject)
  const again = useAgain()
  const preview = useDo(previewReply)
  const body = { ...on, channel, subject: subject.trim(), text: text.trim() }
  const send = useDo(sendReply, {
    refresh: REFRESH,
    done: ({ reply, step, notBefore }) => {
      forget()
      undoable(
        t(new Date(notBefore).getTime() - Date.now() > 120_000 ? 'case.sent-later' : 'case.sent'),
        async () => {
          await (step ? call(undoCaseStep, { params: { id: step } }) : call(undoReply, { params: { id: reply } }))
          sessionStorage.setItem(`${DRAFTS}${about} ${channel}`, text)
          await again()
        },
        `reply-${about}`,
      )
      done?.()
    },
  })
  const gap = gapIn(text)
  return (
    <form
      className={classes.writing}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ body })
      }}
    >
      <p className={classes.to}>
        {t('case.to', { to: way.to.join(', ') })}
        {way.notBefore && (
          <>
            {' · '}
            {t('case.leaves')} <Time at={way.notBefore} />
          </>
        )}
      </p>
      {channel === 'email' && (
        <TextInput
          label={t('case.subject')}
          maxLength={150}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t('case.text')}
        autosize
        minRows={channel === 'email' ? 8 : 3}
        maxLength={4000}
        required
        value={text}
        description={gap ? t('case.gap', { gap }) : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => {
          write(event.currentTarget.value)
          preview.reset()
        }}
      />
      <ErrorNote error={send.error ?? preview.error} />
      {preview.data && <AsItLeaves seen={preview.data} />}
      <Group gap="sm">
        <Button
          type="submit"
          color="kaki"
          loading={send.isPending}
          disabled={Boolean(gap) || text.trim() === ''}
          leftSection={<IconSend size={18} aria-hidden />}
        >
          {t('case.send')}
        </Button>
        <Button
          variant="default"
          loading={preview.isPending}
          disabled={text.trim() === ''}
          leftSection={<IconEye size={18} aria-hidden />}
          onClick={() => preview.mutate({ body })}
        >
          {t('case.preview')}
        </Button>
      </Group>
    </form>
  )
}

function AsItLeaves({ seen }: { seen: AnswerOf<typeof previewReply> }) {
  const { t, locale, number } = useWords()
  if (seen.refused.length > 0)
    return (
      <p className={classes.shut}>
        {t('case.way-shut')} <BecauseList because={seen.refused} />
      </p>
    )
  const cost =
    seen.costCents === null
      ? ''
      : new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(seen.costCents / 100)
  return (
    <figure className={classes.seen}>
      <figcaption>
        {[
          t('case.from', { from: seen.from }),
          seen.segments > 1 ? t('case.segments', { n: number(seen.segments) }) : '',
          cost,
        ]
          .filter(Boolean)
          .join(' · ')}
      </figcaption>
      {seen.subject && <strong>{seen.subject}</strong>}
      <p>{seen.text}</p>
    </figure>
  )
}
