import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconExternalLink, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listReviews, type Review, reconsiderReview, settleAppeal } from '../../../contract/reviews.ts'
import { useDo } from '../../ask.ts'
import { KeyHint } from '../../parts/KeyHint.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { Reply } from './Reply.tsx'
import { Reports } from './Reports.tsx'
import classes from './Reviews.module.css'
import { Words } from './Words.tsx'

interface ReviewCardProps {
  review: Review
  /** The one under the keys. */
  at: boolean
  focus: () => void
  publish: () => void
  refuse: () => void
  busy: boolean
}

/** One review: what is said, what it rests on, what became of it, and what may be done. */
export function ReviewCard({ review, at, focus, publish, refuse, busy }: ReviewCardProps) {
  const { t } = useWords()
  const [writing, write] = useState(false)
  const { state } = review
  return (
    <article
      id={`r-${review.id}`}
      className={`${classes.review} surface`}
      data-at={at || undefined}
      aria-label={t('reviews.of', { name: review.shownAs || t('reviews.unnamed') })}
      tabIndex={-1}
      onFocusCapture={focus}
    >
      <Head review={review} />
      <Words text={review.words} found={review.found} language={review.language} />
      {state === 'published' && !review.shown && (
        <p className={classes.note}>
          <span>{t('reviews.not-shown')}</span>
        </p>
      )}
      {state === 'refused' && <Refusal review={review} />}
      {review.appeal && state === 'refused' && <Appeal review={review} />}
      {state === 'published' && review.reports > 0 && <Reports review={review} />}
      {state === 'published' && <Reply review={review} writing={writing} write={write} />}
      <div className={classes.acts}>
        {(state === 'pending' || state === 'refused') && (
          <Button
            variant={state === 'pending' ? 'filled' : 'default'}
            leftSection={<IconCheck size={18} aria-hidden />}
            rightSection={state === 'pending' && at ? <KeyHint keys={['P']} /> : null}
            loading={busy}
            onClick={publish}
          >
            {t('reviews.publish')}
          </Button>
        )}
        {(state === 'pending' || state === 'published') && (
          <Button
            variant="default"
            leftSection={<IconX size={18} aria-hidden />}
            rightSection={at ? <KeyHint keys={['R']} /> : null}
            disabled={busy}
            onClick={refuse}
          >
            {t(state === 'published' ? 'reviews.take-down' : 'reviews.refuse')}
          </Button>
        )}
        {state === 'published' && !review.reply && !writing && (
          <Button variant="default" onClick={() => write(true)}>
            {t('reviews.reply-do')}
          </Button>
        )}
        {(state === 'published' || state === 'refused') && <Reconsider review={review} />}
      </div>
    </article>
  )
}

function Head({ review }: { review: Review }) {
  const { t, word, locale, number } = useWords()
  const stars =
    review.stars === null ? null : (
      <span className={classes.stars}>
        {t('reviews.stars', { stars: number(Math.round(review.stars * 10) / 10, { maximumFractionDigits: 1 }) })}
        {review.given &&
          review.given.max !== 5 &&
          ` (${t('reviews.given', { score: review.given.score, max: review.given.max })})`}
      </span>
    )
  return (
    <div>
      <p className={classes.head}>
        <bdi className={classes.name}>{review.shownAs || t('reviews.unnamed')}</bdi>
        {stars}
        {review.experience ? (
          <Tone tone="good">
            {t('reviews.verified', {
              what: word('reviews.experience', review.experience.kind),
              day: dayText(review.experience.on, locale),
            })}
          </Tone>
        ) : (
          <Tone tone="calm">{t('reviews.unverified')}</Tone>
        )}
        {review.late && <Tone tone="wait">{t('reviews.late')}</Tone>}
      </p>
      <ul className={classes.facts}>
        <li>
          {t('reviews.asked')} <Time at={review.askedAt} />
        </li>
        {review.updatedAt && (
          <li>
            {t('reviews.updated')} <Time at={review.updatedAt} />
          </li>
        )}
        {review.publishedAt && review.state === 'published' && (
          <li>
            {t('reviews.published-at')} <Time at={review.publishedAt} />
            {review.decidedBy ? `, ${review.decidedBy}` : `, ${t('reviews.by-itself')}`}
          </li>
        )}
        {review.withdrawnAt && (
          <li>
            {t('reviews.withdrawn-at')} <Time at={review.withdrawnAt} />
          </li>
        )}
        {review.site && <li>{review.site}</li>}
        {review.subject && review.subject.kind !== 'site' && (
          <li>{t('reviews.about', { what: review.subject.title })}</li>
        )}
        {review.customerId && (
          <li>
            <Link to="/customers/$id" params={{ id: review.customerId }}>
              {review.customer}
            </Link>
          </li>
        )}
        {review.shown && review.subject && (
          <li>
            <a
              href={`${new URL(review.subject.address).pathname}?lang=${locale}#r-${review.id}`}
              target="_blank"
              rel="noreferrer"
            >
              {t('reviews.see')} <IconExternalLink size={15} aria-hidden />
            </a>
          </li>
        )}
      </ul>
      {review.flags.length > 0 && review.state === 'pending' && (
        <div className={classes.flags}>
          {review.flags.map((flag) => (
            <Tone key={flag} tone="wait" icon={<IconAlertTriangle size={14} aria-hidden />}>
              {word('reviews.flag', flag)}
            </Tone>
          ))}
        </div>
      )}
    </div>
  )
}

function Refusal({ review }: { review: Review }) {
  const { t, word } = useWords()
  return (
    <div className={classes.note}>
      <p>
        <strong>{review.reason && word('reviews.reason', review.reason)}</strong>
        {review.decidedBy && `, ${review.decidedBy}`}
        {review.decidedAt && (
          <>
            {' · '}
            <Time at={review.decidedAt} />
          </>
        )}
      </p>
      {review.reasonWords && <p>{review.reasonWords}</p>}
      {review.told && <p className={classes.quiet}>{t(`reviews.told-${review.told}`)}</p>}
    </div>
  )
}

/** What the author of a refused review answered: published after all, or the refusal stands. */
function Appeal({ review }: { review: Review }) {
  const { t } = useWords()
  const settle = useDo(settleAppeal, { refresh: [listReviews], done: () => toast(t('reviews.stands-done')) })
  if (!review.appeal) return null
  return (
    <div className={classes.note}>
      <p>
        <strong>{t('reviews.answered')}</strong>, <Time at={review.appeal.at} />
      </p>
      <p className={classes.words} dir="auto">
        {review.appeal.words}
      </p>
      {review.appeal.settled ? (
        <p className={classes.quiet}>{t('reviews.stands')}</p>
      ) : (
        <div className={classes.acts}>
          <Button
            variant="default"
            loading={settle.isPending}
            onClick={() => settle.mutate({ params: { id: review.id } }, { onError: toastProblem })}
          >
            {t('reviews.let-stand')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Reconsider({ review }: { review: Review }) {
  const { t } = useWords()
  const back = useDo(reconsiderReview, { refresh: [listReviews], done: () => toast(t('reviews.waits-again')) })
  return (
    <Button
      variant="subtle"
      loading={back.isPending}
      onClick={() => back.mutate({ params: { id: review.id } }, { onError: toastProblem })}
    >
      {t('reviews.reconsider')}
    </Button>
  )
}
