import { Button, Modal } from '@mantine/core'
import { PRIVATE_FLAGS } from '../../../contract/review-flags.ts'
import type { Review } from '../../../contract/reviews.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'
import { Words } from './Words.tsx'

/** What in a review tells how to reach, pay or follow somebody. */
export const privateFlags = ({ found }: Pick<Review, 'found'>): Review['flags'] =>
  PRIVATE_FLAGS.filter((flag) => found.some((each) => each.flag === flag))

interface TellsPrivateProps {
  review: Review
  refuse: () => void
  publish: () => void
  close: () => void
}

/** Before a number or an account is published: everybody would read it, and nothing in a review is changed. */
export function TellsPrivate({ review, refuse, publish, close }: TellsPrivateProps) {
  const { t, word } = useWords()
  return (
    <Modal
      opened
      onClose={close}
      title={t('reviews.tells-title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.form}>
        <ul>
          {privateFlags(review).map((flag) => (
            <li key={flag}>{word('reviews.flag', flag)}</li>
          ))}
        </ul>
        <Words text={review.words} found={review.found} language={review.language} />
        <p className={classes.quiet}>{t('reviews.tells-text')}</p>
        <div className={classes.acts}>
          <Button data-autofocus onClick={refuse}>
            {t('reviews.tells-refuse')}
          </Button>
          <Button variant="default" onClick={publish}>
            {t('reviews.tells-publish')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
