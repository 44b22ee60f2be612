import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listCustomers, readCustomer } from '../../../contract/customers.ts'
import type { AnswerOf, Endpoint } from '../../../contract/endpoint.ts'
import { customerRecords, identityEvents, reviewPairs } from '../../../contract/identity.ts'
import { identityQuality } from '../../../contract/identity-quality.ts'
import { keyOf } from '../../ask.ts'

/** Everything that may say something else once two customers became one, or two. */
const TOUCHED: readonly Endpoint[] = [
  reviewPairs,
  identityQuality,
  identityEvents,
  customerRecords,
  readCustomer,
  listCustomers,
]

/** What an answer, a merge or a split changes on other screens. */
export function useIdentityCache() {
  const queries = useQueryClient()
  return useMemo(
    () => ({
      /** Two became one, or one two. */
      moved: () => Promise.all(TOUCHED.map((each) => queries.invalidateQueries({ queryKey: [each.name] }))),
      /** More pairs to look at, and what is known of them. */
      pairs: () => queries.invalidateQueries({ queryKey: [reviewPairs.name] }),
      /** The count in the rail follows the hand; the server is asked later. */
      count: (by: number) =>
        queries.setQueryData<AnswerOf<typeof identityQuality>>(
          keyOf(identityQuality, {}),
          (known) =>
            known && { ...known, waiting: Math.max(0, known.waiting + by), asked: Math.max(0, known.asked + by) },
        ),
    }),
    [queries],
  )
}
