import type { LiveEvent } from '../../contract/visits.ts'

/** Does an event of another site concern them? */
export type MineElsewhere = (event: LiveEvent) => boolean

/**
 * Who waits for this person, and calls them; and what becomes of those of whom they were told, so that nobody stays on their screen
 * who was handed on. Remembers whom, for as long as one stream.
 */
export function mineElsewhere(staffId: string): MineElsewhere {
  const told = new Set<string>()
  return (event) => {
    if (event.type !== 'visit' && event.type !== 'call') return false
    const it = event.type === 'visit' ? event.visit : event.call
    const theirs =
      event.type === 'visit' ? (event.visit.goingBy ?? event.visit.whoId) === staffId : event.call.whoId === staffId
    const asks = theirs && (it.state === 'arrived' || it.state === 'ringing')
    if (!asks) return told.delete(it.id)
    told.add(it.id)
    return true
  }
}
