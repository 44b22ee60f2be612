import { ASSET_DAYS, type AssetDraft, readPlate } from './asset-fields.ts'
import { readCount, readDay } from './import-cells.ts'
import { unshout } from './import-name.ts'
import { cut, dayOf, type Reading, textOf, value } from './import-reading.ts'
import { cleanName } from './name.ts'
import { normaliseVin, vinFault } from './vin.ts'

/** Only what a row says. */
export type SaidAsset = { -readonly [K in keyof Omit<AssetDraft, 'plate' | 'plateCountry'>]?: AssetDraft[K] }

/** The plate as it is kept; words and placeholders without a digit are none. */
export function plateOf(row: Reading): string | null {
  return value(
    row,
    'plate',
    (text) => {
      const { plate } = readPlate(text)
      return plate && plate.length >= 2 && /\d/.test(plate) ? plate : null
    },
    'plate-unreadable',
  )
}

const YEAR = '((?:18|19|20|21)\\d{2})'
const YEARS = [
  `^${YEAR}$`,
  `^${YEAR}[/.-](?:0?[1-9]|1[0-2])$`,
  `^(?:0?[1-9]|1[0-2])[/.-]${YEAR}$`,
  `^\\p{L}+\\.? ${YEAR}$`,
].map((written) => new RegExp(written, 'u'))

/** `2019`, `2019-05`, `05/2019`, `mai 2019`: the year of a day that is not said. */
const yearAlone = (text: string): string | undefined =>
  YEARS.map((written) => written.exec(text.trim())?.[1]).find((year) => year !== undefined)

/** What a row says of a vehicle. */
export function assetOf(row: Reading): SaidAsset {
  const asset: SaidAsset = {}
  for (const field of ['make', 'model', 'body', 'colour', 'keyRef', 'boughtAt'] as const) {
    const text = textOf(row, field)
    if (text) asset[field] = field === 'make' && text.length > 3 ? unshout(text) : text
  }
  // A product is what has a name and no plate: a cooker, a bicycle, a pair of glasses.
  const product = textOf(row, 'product')
  if (product && !row.cell.plate && !row.cell.vin) {
    asset.kind = 'product'
    asset.model ??= product
    const serial = value(
      row,
      'serial',
      (text) => (/^[\w ./-]{3,40}$/u.test(text) ? text.toUpperCase() : null),
      'serial-unreadable',
    )
    if (serial) asset.vin = serial
  } else if (product) asset.model ??= product
  const vin = value(
    row,
    'vin',
    (text) => {
      const key = normaliseVin(text)
      return key.length >= 5 && !vinFault(key) ? key : null
    },
    'vin-unreadable',
  )
  if (vin) asset.vin = vin
  const year = value(
    row,
    'year',
    (text) => {
      const n = Number(
        /^\d{4}$/.test(text) ? text : (readDay(text, row.context.dates, row.context.today)?.slice(0, 4) ?? Number.NaN),
      )
      return n >= 1885 && n <= 2100 ? n : null
    },
    'year-unreadable',
  )
  if (year) asset.year = year
  const mileage = value(
    row,
    'mileage',
    (text) => {
      const n = readCount(text)
      return n !== null && n <= 5_000_000 ? n : null
    },
    'mileage-unreadable',
  )
  if (mileage !== null) asset.mileage = mileage
  const options = (row.cell.options ?? '')
    .split(/[;|,\n]/u)
    .map((option) => cut(cleanName(option), 80))
    .filter(Boolean)
  if (options.length > 0) asset.options = [...new Set(options)].slice(0, 100)
  // Some systems know only the year a car was put on the road, or its month: that is no day, and no fault either.
  const onlyYear = yearAlone(row.cell.registeredOn ?? '')
  // Nor was any car put on the road tomorrow.
  for (const field of ASSET_DAYS) {
    const day = field === 'registeredOn' && onlyYear ? null : dayOf(row, field, field === 'registeredOn')
    if (day) asset[field] = day
  }
  const registered = Number(onlyYear ?? asset.registeredOn?.slice(0, 4) ?? Number.NaN)
  if (registered >= 1885) asset.year ??= registered
  return asset
}
