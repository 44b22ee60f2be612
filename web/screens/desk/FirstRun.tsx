import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { listCustomers, readCustomer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { Site } from '../../../contract/network.ts'
import { createSource, listSources, sendSample } from '../../../contract/signals.ts'
import { greetingFigures, readDesk } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { placeOf } from '../visit/VisitCard.tsx'
import { FirstCustomer } from './FirstCustomer.tsx'
import classes from './FirstRun.module.css'

type DeskAnswer = AnswerOf<typeof readDesk>

/** Where a house stands on its first day: its first test car, the way on a moment after it, or later; null where there is nothing to lead to. */
export function useFirstRun(desk: DeskAnswer): 'steps' | 'fresh' | 'later' | null {
  const me = useMe()
  const [able, figuresToo, write] = [useMay('sources.manage'), useMay('figures.read'), useMay('customers.write')]
  const may = able && figuresToo && write && !me.demo
  const figures = useAsk(greetingFigures, { query: { days: 366 } }, { enabled: may })
  const [began, setBegan] = useState(false)
  if (!may || !figures.data) return null
  const greetedBefore = figures.data.sites.some((s) => s.figures.n > 0)
  if (!began && !greetedBefore) setBegan(true)
  if (!greetedBefore && desk.greetedToday === 0) return 'steps'
  return began ? 'fresh' : 'later'
}

/**
 * The first five minutes of a house: a camera, a customer with a car, a test read, "I'm going", "greeted".
 * Nothing about it is stored: each step is done when what it asks for is there. With the first greeting it leads on, to the house's own
 * camera, customers and colleagues.
 */
export function FirstRun({ desk, site }: { desk: DeskAnswer; site: Site }) {
  const { t } = useWords()
  const sources = useAsk(listSources, { query: { site: site.id, door: 'gate' } })
  const customers = useAsk(listCustomers, { query: { limit: 10 } })
  const camera = sources.data?.sources[0]
  // A car known by its plate alone has no name in the list: then the customer added last is looked at.
  const owner = customers.data?.customers.find((c) => c.vehicle) ?? customers.data?.customers[0]
  const whole = useAsk(readCustomer, { params: { id: owner?.id ?? '' } }, { enabled: !!owner })
  const plate = whole.data?.assets.flatMap((a) => a.plates).find((p) => p.until === null)
  const here = [...desk.forMe, ...desk.others]
  const going = here.some((v) => v.goingBy !== null)
  const card = here[0] && placeOf(here[0].id)
  const make = useDo(createSource, { refresh: [listSources] })
  const send = useDo(sendSample, { refresh: [readDesk, listSources] })
  if (!sources.data || !customers.data) return null
  const done = [!!camera, !!plate, here.length > 0, going, false]
  const now = done.indexOf(false)
  const sent = send.data
  return (
    <section className={`${classes.path} surface`} aria-label={t('start.first')}>
      <h2>{t('start.first')}</h2>
      <p className="dim">{t('start.first-lead')}</p>
      <ol className={classes.steps}>
        <Step title={t('start.first-camera')} done={done[0]} now={now === 0}>
          <p>{t('start.first-camera-text')}</p>
          <Button
            loading={make.isPending}
            onClick={() =>
              make.mutate({ body: { door: 'gate', kind: 'json', name: t('start.first-camera-name'), siteId: site.id } })
            }
          >
            {t('start.first-camera-do')}
          </Button>
          <ErrorNote error={make.error} />
        </Step>
        <Step title={t('start.first-customer')} done={done[1]} now={now === 1}>
          <p>{t('start.first-customer-text')}</p>
          <FirstCustomer site={site} />
        </Step>
        <Step title={t('start.first-car')} done={done[2]} now={now === 2}>
          <p>{t('start.first-car-text')}</p>
          <Button
            loading={send.isPending || !plate}
            onClick={() => camera && plate && send.mutate({ params: { id: camera.id }, body: { plate: plate.plate } })}
          >
            {t('start.first-car-do', { plate: plate?.display ?? '' })}
          </Button>
          {sent && !sent.visitId && <p role="status">{t('start.first-car-quiet', { outcome: sent.outcome })}</p>}
          <ErrorNote error={send.error} />
        </Step>
        <Step title={t('start.first-going')} done={done[3]} now={now === 3} at={card} />
        <Step title={t('start.first-greeted')} done={done[4]} now={now === 4} at={card} />
      </ol>
    </section>
  )
}

function Step({
  title,
  done = false,
  now,
  at,
  children,
}: {
  title: string
  done: boolean | undefined
  now: boolean
  /** Id of what is to be pressed, when that is not inside the step. */
  at?: string | undefined
  children?: ReactNode
}) {
  const { t } = useWords()
  const item = useRef<HTMLLIElement>(null)
  const before = useRef(now)
  // The step before it was taller than a telephone: what comes next would stand above the screen, and the focus went with the form.
  useEffect(() => {
    const fresh = now && !before.current
    before.current = now
    if (!fresh) return
    const pressed = (at && document.getElementById(at)) || item.current
    pressed?.scrollIntoView({ block: 'center' })
    if (document.activeElement === document.body) item.current?.focus({ preventScroll: true })
  }, [now, at])
  return (
    <li
      ref={item}
      tabIndex={-1}
      data-done={done || undefined}
      data-now={now || undefined}
      {...(now ? { 'aria-current': 'step' as const } : {})}
    >
      <strong>
        {title}
        <span className={classes.state}>
          {done && <IconCheck size={18} aria-hidden />}
          <span className="sr-only">{t(done ? 'start.first-ok' : 'start.first-todo')}</span>
        </span>
      </strong>
      {now && children && <div className={classes.inside}>{children}</div>}
    </li>
  )
}
