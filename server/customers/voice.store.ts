import type { Db } from '../kit/house.ts'

export interface Recording {
  mime: string
  audio: Buffer
  recordedBy: string | null
  recordedAt: Date
}

export async function keepVoice(
  db: Db,
  customerId: string,
  { mime, audio, recordedBy, recordedAt }: Recording,
): Promise<void> {
  const values = { mime, audio, recorded_by: recordedBy, recorded_at: recordedAt }
  await db
    .insertInto('customers.voice')
    .values({ customer_id: customerId, ...values })
    .onConflict((c) => c.column('customer_id').doUpdateSet(values))
    .execute()
}

export async function voiceOf(db: Db, customerId: string): Promise<{ mime: string; audio: Buffer } | undefined> {
  return db
    .selectFrom('customers.voice')
    .select(['mime', 'audio'])
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
}

/** @returns whether there was one */
export async function removeVoice(db: Db, customerId: string): Promise<boolean> {
  const gone = await db.deleteFrom('customers.voice').where('customer_id', '=', customerId).executeTakeFirst()
  return gone.numDeletedRows > 0n
}
