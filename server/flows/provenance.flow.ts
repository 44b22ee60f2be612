import type { Customer } from '../../contract/customers.ts'
import type { FieldOrigin } from '../../contract/identity.ts'
import { trustOf } from '../customers/standing.ts'
import { trustOrder, vouchedOf } from '../customers/vouched.store.ts'
import { absorbedBy } from '../identity/absorbed.store.ts'
import { type Hand, personOrigins, type Voice, vehicleOrigins } from '../identity/field-origins.ts'
import type { KeptRecord } from '../identity/record.ts'
import type { House } from '../kit/house.ts'
import { type SourceSays, sourcesSay, type Written, writtenOf } from './provenance.store.ts'

/**
 * Who says each value on a customer's page: what each source said the last time, what was written here by hand as the log tells,
 * and the records of those who joined them.
 */
export async function originsOf(
  house: House,
  customer: Customer,
  records: readonly KeptRecord[],
): Promise<{ fields: FieldOrigin[]; vehicles: { assetId: string; name: string; fields: FieldOrigin[] }[] }> {
  const ids = [customer.id, ...(await absorbedBy(house, customer.id))]
  const says = await sourcesSay(
    house.db,
    ids,
    customer.assets.map((asset) => asset.id),
  )
  const written = await writtenOf(house.db, ids)
  const voices = [
    ...says.filter((one) => one.assetId === null).map(sourceVoice),
    ...recordVoices(customer.id, records, written),
  ]
  return {
    fields: personOrigins(
      {
        fields: { ...customer, companyName: customer.kind === 'company' ? customer.companyName : '' },
        phones: customer.phones.map(({ e164 }) => e164),
        emails: customer.emails.map(({ address }) => address),
        plate: null,
      },
      voices,
      handsOf(written, customer.id),
      { vouched: await vouchedOf(house.db, customer.id), trust: trustOf(await trustOrder(house.db)) },
    ),
    vehicles: customer.assets.map((asset) => ({
      assetId: asset.id,
      name: [asset.make, asset.model].filter(Boolean).join(' ') || asset.plates[0]?.display || '',
      fields: vehicleOrigins(
        {
          fields: { ...asset },
          phones: [],
          emails: [],
          plate: asset.plates.find(({ until }) => until === null)?.plate ?? null,
        },
        says.filter((one) => one.assetId === asset.id).map(sourceVoice),
        handsOf(written, asset.id),
      ),
    })),
  }
}

const sourceVoice = ({ id, source, at, said }: SourceSays): Voice => ({
  id,
  source,
  at: at.toISOString(),
  by: null,
  kind: 'source',
  fields: said.fields ?? {},
  phones: said.phones ?? [],
  emails: said.emails ?? [],
  plate: said.plate ?? null,
})

/** A member of staff writes at the desk; a program with a key goes by its own name; of an old import only that it was one is known. */
function handOf({ staffId, actor, at, imported, source }: Written): Hand {
  if (imported) return { source: source ?? 'import', at: at.toISOString(), by: null }
  return staffId === null
    ? { source: actor, at: at.toISOString(), by: null }
    : { source: 'desk', at: at.toISOString(), by: actor }
}

const EVERY =
  'givenName familyName companyName birthDate street postcode city phones emails plate plates make model vin colour year mileage registeredOn controlUntil warrantyUntil nextServiceOn boughtOn keyRef'.split(
    ' ',
  )

/** Of each column of a customer or an asset, who wrote it last. Whoever made it wrote all of it. */
function handsOf(written: readonly Written[], id: string): Map<string, Hand> {
  const hands = new Map<string, Hand>()
  for (const line of written) {
    if ((line.action.startsWith('asset.') ? line.assetId : line.customerId) !== id) continue
    for (const field of line.action.endsWith('.create') ? EVERY : (line.fields ?? []))
      if (!hands.has(field)) hands.set(field, handOf(line))
  }
  return hands
}

/** Those who joined this customer, as they stood; and this customer's own part, once others have joined. */
const recordVoices = (customerId: string, records: readonly KeptRecord[], written: readonly Written[]): Voice[] =>
  records.length < 2
    ? []
    : records.map(({ id, person, since }) => ({
        id,
        source: '',
        at: since.toISOString(),
        by: null,
        kind: id === customerId ? 'own' : 'joined',
        hands: handsOf(written, id),
        fields: { ...person, companyName: person.company },
        phones: person.phones ?? [],
        emails: person.emails ?? [],
        plate: null,
      }))
