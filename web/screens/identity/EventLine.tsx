import { Button } from '@mantine/core'
import { IconArrowsJoin, IconArrowsSplit } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type IdentityEvent, identityEvents, undoIdentityEvent } from '../../../contract/identity.ts'
import { call } from '../../api.ts'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { Waterfall } from '../../parts/Waterfall.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { type Key, useWords } from '../../words/words.tsx'
import { useIdentityCache } from './doubts.ts'
import classes from './History.module.css'
import { movedKinds } from './moved.ts'

/** Two who became one, or two again: who said so and when, why and what moved one tap further, and the way back. */
export function EventLine({ event, may }: { event: IdentityEvent; may: boolean }) {
  const { t } = useWords()
  const { chance } = useWeighed()
  const merge = event.kind === 'merge'
  const Icon = merge ? IconArrowsJoin : IconArrowsSplit
  const names = { a: event.customerName, b: event.otherName }
  const undo = useUndo(event)
  return (
    <div className={classes.event} data-undone={event.undoneAt ? true : undefined}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <div className={classes.title}>
          <Link to="/customers/$id" params={{ id: event.customerId }} className="name-link">
            {t(merge ? 'identity.merged' : 'identity.split', names)}
          </Link>
        </div>
        <div className={classes.line}>
          <Time at={event.at} />
          <span>{event.by === null ? t('identity.by-itself') : t('identity.by-someone', { name: event.by })}</span>
          {event.probability !== null && <span className="figures">{chance(event.probability)}</span>}
          {event.undoneAt && <Undone at={event.undoneAt} />}
        </div>
        {merge && <Why event={event} />}
      </div>
      {may && !event.undoneAt && (
        <Button
          variant="default"
          size="sm"
          h={44}
          loading={undo.isPending}
          aria-label={t('identity.undo-of', names)}
          onClick={() => undo.mutate()}
        >
          {t('identity.undo')}
        </Button>
      )}
    </div>
  )
}

function Undone({ at }: { at: string }) {
  const { t } = useWords()
  return (
    <span className={classes.undone}>
      {t('identity.undone')} <Time at={at} />
    </span>
  )
}

function Why({ event }: { event: IdentityEvent }) {
  const { t, has, locale } = useWords()
  const kinds = movedKinds(event.moved, (kind) => has(`identity.moved-of.${kind}`))
  const things = kinds.map(({ kind, n }) => t(`identity.moved-of.${kind}` as Key, { n }))
  return (
    <details className={classes.why}>
      <summary>{t('identity.why')}</summary>
      <Waterfall contributions={event.contributions} values />
      {things.length > 0 && (
        <p className={classes.moved}>{t('identity.moved', { what: new Intl.ListFormat(locale).format(things) })}</p>
      )}
    </details>
  )
}

/** Undoing a merge parts the two, undoing a split joins them again; the toast takes that back, by undoing what it just wrote. */
function useUndo(event: IdentityEvent) {
  const { t } = useWords()
  const cache = useIdentityCache()
  const names = { a: event.customerName, b: event.otherName }
  const said = (merge: boolean) => t(merge ? 'identity.joined-again' : 'identity.split-done', names)
  return useMutation({
    mutationFn: () => call(undoIdentityEvent, { params: { id: event.id } }),
    onError: toastProblem,
    onSuccess: async ({ customerId, otherId }) => {
      const back = async () => {
        const { events } = await call(identityEvents, { query: { customer: customerId, limit: 20 } })
        const written = events.find((one) => one.otherId === otherId && one.kind !== event.kind && !one.undoneAt)
        if (written) await call(undoIdentityEvent, { params: { id: written.id } })
        toast(said(event.kind === 'merge'))
        await cache.moved()
      }
      undoable(said(event.kind === 'split'), back, event.id)
      await cache.moved()
    },
  })
}
