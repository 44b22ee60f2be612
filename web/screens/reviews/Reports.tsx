import { Button } from '@mantine/core'
import { listReviews, type Review, reviewReports, settleReports } from '../../../contract/reviews.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'

/** What readers doubted: each with its reason. Their number weighs nothing. */
export function Reports({ review }: { review: Review }) {
  const { t, word } = useWords()
  const asked = useAsk(reviewReports, { params: { id: review.id } })
  const settle = useDo(settleReports, {
    refresh: [listReviews, reviewReports],
    done: () => toast(t('reviews.reports-kept-done')),
  })
  const open = asked.data?.reports.filter(({ state }) => state === 'open') ?? []
  return (
    <div className={classes.note}>
      <p>
        <strong>{t('reviews.reports', { n: review.reports })}</strong>
      </p>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={1} />}
      {open.slice(0, 20).map((report) => (
        <p key={report.id}>
          {word('reviews.report', report.reason)}
          {report.words && ` · ${t('shell.quoted', { text: report.words })}`}{' '}
          <span className={classes.quiet}>
            <Time at={report.at} />
            {report.more > 0 && ` · ${t('reviews.report-more', { n: report.more })}`}
          </span>
        </p>
      ))}
      <p className={classes.quiet}>{t('reviews.reports-how')}</p>
      <div className={classes.acts}>
        <Button
          variant="default"
          loading={settle.isPending}
          onClick={() => settle.mutate({ params: { id: review.id } }, { onError: toastProblem })}
        >
          {t('reviews.reports-keep')}
        </Button>
      </div>
    </div>
  )
}
