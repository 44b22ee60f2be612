import type { House } from '../kit/house.ts'

/**
 * Bytes that an import leaves free where the embedded database lives. A database whose disk is full cannot write its own log, and stops:
 * then nobody is received any more, so a file has to stop before.
 */
const KEEP_FREE = 512 * 1024 * 1024

/** There is no room for what would be written; with the code PostgreSQL itself says it by. */
class NoRoom extends Error {
  override name = 'NoRoom'
  readonly code = '53100'
  constructor() {
    super('the disk of the database is nearly full')
  }
}

/**
 * Is there room for so many bytes more? Where the database is elsewhere its disk cannot be seen, and PostgreSQL has the say.
 * @param bytes how many would be written, as far as that is known
 * @throws NoRoom
 */
export async function needRoom(house: House, bytes = 0): Promise<void> {
  const room = (await house.room?.()) ?? null
  if (room !== null && room - bytes < KEEP_FREE) throw new NoRoom()
}
