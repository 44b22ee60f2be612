/** An answer that waits on this tablet until the house has it. */
export interface Waiting {
  /** Given here, so that an answer sent twice is one. */
  key: string
  /** The door it was given at: one tablet may serve several in its life. */
  door: string
  /** How often it was changed here: what was changed while it was on its way is sent again. */
  change: number
  /** By this tablet's own clock, which may be wrong: only how long ago is sent. */
  at: number
  answer: Record<string, unknown>
}

const STORE = 'answers'

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the store of this tablet does not answer'))
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('okaeri-tablet', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
  return asked(request)
}

/** What is kept on the tablet over a power cut. */
export async function openQueue(door: string) {
  const db = await open()
  const store = (mode: IDBTransactionMode) => db.transaction(STORE, mode).objectStore(STORE)
  return {
    async keep(waiting: Waiting): Promise<void> {
      await asked(store('readwrite').put(waiting))
    },
    async all(): Promise<Waiting[]> {
      const rows = (await asked(store('readonly').getAll())) as Waiting[]
      return rows.filter((each) => each.door === door)
    },
    /** The house has these; one that was changed meanwhile stays. */
    async done(sent: readonly Waiting[]): Promise<void> {
      const now = new Map((await this.all()).map((each) => [each.key, each.change]))
      const there = store('readwrite')
      await Promise.all(
        sent.filter(({ key, change }) => now.get(key) === change).map(({ key }) => asked(there.delete(key))),
      )
    },
  }
}
export type Queue = Awaited<ReturnType<typeof openQueue>>
