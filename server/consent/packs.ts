import { numberOf } from '../plain/civil.ts'
import type { Pack } from './pack.ts'
import { FR_2023_03_01 } from './packs/fr-2023-03-01.ts'
import { FR_2026_08_11 } from './packs/fr-2026-08-11.ts'
import { STRICT } from './packs/strict.ts'

/** Every pack we know, newest first within a country. A new one is a file in `packs/` and a line here. */
export const PACKS: readonly Pack[] = [FR_2026_08_11, FR_2023_03_01, STRICT]

const byId = new Map(PACKS.map((pack) => [pack.id, pack]))
const byCountry = new Map<string, { from: number; pack: Pack }[]>()
for (const pack of PACKS) {
  const ofCountry = byCountry.get(pack.country) ?? []
  ofCountry.push({ from: numberOf(pack.from), pack })
  byCountry.set(
    pack.country,
    ofCountry.sort((a, b) => b.from - a.from),
  )
}

/** The pack that judges on this day: the one the network chose, else that of the person's country, in force there on the day. */
export function packOf(chosen: string, country: string, day: number): Pack {
  if (chosen !== 'auto') return byId.get(chosen) ?? STRICT
  return byCountry.get(country)?.find(({ from }) => from <= day)?.pack ?? STRICT
}
