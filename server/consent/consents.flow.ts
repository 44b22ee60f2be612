import type {
  customerConsents,
  endContract,
  judgeContact,
  Receipt,
  setPreference,
  writeContract,
  writeReceipt,
} from '../../contract/consent.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { knownCustomers } from '../customers/customers.store.ts'
import { unknownAsset, unknownReferences } from '../customers/references.store.ts'
import { refuseFaults } from '../customers/refuse.flow.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { madeOnce } from '../network/made.store.ts'
import { setting } from '../network/places.store.ts'
import { dayAt, isZone } from '../plain/civil.ts'
import { momentFault } from '../timeline/correct.ts'
import type { PersonInLaw } from './judged.ts'
import { lawChoices, lawOf, lawSettings } from './law.store.ts'
import { mayWe } from './may-we.ts'
import {
  contractsOf,
  endContractOn,
  insertContract,
  lockContract,
  orderNames,
  preferenceOf,
  savePreference,
} from './person.store.ts'
import { placeOf } from './place.ts'
import { receiptsOf, writeReceipts } from './receipts.store.ts'
import { inForce } from './shipped-wordings.ts'
import { contractsSeen, lastBought, rulesOf, toldVerdict, verdictsNow } from './told.ts'
import { isChildNow } from './too-young.store.ts'
import { tooYoung } from './too-young-problem.ts'
import { ownWordings } from './wordings.store.ts'

const DONE = { ok: true } as const
const MOST = 200

async function personOf(house: House, id: string): Promise<PersonInLaw> {
  const person = (await lawOf(house.db, [id])).get(id)
  if (!person) throw notFound('customer')
  return person
}

/** May we, now and by which article; what they said, word for word; their rhythm. Reading it is written down. */
export async function customerConsentsFlow(
  house: House,
  { params: { id } }: InputOf<typeof customerConsents>,
  caller: Caller,
): Promise<AnswerOf<typeof customerConsents>> {
  const person = await personOf(house, id)
  const choices = await lawChoices(house.db)
  const at = house.now().getTime()
  const { zone } = placeOf(person.country, person.postcode, person.zone)
  const written = await contractsOf(house.db, id)
  const own = (contract: PersonInLaw['contracts'][number]) =>
    written.find(
      (each) =>
        each.kind === contract.kind &&
        each.since === contract.since &&
        each.until === contract.until &&
        each.assetId === contract.assetId &&
        each.orderId === contract.orderId,
    )
  const orders = await orderNames(
    house.db,
    person.contracts.flatMap(({ orderId }) => orderId ?? []),
  )
  const now = verdictsNow(person, choices, at)
  const contracts = contractsSeen(person, choices, at, zone, {
    id: (contract) => own(contract)?.id ?? null,
    object: (contract) => own(contract)?.object || orders.get(contract.orderId ?? '') || '',
  })
  await audit(house, caller, 'consent.view', { customerId: id })
  return {
    receipts: await receiptsOf(house.db, id, MOST),
    now,
    contracts,
    preference: await preferenceOf(house.db, id),
    zone,
    wordings: inForce(await ownWordings(house.db), choices.senderName || (await setting(house.db, 'name', ''))),
    rules: rulesOf([...now.map((each) => each.verdict), ...contracts.map((each) => each.call)]),
  }
}

/** Writes down a yes, a no or that they were told. Nothing of the past: what was said is dated when it was said, and never later than now. */
export async function writeReceiptFlow(
  house: House,
  { params: { id }, body }: InputOf<typeof writeReceipt>,
  caller: Caller,
): Promise<Receipt> {
  return inTransaction(house, async (house) => {
    if (!(await knownCustomers(house.db, [id])).has(id)) throw notFound('customer')
    await refuseChild(house, id, body)
    const at = body.at ? new Date(body.at) : house.now()
    const moment = momentFault('body.at', at, house.now())
    refuseFaults([
      ...(moment ? [moment] : []),
      // What undoes a receipt is written by the house alone, where a step is taken back.
      ...('undoes' in body.evidence || 'takesBack' in body.evidence
        ? [{ path: 'body.evidence', because: 'A receipt is undone where it was written, not by another.' }]
        : []),
      ...(body.action === 'given' && body.wording === ''
        ? [{ path: 'body.wording', because: 'A consent is proven by the exact words it was asked with.' }]
        : []),
      ...(await unknownReferences(house.db, { sites: { 'body.siteId': body.siteId } })),
    ])
    const [written] = await writeReceipts(house, [{ ...body, at, customerId: id, byStaff: caller.staffId }])
    await audit(house, caller, 'consent.write', {
      customerId: id,
      siteId: body.siteId,
      detail: { receipt: written, action: body.action, channel: body.channel, purpose: body.purpose },
    })
    const kept = (await receiptsOf(house.db, id, MOST)).find((each) => each.id === written)
    if (!kept) throw notFound('receipt')
    return kept
  })
}

/** A child agrees to no offer (RGPD-8), whoever writes it down. */
async function refuseChild(
  house: House,
  id: string,
  { action, purpose }: Pick<InputOf<typeof writeReceipt>['body'], 'action' | 'purpose'>,
): Promise<void> {
  if (action !== 'given' || purpose === 'service') return
  if (await isChildNow(house.db, id, house.now())) throw tooYoung()
}

export async function setPreferenceFlow(
  house: House,
  { params: { id }, body }: InputOf<typeof setPreference>,
  caller: Caller,
): Promise<{ ok: true }> {
  return inTransaction(house, async (house) => {
    if (body.zone && !isZone(body.zone))
      throw invalid('body.zone', 'There is no such zone.', 'A name as Europe/Paris or Indian/Reunion.')
    await savePreference(house.db, id, body, 'staff', house.now())
    await audit(house, caller, 'consent.preference', { customerId: id, detail: { fields: Object.keys(body) } })
    return DONE
  })
}

export async function writeContractFlow(
  house: House,
  { params: { id }, body }: InputOf<typeof writeContract>,
  caller: Caller,
): Promise<{ id: string }> {
  const make = async (house: House, contractId: string) => {
    if (!(await knownCustomers(house.db, [id])).has(id)) throw notFound('customer')
    refuseFaults([
      ...(body.until !== null && body.until < body.since
        ? [{ path: 'body.until', because: 'It would end before it begins.' }]
        : []),
      ...(await unknownAsset(house.db, 'body.assetId', body.assetId)),
    ])
    const contract = { id: contractId, customerId: id, ...body }
    await insertContract(house.db, contract, (await lawChoices(house.db)).legalEntity)
    await audit(house, caller, 'consent.contract', {
      customerId: id,
      detail: { contract: contract.id, kind: body.kind },
    })
    return { id: contract.id }
  }
  const still = async (house: House, contractId: string) => {
    const { until } = await lockContract(house.db, contractId)
    return until === body.until ? { id: contractId } : undefined
  }
  return madeOnce(house, caller, { what: `contract of ${id}`, body }, { make, still })
}

/** A contract is over on a day: from the next, it lets nobody call about it. */
export async function endContractFlow(
  house: House,
  { params: { id }, body }: InputOf<typeof endContract>,
  caller: Caller,
): Promise<{ ok: true }> {
  return inTransaction(house, async (house) => {
    const contract = await lockContract(house.db, id)
    const person = await personOf(house, contract.customer_id)
    const { zone } = placeOf(person.country, person.postcode, person.zone)
    const on = body.on ?? dayAt(zone, house.now().getTime())
    if (on < contract.since) throw invalid('body.on', 'It would end before it begins.')
    await endContractOn(house.db, id, on)
    await audit(house, caller, 'consent.contract-end', { customerId: contract.customer_id, detail: { contract: id } })
    return DONE
  })
}

/** One question to the judge, for a telephone system or a tool of the network. */
export async function judgeContactFlow(
  house: House,
  { params: { id }, query }: InputOf<typeof judgeContact>,
  caller: Caller,
): Promise<AnswerOf<typeof judgeContact>> {
  const person = await personOf(house, id)
  const at = query.at ? Date.parse(query.at) : house.now().getTime()
  const { channel, purpose, assetId = null, orderId = null } = query
  const settings = await lawSettings(house.db, query.site ?? null)
  await audit(house, caller, 'consent.judge', { customerId: id, detail: { channel, purpose } })
  const family = query.family ?? lastBought(person, settings)
  return toldVerdict(mayWe({ channel, purpose, at, assetId, orderId, family }, person, settings))
}
