import { dropDrafts } from '../../kept-draft.ts'
import { stopTellingHere } from './told-here.ts'

/** Who wants to leave does not wait longer for the device to be told. */
const PATIENCE_MS = 3000

/**
 * Leaves: the session ends, and a new page opens, so that nothing that was read or said stays in this tab. Nor does the device ring for
 * them any more: the next to hold it may be somebody else.
 * @param next a path of ours to come back to after signing in again
 */
export function signOut(next?: string): void {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  void Promise.race([stopTellingHere().catch(() => undefined), patience])
    .then(() => import('../../auth.ts'))
    .then(({ auth }) => auth.signOut())
    .finally(() => {
      dropDrafts()
      location.assign(next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in')
    })
}
