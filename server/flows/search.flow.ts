import { isSupportedCountry } from 'libphonenumber-js/min'
import type { search } from '../../contract/customers.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { readQuestion } from '../customers/question.ts'
import { searchCustomers } from '../customers/search.flow.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { countriesOf } from '../network/places.store.ts'
import { ordersNumbered } from '../timeline/order-number.store.ts'

const BEGUN_COST = 0.2

/**
 * Search from any screen: customers by everything that is theirs, and by the number of an order. A blank at the end of `q`
 * is lost on the way, so the last word always counts as still being typed.
 * @throws Problem 403 without `customers.read`
 */
export async function searchEverywhere(
  house: House,
  { query: { q, limit } }: InputOf<typeof search>,
  caller: Caller,
): Promise<AnswerOf<typeof search>> {
  // Only a number is read by where the network is.
  const countries = /\d/u.test(q) ? (await countriesOf(house.db)).filter((code) => isSupportedCountry(code)) : []
  const question = readQuestion(q, countries.length > 0 ? countries : undefined)
  const { order } = question
  const orders = order === null ? [] : await ordersNumbered(house.db, order)
  const hits = await searchCustomers(
    house,
    { question, limit },
    caller,
    orders.map(({ customerId, number, whole, changedOn }) => ({
      customerId,
      because: 'order' as const,
      matched: number,
      cost: whole ? 0 : BEGUN_COST,
      seen: changedOn,
    })),
  )
  return { hits }
}
