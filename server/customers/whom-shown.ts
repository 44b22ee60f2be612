import type { Customer, listCustomers, search } from '../../contract/customers.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { Shown } from '../network/looks.ts'

export const searchShows = ({ hits }: AnswerOf<typeof search>): Shown => ({
  action: 'search.view',
  customerIds: hits.map((hit) => hit.id),
})

export const listShows = (
  { customers }: AnswerOf<typeof listCustomers>,
  { query }: InputOf<typeof listCustomers>,
): Shown => ({ action: 'customer.list', siteId: query.site ?? null, customerIds: customers.map((line) => line.id) })

/** A customer’s page is a line of its own; it names others too: the household, who else drives the car. */
export const relatedShows = (customer: Customer): Shown => ({
  action: 'customer.beside',
  customerIds: [
    ...customer.relations.map((relation) => relation.customerId),
    ...customer.assets.flatMap((asset) => asset.owners.map((owner) => owner.customerId)),
  ].filter((id) => id !== customer.id),
})
