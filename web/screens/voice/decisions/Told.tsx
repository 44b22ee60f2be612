import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Decision, toldOfDecision } from '../../../../contract/decisions.ts'
import { useAsk } from '../../../ask.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Decisions.module.css'

/** Who was told, and who was not and why: looked at only when it is opened. */
export function Told({ decision }: { decision: Decision }) {
  const { t } = useWords()
  const { told, waiting, lost, held } = decision.telling!
  return (
    <>
      {told + waiting + lost > 0 && <People id={decision.id} held={false} title={t('tell.who')} />}
      {held > 0 && <People id={decision.id} held title={t('tell.who-held')} />}
    </>
  )
}

function People({ id, held, title }: { id: string; held: boolean; title: string }) {
  const { t, word } = useWords()
  const [open, setOpen] = useState(false)
  const asked = useAsk(toldOfDecision, { params: { id }, query: { held: held ? 'true' : 'false' } }, { enabled: open })
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{title}</summary>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {open && !asked.data && !asked.error && <Loading rows={2} />}
      <ul className={classes.people}>
        {asked.data?.people.map((one) => (
          <li key={`${one.customerId} ${one.at}`}>
            {one.customerId && one.customer ? (
              <Link to="/customers/$id" params={{ id: one.customerId }} className="name-link">
                {one.customer}
              </Link>
            ) : (
              t('tell.gone-customer')
            )}
            {' · '}
            <span className={classes.quiet}>
              {one.state &&
                `${word('tell', `state-${one.state}`)}${one.channel ? ` · ${word('tell', `channel-${one.channel}`)}` : ''}`}{' '}
              <BecauseList because={one.because} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
