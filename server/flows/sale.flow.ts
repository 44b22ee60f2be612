import type { Asset, endOwner, setOwner } from '../../contract/customers.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { assetName } from '../customers/asset-fields.ts'
import { changeOwners, leaveAsset, type OwnersChanged } from '../customers/owners.flow.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { addEntries } from '../timeline/entries.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import { saidToBeTwo } from './kept-apart.flow.ts'

/** Hands an asset to somebody, or adds a driver or a company; a sale is written on both timelines. */
export async function setOwnerFlow(house: House, input: InputOf<typeof setOwner>, caller: Caller): Promise<Asset> {
  return inTransaction(house, async (house) => {
    const changed = await changeOwners(house, input, caller)
    // Whoever hands a car from one to the other, or adds one beside the other, has said that they are two: the car they share makes them no one.
    if (caller.staffId)
      for (const other of changed.others)
        await saidToBeTwo(house, caller, input.body.customerId, other, assetName(changed.asset))
    await tellSale(house, caller, changed)
    return changed.asset
  })
}

/** Somebody no longer owns or drives an asset; an owner who gives it up finds it on the timeline. */
export async function endOwnerFlow(house: House, input: InputOf<typeof endOwner>, caller: Caller): Promise<Asset> {
  return inTransaction(house, async (house) => {
    const changed = await leaveAsset(house, input, caller)
    await tellSale(house, caller, changed)
    return changed.asset
  })
}

/**
 * The fact is dated now, when we learnt it, with the day it happened in `data.since`: the timeline stays in the order things
 * became known, and a sale told late is not lost among old entries. Screens have the words for `data.code`.
 */
async function tellSale(
  house: House,
  caller: Caller,
  { asset, since, soldBy, boughtBy }: OwnersChanged,
): Promise<void> {
  const fact = (customerId: string, code: 'asset-sold' | 'asset-bought') => ({
    id: house.newId(),
    customerId,
    kind: 'sale' as const,
    at: house.now(),
    staffId: caller.staffId,
    assetId: asset.id,
    text: assetName(asset),
    data: { code, since },
    source: 'sale',
  })
  const told = (customerId: string, kind: 'asset.sold' | 'asset.bought') => ({
    kind,
    customerId,
    at: house.now(),
    assetId: asset.id,
    staffId: caller.staffId,
    data: { since },
    key: `${kind}:${asset.id}:${customerId}:${since}`,
  })
  await noteFacts(house, [
    ...soldBy.map((customerId) => told(customerId, 'asset.sold')),
    ...(boughtBy ? [told(boughtBy, 'asset.bought')] : []),
  ])
  await addEntries(house.db, [
    ...soldBy.map((customerId) => fact(customerId, 'asset-sold')),
    ...(boughtBy ? [fact(boughtBy, 'asset-bought')] : []),
  ])
}
