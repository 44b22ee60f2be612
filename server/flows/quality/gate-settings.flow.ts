import { type GateSettings, gateSettings } from '../../../contract/quality.ts'
import type { Db } from '../../kit/house.ts'
import { setting } from '../../network/places.store.ts'

/** Under this key of the network's settings. */
export const GATE_SETTING = 'product-gate'

/** The thresholds in force; what was never set, or cannot be read any more, is as shipped. */
export async function gateSettingsOf(db: Db): Promise<GateSettings> {
  const read = gateSettings.safeParse(await setting(db, GATE_SETTING, {}))
  return read.success ? read.data : gateSettings.parse({})
}
