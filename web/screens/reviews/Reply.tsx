import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { listReviews, type Review, removeReply, replyToReview } from '../../../contract/reviews.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Time } from '../../parts/Time.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'

/** The public answer of the site: read, written, changed, taken away. */
export function Reply({ review, writing, write }: { review: Review; writing: boolean; write: (on: boolean) => void }) {
  const { t } = useWords()
  const { reply } = review
  const again = useDo(replyToReview, { refresh: [listReviews] })
  const remove = useDo(removeReply, {
    refresh: [listReviews],
    done: () => {
      if (reply)
        undoable(
          t('reviews.reply-removed'),
          () => again.mutateAsync({ params: { id: review.id }, body: { text: reply.text, role: reply.role } }),
          `reply-${review.id}`,
        )
    },
  })
  if (writing) return <Write review={review} close={() => write(false)} />
  if (!reply) return null
  return (
    <div className={classes.note}>
      <p>
        <strong>{reply.role}</strong>
      </p>
      <p className={classes.words} dir="auto">
        {reply.text}
      </p>
      <p className={classes.quiet}>
        <Time at={reply.at} />
        {reply.by && `, ${reply.by}`}
        {reply.changedAt && (
          <>
            {' · '}
            {t('reviews.reply-changed')} <Time at={reply.changedAt} />
          </>
        )}
      </p>
      <Group gap="xs">
        <Button variant="default" onClick={() => write(true)}>
          {t('reviews.reply-change')}
        </Button>
        <Button
          variant="subtle"
          loading={remove.isPending}
          onClick={() => remove.mutate({ params: { id: review.id } }, { onError: toastProblem })}
        >
          {t('reviews.reply-remove')}
        </Button>
      </Group>
    </div>
  )
}

const REMEMBERED = 'okaeri.reply-role'

function Write({ review, close }: { review: Review; close: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState(review.reply?.text ?? '')
  const [role, setRole] = useState(
    review.reply?.role ?? localStorage.getItem(REMEMBERED) ?? t('reviews.reply-role-default'),
  )
  const save = useDo(replyToReview, {
    refresh: [listReviews],
    done: () => {
      localStorage.setItem(REMEMBERED, role.trim())
      close()
    },
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { id: review.id }, body: { text: text.trim(), role: role.trim() } })
      }}
    >
      <Textarea
        autoFocus
        label={t('reviews.reply')}
        description={t('reviews.reply-hint')}
        autosize
        minRows={3}
        maxLength={2000}
        required
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('reviews.reply-role')}
        description={t('reviews.reply-role-hint')}
        maxLength={60}
        required
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <FormFooter submit={t('reviews.reply-publish')} busy={save.isPending} error={save.error} onCancel={close} />
    </form>
  )
}
