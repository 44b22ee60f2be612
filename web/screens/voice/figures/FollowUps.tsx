import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { exportFollowUps, type VoiceFollowUps, voiceFollowUps } from '../../../../contract/voice.ts'
import { urlOf } from '../../../api.ts'
import { useAsk } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Section } from '../../../parts/Page.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'
import type { queryOf } from './figures-filter.ts'

type Survey = VoiceFollowUps['surveys'][number]
type Question = Survey['questions'][number]

/** What was chosen under the questions that follow: the share of each choice, and how surely. */
export function FollowUps({ query }: { query: ReturnType<typeof queryOf> }) {
  const { t } = useWords()
  const asked = useAsk(voiceFollowUps, { query }, { keep: true })
  const surveys = asked.data?.surveys ?? []
  if (!asked.error && surveys.length === 0) return null
  return (
    <Section title={t('figure.followed')}>
      <p className={classes.quiet}>{t('figure.followed-note')}</p>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {surveys.map((survey) => (
        <div key={survey.id} className={`${classes.panel} ${classes.followed} surface`}>
          <h3 className={classes.asked}>{survey.title}</h3>
          {survey.questions.map((question) => (
            <Choices key={question.key} question={question} />
          ))}
        </div>
      ))}
      <Button
        component="a"
        href={urlOf(exportFollowUps, { query })}
        download
        className="flush"
        variant="subtle"
        mih={44}
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('figure.followed-export')}
      </Button>
    </Section>
  )
}

function Choices({ question }: { question: Question }) {
  const { t, percent } = useWords()
  const nameOf = ({ key, title }: Question['choices'][number]) =>
    key === 'true' ? t('inbox.followed-yes') : key === 'false' ? t('inbox.followed-no') : title
  return (
    <div>
      <p className={classes.question}>
        {question.title} <span className="dim">{t('figure.followed-n', { n: question.n })}</span>
      </p>
      <ul className={classes.choices}>
        {question.choices.map((choice) => {
          const { k, n, interval } = choice.share
          return (
            <li key={choice.key}>
              <span>{nameOf(choice)}</span>
              <span className={classes.scale} aria-hidden>
                {interval && (
                  <span
                    className={classes.interval}
                    style={{
                      left: `${100 * interval.low}%`,
                      width: `${Math.max(0.8, 100 * (interval.high - interval.low))}%`,
                    }}
                  />
                )}
                <span className={classes.at} style={{ left: `${(100 * k) / n}%` }} />
              </span>
              <span className="figures">
                {t('figure.followed-share', { share: percent(k / n), k, n })}
                {interval && (
                  <span className="dim">
                    {' · '}
                    {t('figure.between', { low: percent(interval.low), high: percent(interval.high) })}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
