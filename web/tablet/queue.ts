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

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('okaeri-tablet', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
  return asked(request)
}

/**
 * What is kept on the tablet over a power cut. Where it keeps nothing (no store, no room left, a private window) answers wait in the page for
 * as long as it is open: nobody is thanked for what is lost.
 */
export async function openQueue(door: string) {
  const db = await open().catch(() => undefined)
  const here = new Map<string, Waiting>()
  const store = (mode: IDBTransactionMode): IDBObjectStore => {
    if (!db) throw new Error('this tablet keeps nothing')
    return db.transaction(STORE, mode).objectStore(STORE)
  }
  const stored = async (): Promise<Waiting[]> => (await asked(store('readonly').getAll())) as Waiting[]
  return {
    async keep(waiting: Waiting): Promise<void> {
      try {
        await asked(store('readwrite').put(waiting))
        here.delete(waiting.key)
      } catch {
        here.set(waiting.key, waiting)
      }
    },
    async all(): Promise<Waiting[]> {
      const rows = new Map((await stored().catch(() => [])).map((each) => [each.key, each]))
      for (const [key, waiting] of here) rows.set(key, waiting)
      return [...rows.values()].filter((each) => each.door === door)
    },
    /** The house has these; one that was changed meanwhile stays. */
    async done(sent: readonly Waiting[]): Promise<void> {
      const now = new Map((await this.all()).map((each) => [each.key, each.change]))
      const told = sent.filter(({ key, change }) => now.get(key) === change).map(({ key }) => key)
      for (const key of told) here.delete(key)
      if (!db) return
      const there = store('readwrite')
      await Promise.all(told.map((key) => asked(there.delete(key))))
    },
  }
}
export type Queue = Awaited<ReturnType<typeof openQueue>>
