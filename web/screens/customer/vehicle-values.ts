import type { Asset, Customer } from '../../../contract/customers.ts'

export const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date())
/** In force on this day: not ended, or only later. */
export const inForce = (until: string | null, day = today()): boolean => until === null || until > day

export const plateNow = (asset: Asset) => asset.plates.find((p) => inForce(p.until))

/** An asset as the fields of its form; nothing written is an empty field. */
export const vehicleValues = (asset: Asset | null, customer: Pick<Customer, 'id' | 'country'>) => ({
  kind: asset?.kind ?? ('vehicle' as Asset['kind']),
  make: asset?.make ?? '',
  model: asset?.model ?? '',
  body: asset?.body ?? '',
  colour: asset?.colour ?? '',
  year: (asset?.year ?? '') as number | '',
  plate: (asset && (plateNow(asset)?.display ?? '')) ?? '',
  plateCountry: (asset && plateNow(asset)?.country) || customer.country || 'FR',
  vin: asset?.vin ?? '',
  options: asset?.options ?? [],
  keyRef: asset?.keyRef ?? '',
  mileage: (asset?.mileage ?? '') as number | '',
  warrantyUntil: asset?.warrantyUntil ?? '',
  nextServiceOn: asset?.nextServiceOn ?? '',
  boughtSiteId: asset?.boughtSiteId ?? null,
  boughtAt: asset?.boughtAt ?? '',
  boughtOn: asset?.boughtOn ?? '',
  registeredOn: asset?.registeredOn ?? '',
  controlUntil: asset?.controlUntil ?? '',
  role: (asset?.owners.find((o) => o.customerId === customer.id && inForce(o.until))?.role ?? 'owner') as
    | 'owner'
    | 'driver'
    | 'company',
  recognition: asset?.recognition ?? ('default' as Asset['recognition']),
})
export type VehicleValues = ReturnType<typeof vehicleValues>

/** The fields as the contract wants them: what was emptied is null where it may be. */
export function asSent(changes: Partial<VehicleValues>) {
  const { year, mileage, plate, vin, warrantyUntil, nextServiceOn, boughtOn, registeredOn, controlUntil, ...same } =
    changes
  const or = <K extends string, T>(name: K, value: T | '' | undefined) =>
    (value === undefined ? {} : { [name]: value === '' ? null : value }) as { [k in K]?: T | null }
  return {
    ...same,
    ...or('year', year),
    ...or('mileage', mileage),
    ...or('plate', plate),
    ...or('vin', vin),
    ...or('warrantyUntil', warrantyUntil),
    ...or('nextServiceOn', nextServiceOn),
    ...or('boughtOn', boughtOn),
    ...or('registeredOn', registeredOn),
    ...or('controlUntil', controlUntil),
  }
}
