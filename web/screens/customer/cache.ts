import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Asset, type Customer, listCustomers, readCustomer } from '../../../contract/customers.ts'
import { readTimeline } from '../../../contract/timeline.ts'
import { readDesk } from '../../../contract/visits.ts'
import { call } from '../../api.ts'
import { keyOf } from '../../ask.ts'

/**
 * The page in the cache, written with what the server answered: it is not read again after each change, because each
 * reading is a line of the log about who looked.
 */
export function useCustomerCache(id: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const key = keyOf(readCustomer, { params: { id } })
    const put = (customer: Customer) => {
      queries.setQueryData(key, customer)
      void queries.invalidateQueries({ queryKey: [listCustomers.name] })
    }
    const patch = (change: (customer: Customer) => Customer) =>
      queries.setQueryData<Customer>(key, (known) => known && change(known))
    return {
      put,
      patch,
      /** An asset added or changed. */
      putAsset: (asset: Asset) =>
        patch((c) => ({
          ...c,
          assets: c.assets.some((a) => a.id === asset.id)
            ? c.assets.map((a) => (a.id === asset.id ? asset : a))
            : [...c.assets, asset],
        })),
      dropAsset: (assetId: string) => patch((c) => ({ ...c, assets: c.assets.filter((a) => a.id !== assetId) })),
      /** Read again from the server, at once. */
      again: async (): Promise<Customer> => {
        const fresh = await call(readCustomer, { params: { id } })
        put(fresh)
        return fresh
      },
      timeline: () => queries.invalidateQueries({ queryKey: [readTimeline.name] }),
      /** Something was written: the timeline, and what the desk has open, are read again. */
      written: () =>
        Promise.all([readTimeline, readDesk].map(({ name }) => queries.invalidateQueries({ queryKey: [name] }))),
    }
  }, [queries, id])
}
