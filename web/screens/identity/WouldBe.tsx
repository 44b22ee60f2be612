import { Button, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { identityTry } from '../../../contract/identity-quality.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'

type People = NonNullable<AnswerOf<typeof identityTry>['would']>

/** What the bars would make of people, and not only of pairs: asked for by a tap, for on a large base it takes a while. */
export function WouldBe({ bars }: { bars: { same: number; ask: number } }) {
  const { t, percent } = useWords()
  const [wanted, want] = useState<string | null>(null)
  const asked = `${bars.same} ${bars.ask}`
  const on = wanted === asked
  const first = useAsk(identityTry, { query: bars }, { enabled: on })
  const running = on && first.data?.state === 'running'
  const watched = useAsk(identityTry, { query: bars }, { enabled: running, every: running ? 700 : false })
  const data = on ? (watched.data ?? first.data) : undefined
  const share = data ? data.done / data.total : 0
  return (
    <div className={classes.people}>
      <h3 className={classes.sub}>{t('identity.people')}</h3>
      <ErrorNote error={on ? first.error : null} retry={first.refetch} />
      {!on && (
        <div className={classes.actions}>
          <p className={classes.note}>{t('identity.people-lead')}</p>
          <Button variant="default" onClick={() => want(asked)}>
            {t('identity.people-count')}
          </Button>
        </div>
      )}
      {on && !first.error && (!data || data.state === 'running') && (
        <div role="status">
          <p className={classes.note}>{t('identity.people-running', { pct: percent(share) })}</p>
          <Progress value={100 * share} aria-label={t('identity.people')} />
        </div>
      )}
      {data?.now && data.would && <Told now={data.now} would={data.would} />}
    </div>
  )
}

function Told({ now, would }: { now: People; would: People }) {
  const { t, number } = useWords()
  const line = (name: 'joining' | 'made' | 'asked') =>
    now[name] === would[name]
      ? number(would[name])
      : t('identity.then', { now: number(now[name]), would: number(would[name]) })
  return (
    <>
      <dl className={`${classes.then} figures`} aria-live="polite">
        <dt>{t('identity.people-joining')}</dt>
        <dd>{line('joining')}</dd>
        <dt>{t('identity.people-made')}</dt>
        <dd>{line('made')}</dd>
        <dt>{t('identity.people-asked')}</dt>
        <dd>{line('asked')}</dd>
        <dd className={classes.note}>{t('identity.people-stays')}</dd>
      </dl>
      {would.largest.length === 0 ? (
        <p className={classes.note}>{t('identity.people-none')}</p>
      ) : (
        <>
          <p className={classes.caption}>{t('identity.people-largest')}</p>
          <ul className={classes.plain}>
            {would.largest.map(({ some, customers, records }) => (
              <li key={some.map((each) => each.customerId).join(' ')} className={classes.pairLine}>
                <span>
                  {t('identity.people-of', { names: some.map((each) => each.name).join(', '), customers, records })}
                </span>
                {some[0] && some[1] && (
                  <Link
                    to="/identity"
                    search={{ a: some[0].customerId, b: some[1].customerId }}
                    className={classes.link}
                    aria-label={`${t('identity.compare')}, ${some.map((each) => each.name).join(', ')}`}
                  >
                    {t('identity.compare')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
