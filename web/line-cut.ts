import { type Mutation, type MutationCache, onlineManager, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'

/** What is to be saved and waits for the network: it was not sent at all, so it is sent once. */
const waiting = (mutations: MutationCache): number =>
  mutations.getAll().filter(({ state }) => state.isPaused && state.status === 'pending').length

/** Is this device without a network, and does something wait to be saved meanwhile? */
export function useLineCut(): { cut: boolean; waits: number } {
  const mutations = useQueryClient().getMutationCache()
  const cut = useSyncExternalStore(
    (hear) => onlineManager.subscribe(hear),
    () => !onlineManager.isOnline(),
  )
  const waits = useSyncExternalStore(
    (hear) => mutations.subscribe(hear),
    () => waiting(mutations),
  )
  return { cut, waits }
}

/**
 * What waited and was refused in the end is told wherever the person is by then: the form that asked for it may be gone.
 * @param tell says it, over whatever screen is open
 */
export function useRefusedAfterAll(tell: (fault: unknown) => void): void {
  const mutations = useQueryClient().getMutationCache()
  useEffect(() => {
    const waited = new WeakSet<Mutation>()
    return mutations.subscribe((event) => {
      if (event.type !== 'updated') return
      const { mutation } = event as { mutation: Mutation }
      if (mutation.state.isPaused) waited.add(mutation)
      else if (waited.has(mutation) && mutation.state.status === 'error') {
        waited.delete(mutation)
        tell(mutation.state.error)
      }
    })
  }, [mutations, tell])
}

/** Whoever closes the page while something waits is asked first: what waits is in this page alone. */
export function useKeepOpen(waits: boolean): void {
  useEffect(() => {
    if (!waits) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [waits])
}
