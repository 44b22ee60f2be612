import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowRight, IconDots, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { listOrders, ORDER_STATES, type Order, readTimeline, updateOrder } from '../../../contract/timeline.ts'
import { readDesk } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { OrderForm } from './OrderForm.tsx'
import { today } from './vehicle-values.ts'

const NEXT: Partial<Record<Order['state'], Order['state']>> = {
  placed: 'in-progress',
  'in-progress': 'ready',
  ready: 'delivered',
}
const TONE: Record<Order['state'], ToneName> = {
  placed: 'calm',
  'in-progress': 'calm',
  ready: 'good',
  delivered: 'calm',
  cancelled: 'calm',
}
const isOver = (order: Order): boolean => order.state === 'delivered' || order.state === 'cancelled'

/** What they ordered and where it stands; the next step is one tap away. */
export function Orders({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const asked = useAsk(listOrders, { params: { id: customer.id } })
  const [adding, setAdding] = useState(false)
  const [past, showPast] = useState(false)
  const orders = asked.data?.orders ?? []
  const open = orders.filter((o) => !isOver(o))
  const over = orders.filter(isOver)
  const add = (
    <Button
      variant={open.length ? 'subtle' : 'default'}
      size="sm"
      h={44}
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('customer.order-add')}
    </Button>
  )
  return (
    <Section
      title={t('customer.orders')}
      note={open.length || undefined}
      actions={may && !adding && open.length > 0 && add}
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={1} />}
      <div className={classes.lines}>
        {adding && (
          <div className={`surface ${classes.block}`}>
            <OrderForm customer={customer} close={() => setAdding(false)} />
          </div>
        )}
        {asked.data && open.length === 0 && !adding && (
          <Empty quiet title={t('customer.orders-none')} action={may ? add : undefined}>
            {t('customer.orders-none-text')}
          </Empty>
        )}
        {open.length > 0 && <List of={open} may={may} />}
        {over.length > 0 && (
          <Button
            variant="subtle"
            size="sm"
            h={44}
            style={{ justifySelf: 'start' }}
            aria-expanded={past}
            onClick={() => showPast(!past)}
          >
            {t(past ? 'customer.orders-past-hide' : 'customer.orders-past-show', { n: over.length })}
          </Button>
        )}
        {past && <List of={over} may={may} />}
      </div>
    </Section>
  )
}

const List = ({ of, may }: { of: Order[]; may: boolean }) => (
  <ul className={`surface ${classes.rows}`}>
    {of.map((order) => (
      <Row key={order.id} order={order} may={may} />
    ))}
  </ul>
)

function Row({ order, may }: { order: Order; may: boolean }) {
  const { t, locale, number } = useWords()
  const { siteName } = useNames()
  const write = useDo(updateOrder, { refresh: [listOrders, readTimeline, readDesk] })
  const become = (state: Order['state']) =>
    write.mutate(
      { params: { id: order.id }, body: { state } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(
            t('customer.order-now', { number: order.number, state: t(`customer.order-${state}`) }),
            () => write.mutateAsync({ params: { id: order.id }, body: { state: order.state } }),
            order.id,
          ),
      },
    )
  const next = NEXT[order.state]
  const late = !isOver(order) && order.state !== 'ready' && order.promisedOn !== null && order.promisedOn < today()
  return (
    <li className={classes.row} data-over={order.state === 'cancelled' || undefined}>
      <div className={classes.rowWords}>
        <div>
          <span className={classes.rowTitle}>{order.title || t(`customer.order-kind-${order.kind}`)}</span>{' '}
          <Tone tone={TONE[order.state]}>{t(`customer.order-${order.state}`)}</Tone>{' '}
          {late && <Tone tone="wait">{t('customer.order-late')}</Tone>}
        </div>
        <div className="dim">
          {[
            order.number,
            order.title && t(`customer.order-kind-${order.kind}`),
            order.promisedOn && t('customer.order-promised', { day: dayText(order.promisedOn, locale) }),
            order.amountCents !== null && number(order.amountCents / 100, { style: 'currency', currency: 'EUR' }),
            siteName(order.siteId),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {may && next && (
          <Button
            mt={8}
            size="sm"
            h={44}
            variant="default"
            loading={write.isPending}
            leftSection={<IconArrowRight size={18} aria-hidden />}
            onClick={() => become(next)}
          >
            {t(`customer.order-to-${next as 'in-progress' | 'ready' | 'delivered'}`)}
          </Button>
        )}
      </div>
      {may && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('customer.order-more', { number: order.number })}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('customer.order-state')}</Menu.Label>
            {ORDER_STATES.filter((state) => state !== order.state).map((state) => (
              <Menu.Item
                key={state}
                onClick={() => become(state)}
                {...(state === 'cancelled' ? { color: 'brick' } : {})}
              >
                {t(`customer.order-${state}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
