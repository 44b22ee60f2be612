import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowRight, IconDots, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { listOrders, ORDER_STATES, type Order, readTimeline, updateOrder } from '../../../contract/timeline.ts'
import { readDesk } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { OpenAndOver } from './OpenAndOver.tsx'
import { OrderForm } from './OrderForm.tsx'
import { SourceSays } from './SourceSays.tsx'
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
  const orders = asked.data?.orders ?? []
  const open = orders.filter((o) => !isOver(o))
  const over = orders.filter(isOver)
  return (
    <OpenAndOver
      title={t('customer.orders')}
      asked={asked}
      open={open}
      over={over}
      row={(order) => <Row key={order.id} order={order} may={may} />}
      add={
        may
          ? {
              label: t('customer.order-add'),
              icon: <IconPlus size={18} aria-hidden />,
              press: () => setAdding(true),
              form: adding && <OrderForm customer={customer} close={() => setAdding(false)} />,
            }
          : null
      }
      none={{ title: t('customer.orders-none'), text: t('customer.orders-none-text') }}
      fold={{ show: t('customer.orders-past-show', { n: over.length }), hide: t('customer.orders-past-hide') }}
    />
  )
}

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
        <SourceSays attributes={order.attributes} />
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
