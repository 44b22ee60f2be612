import type { Verbatim } from '../../../../contract/feedback.ts'
import { replyHow } from '../../../../contract/replies.ts'
import { useAsk } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Time } from '../../../parts/Time.tsx'
import { useWords } from '../../../words/words.tsx'
import { Answer } from './Answer.tsx'
import classes from './Cases.module.css'

/** Answering words that opened no case: thanks for thanks, an answer to a question; what was answered before stands above. */
export function AnswerWords({ verbatim, close }: { verbatim: Verbatim; close: () => void }) {
  const { t, word } = useWords()
  const asked = useAsk(replyHow, { params: { id: verbatim.id } })
  if (!asked.data) return asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={1} />
  const { how, replies } = asked.data
  return (
    <div className={classes.inline}>
      {replies.map(({ id, by, channel, at, text }) => (
        <div key={id}>
          <p className={classes.quiet}>
            {t('case.step-replied', { by: by || t('case.house'), channel: word('door', channel) })} · <Time at={at} />
          </p>
          <p className={classes.stepText}>{text}</p>
        </div>
      ))}
      {how && <Answer how={how} on={{ verbatimId: verbatim.id }} done={close} />}
    </div>
  )
}
