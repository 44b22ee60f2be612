import type { Customer, createCustomer, listCustomers, readCustomer, updateCustomer } from '../../contract/customers.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { spokenIn } from '../../contract/spoken-in.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid, notFound, stale } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { homeCountry, onlySite } from '../network/places.store.ts'
import { platedAssetsOf } from './assets.store.ts'
import { customerChanged, todayOf } from './changed.flow.ts'
import { readEmails, readPhones } from './contact-list.ts'
import { replaceEmails, replacePhones } from './contacts.store.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type CustomerFields, type CustomerPatch, changeFields, type Fault, NEW_CUSTOMER } from './customer-fields.ts'
import { customerById, customerPage, insertCustomer, lockCustomer, writeCustomer } from './customers.store.ts'
import { comesBack } from './erased.flow.ts'
import { type FieldGroup, GROUPS, groupsOf, groupValue } from './field-groups.ts'
import { nameKey } from './import-known.ts'
import { unknownReferences } from './references.store.ts'
import { refuseFaults } from './refuse.flow.ts'
import { typedHere } from './vouched.store.ts'

/** What a new page says at all. */
const groupsHeld = (fields: CustomerFields): FieldGroup[] =>
  GROUPS.filter((group) => groupValue(group, { ...fields }) !== '')

/** The people and places a change names must be in force; those that were named before stay. */
const strangers = (house: House, changed: Partial<CustomerFields>): Promise<Fault[]> =>
  unknownReferences(house.db, {
    staff: { 'body.advisorId': changed.advisorId, 'body.deputyId': changed.deputyId },
    sites: { 'body.siteId': changed.siteId },
  })

/** A yes or a no to being recognised is told apart from other changes: the log must be able to prove it. */
async function auditRecognition(
  house: House,
  caller: Caller,
  customerId: string,
  changed: Partial<CustomerFields>,
): Promise<void> {
  if (changed.recognition) await audit(house, caller, `customer.recognition-${changed.recognition}`, { customerId })
}

/** Customers, last changed first. */
export async function listCustomersFlow(
  house: House,
  { query }: InputOf<typeof listCustomers>,
): Promise<AnswerOf<typeof listCustomers>> {
  const after = query.after === undefined ? null : readCursor(query.after)
  if (query.after !== undefined && !after) throw invalid('query.after', 'This is not the `next` of a page before.')
  const page = await customerPage(house.db, query, after, query.limit, todayOf(house))
  return { customers: page.lines, next: page.next && writeCursor(page.next), total: page.total }
}

/** Creates a customer whole or not at all: a number nobody could dial refuses the rest, so that nothing is lost unseen. */
export async function createCustomerFlow(
  house: House,
  { body }: InputOf<typeof createCustomer>,
  caller: Caller,
): Promise<Customer> {
  return inTransaction(house, async (house) => {
    const siteId = body.siteId ?? (await onlySite(house.db))
    const country = body.country ?? (await homeCountry(house.db, siteId))
    const blank = { ...NEW_CUSTOMER, country, language: spokenIn(country) }
    const { changed, faults } = changeFields(blank, body)
    const fields = { ...blank, ...changed, siteId }
    const { phones, faults: phoneFaults } = readPhones(body.phones, fields.country)
    refuseFaults([...faults, ...phoneFaults, ...(await strangers(house, changed))])
    const id = house.newId()
    await insertCustomer(house.db, id, fields, house.now())
    await replacePhones(house.db, id, phones, () => house.newId())
    await replaceEmails(house.db, id, readEmails(body.emails), () => house.newId())
    await typedHere(house.db, id, groupsHeld(fields), house.now())
    await comesBack(house, caller, id, {
      names: [nameKey(fields)],
      phones: phones.map(({ e164 }) => e164),
      emails: readEmails(body.emails).map(({ address }) => address),
      plates: [],
      vins: [],
      births: fields.birthDate ? [fields.birthDate] : [],
      keys: [],
    })
    await audit(house, caller, 'customer.create', { customerId: id, siteId: fields.siteId })
    await auditRecognition(house, caller, id, changed)
    await customerChanged(house, [id])
    return whole(house, id)
  })
}

/** One customer's page. Looking is written down. */
export async function readCustomerFlow(
  house: House,
  { params }: InputOf<typeof readCustomer>,
  caller: Caller,
): Promise<Customer> {
  const customer = await whole(house, params.id)
  await audit(house, caller, 'customer.view', { customerId: params.id, siteId: customer.siteId })
  return customer
}

/** Changes some fields; phones and e-mails, when sent, replace the lists. Archiving is a change like another, and can be taken back. */
export async function updateCustomerFlow(
  house: House,
  { params, body }: InputOf<typeof updateCustomer>,
  caller: Caller,
): Promise<Customer> {
  return inTransaction(house, async (house) => {
    const stored = await lockCustomer(house.db, params.id)
    if (!stored) throw notFound('customer')
    if (stored.version !== body.version) throw stale('customer')
    const { changed, faults } = changeFields(stored.fields, body as CustomerPatch)
    const country = changed.country ?? stored.fields.country
    const phones = body.phones && readPhones(body.phones, country)
    refuseFaults([...faults, ...(phones?.faults ?? []), ...(await strangers(house, changed))])

    const archived =
      body.archived === undefined || body.archived === Boolean(stored.archivedAt) ? undefined : body.archived
    await writeCustomer(house.db, params.id, changed, archived, house.now())
    const fields: string[] = Object.keys(changed)
    await typedHere(house.db, params.id, groupsOf(fields), house.now())
    if (phones && (await replacePhones(house.db, params.id, phones.phones, () => house.newId()))) fields.push('phones')
    if (body.emails && (await replaceEmails(house.db, params.id, readEmails(body.emails), () => house.newId())))
      fields.push('emails')

    const about = { customerId: params.id, siteId: changed.siteId ?? stored.fields.siteId }
    if (fields.length > 0) await audit(house, caller, 'customer.change', { ...about, detail: { fields } })
    if (archived !== undefined) await audit(house, caller, archived ? 'customer.archive' : 'customer.restore', about)
    await auditRecognition(house, caller, params.id, changed)
    const gateHears = archived !== undefined || changed.recognition !== undefined
    await customerChanged(
      house,
      [params.id],
      gateHears ? await platedAssetsOf(house.db, params.id, todayOf(house)) : [],
    )
    return whole(house, params.id)
  })
}

async function whole(house: House, id: string): Promise<Customer> {
  const customer = await customerById(house.db, id, todayOf(house))
  if (!customer) throw notFound('customer')
  return customer
}
