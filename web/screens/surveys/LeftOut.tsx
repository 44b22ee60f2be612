import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countAnswer, leftOutAnswers } from '../../../contract/answers.ts'
import { listSurveys, readSurvey } from '../../../contract/asking.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { call } from '../../api.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { FollowUpsSaid } from '../voice/FollowUpsSaid.tsx'
import { MarkedWords } from '../voice/MarkedWords.tsx'
import classes from './Surveys.module.css'

type Answer = AnswerOf<typeof leftOutAnswers>['answers'][number]

/** What is kept and not counted, each with its reason; a person may count it after all. */
export function LeftOut({ surveyId, leftOut }: { surveyId: string; leftOut: Record<string, number> }) {
  const { t, word, number } = useWords()
  const total = Object.values(leftOut).reduce((sum, n) => sum + n, 0)
  const pages = useInfiniteQuery({
    queryKey: [leftOutAnswers.name, surveyId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        leftOutAnswers,
        { params: { id: surveyId }, query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (last: AnswerOf<typeof leftOutAnswers>) => last.next ?? undefined,
    enabled: total > 0,
  })
  if (total === 0) return null
  const answers = pages.data?.pages.flatMap((page) => page.answers) ?? []
  return (
    <Section
      title={t('asking.left-out')}
      note={Object.entries(leftOut)
        .map(([why, n]) => `${word('left-out', why)} ${number(n)}`)
        .join(' · ')}
    >
      <p className={classes.quiet}>{t('asking.left-out-text')}</p>
      <ErrorNote error={pages.error} retry={() => void pages.refetch()} />
      {!pages.data && !pages.error && <Loading rows={3} />}
      <ul className={`${classes.rows} surface`}>
        {answers.map((answer) => (
          <li key={answer.id} className={classes.row}>
            <Line answer={answer} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('asking.left-out-more')}
        </Button>
      )}
    </Section>
  )
}

function Line({ answer }: { answer: Answer }) {
  const { t, word } = useWords()
  const may = useMay('surveys.manage', answer.siteId)
  const queries = useQueryClient()
  const say = async (leftOut: string | null): Promise<void> => {
    await call(countAnswer, { params: { id: answer.id }, body: { leftOut: leftOut as never } })
    await Promise.all(
      [leftOutAnswers, readSurvey, listSurveys].map(({ name }) => queries.invalidateQueries({ queryKey: [name] })),
    )
  }
  const count = () =>
    say(null).then(
      () => void undoable(t('asking.counted'), () => say(answer.leftOut), answer.id),
      (fault: unknown) => toastProblem(fault),
    )
  return (
    <>
      <div>
        <p className={`${classes.name} figures`}>
          {answer.score === null ? t('asking.no-score') : answer.score}
          <Tone tone="wait">{word('left-out', answer.leftOut)}</Tone>
        </p>
        {answer.text && <MarkedWords said={{ ...answer, marks: [] }} />}
        <FollowUpsSaid followUps={answer.followUps} language={answer.language} />
        <p className={classes.quiet}>
          {answer.customerId && answer.name && (
            <>
              <Link to="/customers/$id" params={{ id: answer.customerId }} className="name-link">
                {answer.name}
              </Link>
              {' · '}
            </>
          )}
          {[word('answer-door', answer.channel), answer.door, answer.site].filter(Boolean).join(' · ')} ·{' '}
          <Time at={answer.at} />
        </p>
      </div>
      {may && (
        <Button variant="default" size="compact-md" onClick={() => void count()}>
          {t('asking.count')}
        </Button>
      )}
    </>
  )
}
