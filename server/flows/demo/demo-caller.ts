import type { Caller } from '../../kit/caller.ts'

/** Whoever walks through the demo, as the one who did what its past tells. */
export const demoCaller = (owner: string): Caller => ({
  staffId: owner,
  userId: null,
  name: 'Démo Okaeri',
  roles: [{ role: 'owner', siteId: null }],
  locale: 'fr',
})
