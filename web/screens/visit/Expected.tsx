import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Site } from '../../../contract/network.ts'
import { arrive, type ExpectedToday, readDesk, readFloor } from '../../../contract/visits.ts'
import { useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { Time, useNow } from '../../parts/Time.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Arrive } from './Arrive.tsx'
import { useSaidHere } from './actions.ts'
import classes from './Expected.module.css'
import { nextOf } from './next.ts'

/** As many as one looks through at a glance; the rest of the day is one tap away. */
const MOST = 8
const REMEMBERED = 'okaeri.expected-all'

/** All of the day, or the next few? Remembered until the tab is closed. */
function useSeeAll(): [boolean, (all: boolean) => void] {
  const [all, setAll] = useState(() => sessionStorage.getItem(REMEMBERED) === 'yes')
  const choose = (next: boolean) => {
    sessionStorage.setItem(REMEMBERED, next ? 'yes' : 'no')
    setAll(next)
  }
  return [all, choose]
}

/** Who is expected, in the order of the day; whom no camera sees, one tap says arrived. */
export function Expected({
  expected,
  site,
  mine = false,
}: {
  expected: readonly ExpectedToday[]
  site: Site
  /** Those of the reader alone, not of the whole site. */
  mine?: boolean
}) {
  const { t } = useWords()
  const may = useMay('visits.act', site.id)
  const now = useNow(60_000)
  const [all, setAll] = useSeeAll()
  const title = t(mine ? 'desk.expected-mine' : 'desk.expected')
  const shown = all ? expected : nextOf(expected, now, MOST)
  return (
    <Section title={title} note={expected.length} actions={<Arrive site={site} />}>
      {expected.length === 0 ? (
        <Empty quiet title={t(mine ? 'desk.expected-mine-none' : 'desk.expected-none')}>
          {t(mine ? 'desk.expected-mine-none-text' : 'desk.expected-none-text')}
        </Empty>
      ) : (
        <>
          <People label={title}>
            {shown.map((appointment) => (
              <li key={appointment.id}>
                <One appointment={appointment} site={site} may={may} />
              </li>
            ))}
          </People>
          {expected.length > MOST && (
            <Button className="flush" variant="subtle" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('desk.expected-fewer') : t('desk.expected-all', { n: expected.length })}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}

function One({ appointment, site, may }: { appointment: ExpectedToday; site: Site; may: boolean }) {
  const { t, word } = useWords()
  const saidHere = useSaidHere()
  const here = useDo(arrive, {
    refresh: [readFloor, readDesk],
    // Here, and not where it is asked: the news of the arrival takes this row away, often before the answer comes.
    done: (visit) => {
      saidHere(visit, appointment.customerName)
    },
  })
  const say = () =>
    here.mutate(
      {
        body: {
          siteId: site.id,
          customerId: appointment.customerId,
          assetId: appointment.assetId,
          appointmentId: appointment.id,
        },
      },
      { onError: toastProblem },
    )
  return (
    <div className={classes.one}>
      <span className={classes.time}>
        <Time at={appointment.at} zone={site.timeZone} as="clock" />
      </span>
      <div className={classes.who}>
        <Link to="/customers/$id" params={{ id: appointment.customerId }} className="name-link">
          {appointment.customerName}
        </Link>
        <div className={classes.line}>
          {[word('service', appointment.service), appointment.reason, appointment.vehicle].filter(Boolean).join(' · ')}
          {appointment.hereSince && (
            <div>
              {t('desk.expected-here')} <Time at={appointment.hereSince} zone={site.timeZone} as="clock" />
            </div>
          )}
          {appointment.objected && <div>{t('desk.expected-objected')}</div>}
        </div>
      </div>
      {may && (
        <Button
          variant="default"
          px="md"
          loading={here.isPending}
          onClick={say}
          aria-label={t('desk.arrived-who', { name: appointment.customerName })}
        >
          {t('desk.arrived')}
        </Button>
      )}
    </div>
  )
}
