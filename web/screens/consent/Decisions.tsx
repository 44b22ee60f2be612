import { customerDecisions } from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import rows from '../customer/Customer.module.css'
import { Explained } from './Answer.tsx'
import classes from './Consent.module.css'

/** What was decided, with what was known then, judged again by the pack of its day. */
export function Decisions({ customer }: { customer: Customer }) {
  const { t, word } = useWords()
  const asked = useAsk(customerDecisions, { params: { id: customer.id }, query: {} })
  const decisions = asked.data?.decisions
  return (
    <>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={1} />}
      {decisions?.length === 0 && <p className={rows.quiet}>{t('consent.decisions-none')}</p>}
      {decisions && decisions.length > 0 && (
        <ul className={`surface ${rows.rows}`}>
          {decisions.map((decision) => (
            <li key={decision.touchId ?? decision.messageId}>
              <Explained
                head={<span className={rows.rowTitle}>{word('consent', `channel-${decision.channel}`)}</span>}
                whyOf={`${word('consent', `channel-${decision.channel}`)}, ${decision.moment || decision.title}`}
                verdict={decision.verdict}
                rules={asked.data?.rules ?? []}
              >
                {!decision.same && <p style={{ margin: 0 }}>{t('consent.decision-differs-text')}</p>}
              </Explained>
              <p className={classes.small} style={{ margin: 0 }}>
                <Time at={decision.at} /> · {decision.moment || decision.title} ·{' '}
                {t(`consent.purpose-${decision.purpose}`)} ·{' '}
                <span className={classes.code}>{decision.verdict.pack}</span>{' '}
                <Tone tone={decision.same ? 'calm' : 'bad'}>
                  {t(decision.same ? 'consent.decision-same' : 'consent.decision-differs')}
                </Tone>
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
