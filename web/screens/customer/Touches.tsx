import { Button } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Customer } from '../../../contract/customers.ts'
import { customerTouches, type Touch } from '../../../contract/loop.ts'
import { call } from '../../api.ts'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from '../loop/Loop.module.css'
import { TouchState } from '../loop/TouchState.tsx'

/** What we did for them, and chose not to do, and why; before that, the words of who handed them over. */
export function Touches({ customer }: { customer: Customer }) {
  const { t } = useWords()
  const foresees = useMay('loop.read', null)
  const asked = useInfiniteQuery({
    queryKey: [customerTouches.name, { id: customer.id }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(customerTouches, { params: { id: customer.id }, query: { after: pageParam, limit: 8 } }, { signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const first = asked.data?.pages[0]
  const touches = asked.data?.pages.flatMap((page) => page.touches) ?? []
  return (
    <Section
      title={t('loop.customer')}
      note={first && t('loop.customer-note', { n: Math.round(first.contacts) })}
      actions={
        foresees && (
          <Button
            component={Link}
            {...({ to: '/customers/$id/fast-forward', params: { id: customer.id } } as object)}
            variant="subtle"
            leftSection={<IconPlayerTrackNext size={18} aria-hidden />}
          >
            {t('replay.film')}
          </Button>
        )
      }
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {first?.handovers.map((one) => (
        <blockquote key={one.id} className={classes.handed}>
          <p>{one.words}</p>
          <footer className="dim">
            {t('loop.customer-handed', { from: one.from, to: one.to })} · <Time at={one.at} />
          </footer>
        </blockquote>
      ))}
      {first && touches.length === 0 && <p className={classes.quiet}>{t('loop.customer-none')}</p>}
      {touches.length > 0 && (
        <ul className={`${classes.touches} surface`}>
          {touches.map((touch) => (
            <Line key={touch.id} touch={touch} />
          ))}
        </ul>
      )}
      {asked.hasNextPage && (
        <Button mt="sm" variant="default" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('loop.more')}
        </Button>
      )}
    </Section>
  )
}

function Line({ touch }: { touch: Touch }) {
  const { t, has } = useWords()
  const waits = touch.state === 'planned' || touch.state === 'held'
  const key = `loop.gesture-${touch.gesture}`
  return (
    <li>
      <div className={classes.touchHead}>
        <strong>{touch.title}</strong>
        <TouchState touch={touch} />
      </div>
      <div className="dim">
        {[has(key) ? t(key) : '', touch.staffName].filter(Boolean).join(' · ')}
        {(touch.gesture || touch.staffName) && ' · '}
        <Time at={waits ? touch.dueAt : touch.changedAt} />
      </div>
      {touch.because.length > 0 && (
        <div>
          <BecauseList because={touch.because} />
        </div>
      )}
    </li>
  )
}
