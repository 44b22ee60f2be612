import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { customerVoice } from '../../../../contract/recovery.ts'
import { useAsk } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { FollowUpsSaid } from '../FollowUpsSaid.tsx'
import { MarkedWords } from '../MarkedWords.tsx'
import { BAND_TONE, scoreOf } from '../says.ts'
import classes from './Cases.module.css'
import { Clock, Severity } from './CaseTones.tsx'

const SHOWN = 4

/** On the page of a customer: what they told us, the newest first, and what became of it. */
export function CustomerVoice({ customerId }: { customerId: string }) {
  const { t, word } = useWords()
  const may = useMay('feedback.read', null)
  const asked = useAsk(customerVoice, { params: { id: customerId } }, { enabled: may })
  const [all, showAll] = useState(false)
  if (!may) return null
  const { answers = [], cases = [] } = asked.data ?? {}
  return (
    <Section title={t('case.told-us')} note={answers.length > 0 ? answers.length : undefined}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.data && answers.length === 0 && <p className={classes.quiet}>{t('case.told-none')}</p>}
      {cases.length > 0 && (
        <ul className={classes.plain}>
          {cases.map((line) => (
            <li key={line.id} className={classes.caseRow}>
              <Link to={'/voice/cases/$id' as '/'} params={{ id: line.id } as never} className={classes.link}>
                {t('case.one')} <Time at={line.openedAt} />
              </Link>
              <Severity severity={line.severity} content={line.content} />
              <Clock line={line} />
              <span className={classes.quiet}>{line.owner}</span>
            </li>
          ))}
        </ul>
      )}
      {answers.length > 0 && (
        <ul className={`${classes.told} surface`}>
          {answers.slice(0, all ? answers.length : SHOWN).map((answer) => {
            const score = scoreOf(answer)
            return (
              <li key={answer.id}>
                <p className={classes.stepHead}>
                  {score && answer.band && <Tone tone={BAND_TONE[answer.band]}>{t('inbox.score', score)}</Tone>}
                  <span className={classes.quiet}>
                    {[answer.site, answer.momentTitle, word('door', answer.channel)].filter(Boolean).join(' · ')} ·{' '}
                    <Time at={answer.at} />
                  </span>
                </p>
                {answer.verbatim?.text && <MarkedWords said={answer.verbatim} />}
                <FollowUpsSaid
                  followUps={answer.verbatim?.followUps ?? answer.followUps}
                  language={answer.verbatim?.language ?? ''}
                />
              </li>
            )
          })}
        </ul>
      )}
      {!all && answers.length > SHOWN && (
        <Button mt="sm" variant="default" onClick={() => showAll(true)}>
          {t('case.told-more', { n: answers.length - SHOWN })}
        </Button>
      )}
    </Section>
  )
}
