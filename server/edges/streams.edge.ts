import type { Intake } from '../flows/intake.flow.ts'
import type { House } from '../kit/house.ts'

export function deviceStreams(_house: House, _intake: Intake, _active: boolean) {
  return { changed() {}, async stop() {} }
}
