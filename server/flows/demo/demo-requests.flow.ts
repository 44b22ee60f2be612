import { dueOn } from '../../consent/request-clock.ts'
import { changeRequest, insertRequest, type NewRequest } from '../../consent/requests.store.ts'
import type { House } from '../../kit/house.ts'

const DAY = 86_400_000

type Asked = Pick<NewRequest, 'kind' | 'door' | 'note'> & { daysAgo: number; answered?: boolean }

/** What a network of this size hears in a month: one nearly due, one fresh, one from yesterday, one answered. */
const ASKED: readonly Asked[] = [
  { kind: 'access', door: 'email', note: 'Souhaite savoir ce que nous avons sur elle.', daysAgo: 26 },
  { kind: 'erasure', door: 'post', note: 'A vendu sa voiture et déménage.', daysAgo: 3 },
  { kind: 'rectification', door: 'counter', note: 'Son nom s’écrit avec deux « l ».', daysAgo: 1 },
  { kind: 'portability', door: 'web', note: '', daysAgo: 40, answered: true },
]

/** A register that is not empty. In the open transaction. */
export async function demoRequests(
  house: House,
  customers: readonly { id: string; siteId: string | null; advisorId: string | null }[],
  now: Date,
): Promise<void> {
  for (const [n, { daysAgo, answered, ...asked }] of ASKED.entries()) {
    const customer = customers[n * 7 + 5]
    if (!customer) return
    const received = new Date(now.getTime() - daysAgo * DAY)
    const receivedOn = received.toISOString().slice(0, 10)
    const { id } = await insertRequest(
      house.db,
      {
        id: house.newId(),
        ...asked,
        customerId: customer.id,
        who: '',
        siteId: customer.siteId,
        receivedOn,
        dueOn: dueOn(receivedOn, false),
        createdBy: customer.advisorId,
      },
      received,
    )
    if (answered)
      await changeRequest(house.db, id, {
        state: 'done',
        answered_at: new Date(received.getTime() + 9 * DAY),
        answered_by: customer.advisorId,
      })
  }
}
