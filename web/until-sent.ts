import { ProblemError } from './api.ts'

/** What a hand said is still true for so long; after it, it is said again. */
const STILL_TRUE_MS = 120_000
const AGAIN_MS = 3_000

/** Until the network is back, or some seconds: not every browser says that it is. */
const back = (): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, AGAIN_MS)
    window.addEventListener('online', done)
  })

/**
 * Sends what a hand said, and again for two minutes while the server cannot be reached. Only for steps that change nothing when they are
 * taken twice: an answer may have been lost, and not the question.
 * @param waits told once, when the first try did not get through
 */
export async function untilSent<T>(ask: () => Promise<T>, waits: () => void): Promise<T> {
  const since = Date.now()
  for (let tries = 0; ; tries += 1)
    try {
      return await ask()
    } catch (fault) {
      const unreachable = fault instanceof ProblemError && fault.problem.status === 0
      if (!unreachable || Date.now() - since > STILL_TRUE_MS) throw fault
      if (tries === 0) waits()
      await back()
    }
}
