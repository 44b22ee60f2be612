/** Leaves: the session ends, and a new page opens, so that nothing that was read or said stays in this tab. */
export function signOut(): void {
  void import('../../auth.ts').then(({ auth }) => auth.signOut()).finally(() => location.assign('/sign-in'))
}
