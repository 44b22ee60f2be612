/**
 * Gathers what callers bring at about the same time and does it in one go: each caller waits for the round that carries theirs.
 * While a round is under way the next one fills, so under load the rounds grow by themselves, and a lone caller waits for nobody.
 * A round that fails is tried again one by one, so that what is wrong with one caller's part is told to that caller alone.
 * @param round does all of them in order, and answers one result for each
 * @param most in one round
 */
export function gather<T, R>(round: (all: T[]) => Promise<R[]>, most = 200): (one: T) => Promise<R> {
  interface Waiting {
    one: T
    resolve(result: R): void
    reject(error: unknown): void
  }
  let waiting: Waiting[] = []
  let running = false

  const alone = async ({ one, resolve, reject }: Waiting): Promise<void> => {
    try {
      resolve((await round([one]))[0] as R)
    } catch (error) {
      reject(error)
    }
  }

  const run = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      const now = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const results = await round(now.map((each) => each.one))
        for (const [at, each] of now.entries()) each.resolve(results[at] as R)
      } catch (error) {
        if (now.length === 1) now[0]!.reject(error)
        else for (const each of now) await alone(each)
      }
    }
    running = false
  }

  return (one) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      // After the callers of this turn of the loop have all come.
      if (!running) {
        running = true
        setImmediate(() => void run())
      }
    })
}
