import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { createOrder, listOrders, Order, updateOrder } from '../../contract/timeline.ts'
import { customerChanged } from '../customers/changed.flow.ts'
import { dayFault } from '../customers/customer-fields.ts'
import { knownCustomers } from '../customers/customers.store.ts'
import { cleanName } from '../customers/name.ts'
import { unknownAsset, unknownReferences } from '../customers/references.store.ts'
import { refuseFaults } from '../customers/refuse.flow.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { addEntries } from './entries.store.ts'
import { noteFacts } from './note-facts.flow.ts'
import { orderFacts, orderNews } from './order-news.ts'
import { insertOrder, lockOrder, ordersOf, writeOrder } from './orders.store.ts'

export async function listOrdersFlow(
  house: House,
  { params }: InputOf<typeof listOrders>,
  caller: Caller,
): Promise<AnswerOf<typeof listOrders>> {
  if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
  const orders = await ordersOf(house.db, params.id)
  await audit(house, caller, 'order.list', { customerId: params.id })
  return { orders }
}

/** Writes an order by hand. A number is given once: the same one again is a 409, and nothing is written. */
export async function createOrderFlow(
  house: House,
  { params, body }: InputOf<typeof createOrder>,
  caller: Caller,
): Promise<Order> {
  return inTransaction(house, async (house) => {
    if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
    refuseFaults([
      ...dayFault('body.promisedOn', body.promisedOn),
      ...(Number.isSafeInteger(body.amountCents ?? 0)
        ? []
        : [{ path: 'body.amountCents', because: 'This amount is too large.' }]),
      ...(await unknownReferences(house.db, { sites: { 'body.siteId': body.siteId } })),
      ...(await unknownAsset(house.db, 'body.assetId', body.assetId)),
    ])
    const number = cleanName(body.number)
    if (!number) throw invalid('body.number', 'An order needs its number.')
    const draft = { ...body, number, title: cleanName(body.title), id: house.newId(), customerId: params.id }
    const order = await insertOrder(house.db, draft, 'hand', house.now())
    if (!order)
      throw conflict(
        'order-exists',
        'There is an order of this number already',
        'Search for the number: it may be with another customer.',
      )
    await audit(house, caller, 'order.create', {
      customerId: params.id,
      siteId: order.siteId,
      detail: { orderId: order.id },
    })
    await tell(house, caller, null, order)
    await customerChanged(house, [params.id])
    return order
  })
}

/** An order moves on. Any state may follow any other, so that a slip is taken back as easily as it was made. */
export async function updateOrderFlow(
  house: House,
  { params, body }: InputOf<typeof updateOrder>,
  caller: Caller,
): Promise<Order> {
  return inTransaction(house, async (house) => {
    const before = await lockOrder(house.db, params.id)
    if (!before) throw notFound('order')
    refuseFaults(dayFault('body.promisedOn', body.promisedOn))
    const change = {
      ...(body.state === undefined || body.state === before.state ? {} : { state: body.state }),
      ...(body.title === undefined || cleanName(body.title) === before.title ? {} : { title: cleanName(body.title) }),
      ...(body.promisedOn === undefined || body.promisedOn === before.promisedOn
        ? {}
        : { promisedOn: body.promisedOn }),
      ...(body.family === undefined || body.family === before.family ? {} : { family: body.family }),
    }
    if (Object.keys(change).length === 0) return before
    const order = await writeOrder(house.db, params.id, change, house.now())
    await audit(house, caller, 'order.change', {
      customerId: order.customerId,
      siteId: order.siteId,
      detail: { orderId: order.id, fields: Object.keys(change) },
    })
    await tell(house, caller, before.state, order)
    return order
  })
}

async function tell(house: House, caller: Caller, before: Order['state'] | null, order: Order): Promise<void> {
  await noteFacts(house, orderFacts(before, order, house.now(), caller.staffId))
  const news = orderNews(before, order)
  if (!news) return
  const { customerId, siteId, assetId } = order
  await addEntries(house.db, [
    {
      id: house.newId(),
      customerId,
      siteId,
      assetId,
      staffId: caller.staffId,
      at: house.now(),
      source: 'order',
      ...news,
      data: { ...news.data },
    },
  ])
}
