import { dropDrafts } from '../../kept-draft.ts'

/**
 * Leaves: the session ends, and a new page opens, so that nothing that was read or said stays in this tab.
 * @param next a path of ours to come back to after signing in again
 */
export function signOut(next?: string): void {
  void import('../../auth.ts')
    .then(({ auth }) => auth.signOut())
    .finally(() => {
      dropDrafts()
      location.assign(next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in')
    })
}
