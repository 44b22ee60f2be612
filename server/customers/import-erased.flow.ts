import type { House } from '../kit/house.ts'
import { erasedAmong } from './erased.flow.ts'
import type { ErasedWhy } from './erased.store.ts'
import { nameOfDraft } from './import-bearers.ts'
import type { RowDraft } from './import-row.ts'

/** Which of these rows of a source would bring back somebody erased, and why they were. Who has a record was not erased: those rows are not to be asked about. */
export const erasedRows = (
  house: Pick<House, 'db' | 'seal'>,
  source: string,
  rows: readonly { key: string; draft: RowDraft }[],
): Promise<(ErasedWhy | null)[]> =>
  erasedAmong(
    house,
    rows.map(({ key, draft }) => ({
      names: [nameOfDraft(draft)],
      phones: draft.phones,
      emails: draft.emails,
      plates: draft.plate ? [draft.plate] : [],
      vins: draft.asset.vin ? [draft.asset.vin] : [],
      births: draft.customer.birthDate ? [draft.customer.birthDate] : [],
      keys: [{ source, key }],
    })),
  )
