import { Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import {
  listReviews,
  REFUSAL_REASONS,
  type RefusalReason,
  type Review,
  reconsiderReview,
  refuseReview,
} from '../../../contract/reviews.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'

/** A reason of the list, which is told to its author. That a review displeases is not on it. */
export function Refuse({
  review,
  because = '',
  close,
}: {
  review: Review
  /** The reason to begin with. */
  because?: RefusalReason | ''
  close: () => void
}) {
  const { t, word } = useWords()
  const [reason, setReason] = useState<RefusalReason | ''>(because)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const back = useDo(reconsiderReview, { refresh: [listReviews] })
  const refuse = useDo(refuseReview, {
    refresh: [listReviews],
    done: () => {
      close()
      undoable(t('reviews.refused-done'), () => back.mutateAsync({ params: { id: review.id } }), review.id)
    },
  })
  const short = reason === 'other' && words.trim().length < 10
  return (
    <Modal
      opened
      onClose={close}
      title={t(review.state === 'published' ? 'reviews.take-down-title' : 'reviews.refuse-title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (reason && !short) refuse.mutate({ params: { id: review.id }, body: { reason, words: words.trim() } })
        }}
      >
        <p className={classes.quiet}>{t('reviews.refuse-lead')}</p>
        <Radio.Group
          label={t('reviews.reason')}
          value={reason}
          onChange={(value) => setReason(value as RefusalReason)}
          error={tried && !reason ? t('start.needed') : null}
        >
          <Stack gap={4} mt={6}>
            {REFUSAL_REASONS.map((each, at) => (
              <Radio
                key={each}
                value={each}
                data-autofocus={at === 0 || undefined}
                label={word('reviews.reason', each)}
                styles={{ body: { minHeight: 36, alignItems: 'center' } }}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('reviews.reason-words')}
          description={t('reviews.reason-words-hint')}
          autosize
          minRows={2}
          maxLength={600}
          value={words}
          error={tried && short ? t('reviews.reason-words-needed') : null}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <FormFooter
          submit={t(review.state === 'published' ? 'reviews.take-down' : 'reviews.refuse')}
          busy={refuse.isPending}
          error={refuse.error}
          onCancel={close}
        />
      </form>
    </Modal>
  )
}
