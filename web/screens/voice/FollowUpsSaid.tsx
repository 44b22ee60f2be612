import type { FollowUpSaid } from '../../../contract/feedback.ts'
import { useWords } from '../../words/words.tsx'
import { MarkedWords } from './MarkedWords.tsx'
import classes from './Voice.module.css'

/** What they answered to the questions that followed, each under its question. */
export function FollowUpsSaid({ followUps, language }: { followUps: readonly FollowUpSaid[]; language: string }) {
  const { t } = useWords()
  if (followUps.length === 0) return null
  return (
    <dl className={classes.followed} aria-label={t('inbox.followed')}>
      {followUps.map((one) => (
        <div key={one.key}>
          <dt>{one.title}</dt>
          <dd>
            <Said one={one} language={language} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Said({ one, language }: { one: FollowUpSaid; language: string }) {
  const { t } = useWords()
  if (one.kind === 'text') return <MarkedWords said={{ ...one, language }} />
  if (typeof one.value === 'boolean') return t(one.value ? 'inbox.followed-yes' : 'inbox.followed-no')
  if (one.value !== null) return t('inbox.score', { score: one.value, max: one.best ?? one.value })
  return one.picked.join(' · ')
}
