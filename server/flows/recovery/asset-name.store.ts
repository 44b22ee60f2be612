import type { Db } from '../../kit/house.ts'

/** What it is about, as one says it: « Renault Captur ». */
export async function assetName(db: Db, assetId: string | null): Promise<string> {
  if (!assetId) return ''
  const row = await db
    .selectFrom('customers.asset')
    .select(['make', 'model'])
    .where('id', '=', assetId)
    .executeTakeFirst()
  return row ? `${row.make} ${row.model}`.trim() : ''
}
