import { keysOfRow } from './blocking-keys.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { tableFor } from './score.ts'

/** The blocking keys of one record under a model, each with how many records may share it before it says nothing. */
export const recordKeys = (model: IdentityModel, record: PersonRecord): Map<number, number> =>
  keysOfRow(tableFor(model, [record]), 0, model.caps)
