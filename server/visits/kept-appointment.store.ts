import type { Db } from '../kit/house.ts'

/** They came: a booked appointment is kept. One that was cancelled or missed stays so. */
export async function keepAppointment(db: Db, id: string, now: Date): Promise<void> {
  await move(db, id, 'booked', 'kept', now)
}

/** The greeting was taken back: the appointment waits again. */
export async function awaitAppointmentAgain(db: Db, id: string, now: Date): Promise<void> {
  await move(db, id, 'kept', 'booked', now)
}

async function move(db: Db, id: string, from: 'booked' | 'kept', to: 'booked' | 'kept', now: Date): Promise<void> {
  await db
    .updateTable('visits.appointment')
    .set({ state: to, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', from)
    .execute()
}
