import { isZone } from '../plain/civil.ts'

/** Territories of France by the first figures of a postcode, longest first; each is a country of its own in some address books. */
const TERRITORIES: readonly [prefix: string, country: string, zone: string][] = [
  ['97133', 'BL', 'America/St_Barthelemy'],
  ['97150', 'MF', 'America/Marigot'],
  ['98755', 'PF', 'Pacific/Gambier'],
  ['9874', 'PF', 'Pacific/Marquesas'],
  ['971', 'GP', 'America/Guadeloupe'],
  ['972', 'MQ', 'America/Martinique'],
  ['973', 'GF', 'America/Cayenne'],
  ['974', 'RE', 'Indian/Reunion'],
  ['975', 'PM', 'America/Miquelon'],
  ['976', 'YT', 'Indian/Mayotte'],
  ['977', 'BL', 'America/St_Barthelemy'],
  ['978', 'MF', 'America/Marigot'],
  ['986', 'WF', 'Pacific/Wallis'],
  ['987', 'PF', 'Pacific/Tahiti'],
  ['988', 'NC', 'Pacific/Noumea'],
]

/** France, by every country code an address book may have for a part of it. */
export const FRENCH_COUNTRIES: readonly string[] = ['FR', ...new Set(TERRITORIES.map(([, code]) => code))]

/** Other countries whose clocks differ by place: the zone of most people, or of these postcodes. */
const SEVERAL: Record<string, { most: string; but?: [prefix: RegExp, zone: string][] }> = {
  ES: { most: 'Europe/Madrid', but: [[/^3[58]/u, 'Atlantic/Canary']] },
  PT: {
    most: 'Europe/Lisbon',
    but: [
      [/^9[0-4]/u, 'Atlantic/Madeira'],
      [/^9[5-9]/u, 'Atlantic/Azores'],
    ],
  },
  DE: { most: 'Europe/Berlin' },
  CY: { most: 'Asia/Nicosia' },
  UA: { most: 'Europe/Kyiv' },
  US: { most: 'America/New_York' },
  CA: { most: 'America/Toronto' },
  BR: { most: 'America/Sao_Paulo' },
  AU: { most: 'Australia/Sydney' },
  MX: { most: 'America/Mexico_City' },
  RU: { most: 'Europe/Moscow' },
  CN: { most: 'Asia/Shanghai' },
  CL: { most: 'America/Santiago' },
  AR: { most: 'America/Argentina/Buenos_Aires' },
  ID: { most: 'Asia/Jakarta' },
  NZ: { most: 'Pacific/Auckland' },
  CD: { most: 'Africa/Kinshasa' },
}
const HOME = 'Europe/Paris'

/** The territory of France at this address, by its own country code or its postcode; `FR` for Corsica and the mainland, else null. */
export function frenchTerritory(country: string, postcode: string): string | null {
  if (TERRITORIES.some(([, code]) => code === country)) return country
  if (country !== 'FR') return null
  return TERRITORIES.find(([prefix]) => postcode.startsWith(prefix))?.[1] ?? 'FR'
}

/**
 * The clock a person lives by: the one they gave, else that of their address. France by postcode, overseas included; elsewhere the
 * country's, and where it has several that of its postcode or of most people there. Of an address that says nothing: Paris.
 */
export function zoneOf(country: string, postcode: string, given: string | null): string {
  if (given && isZone(given)) return given
  const territory = frenchTerritory(country, postcode)
  if (territory === 'FR') return HOME
  if (territory)
    return (TERRITORIES.find(([prefix, code]) => code === territory && postcode.startsWith(prefix)) ??
      TERRITORIES.findLast(([, code]) => code === territory)!)[2]
  const several = SEVERAL[country]
  if (several) return several.but?.find(([prefix]) => prefix.test(postcode))?.[1] ?? several.most
  if (!/^[A-Z]{2}$/u.test(country)) return HOME
  return new Intl.Locale(`und-${country}`).getTimeZones()?.[0] ?? HOME
}
