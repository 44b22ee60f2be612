import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { AnswerOf } from '../contract/endpoint.ts'
import { listStaff, me } from '../contract/network.ts'
import { type Call, type LiveEvent, readDesk, readFloor, readVisit, type Visit } from '../contract/visits.ts'
import { lookForNewVersion } from './new-version.ts'
import { keepStream } from './stream.ts'

export type Line = 'connecting' | 'open' | 'lost'
type Floor = AnswerOf<typeof readFloor>
type Desk = AnswerOf<typeof readDesk>

interface Standing {
  line: Line
  /** While it is lost: nothing has come since then. */
  since: Date | null
}

let standing: Standing = { line: 'connecting', since: null }
const heard = new Set<() => void>()
const become = (line: Line, since: Date | null = null) => {
  if (line === standing.line) return
  standing = { line, since }
  for (const hear of heard) hear()
}

/**
 * Is what one sees live? `lost` when the stream is closed for some seconds, so that a blink says nothing, or when nothing has come by it for
 * so long that it must be dead.
 */
export function useLine(): Standing {
  return useSyncExternalStore(
    (hear) => {
      heard.add(hear)
      return () => heard.delete(hear)
    },
    () => standing,
  )
}

const byArrival = (a: Visit, b: Visit) => a.arrivedAt.localeCompare(b.arrivedAt)

/** A list with this visit at its place, or without it; an older version never replaces a newer one. */
function place(list: Visit[], visit: Visit, belongs: boolean): Visit[] {
  const known = list.find((v) => v.id === visit.id)
  if (known && known.version > visit.version) return list
  const others = list.filter((v) => v.id !== visit.id)
  return belongs ? [...others, visit].sort(byArrival) : others
}

const placeCall = (list: Call[], call: Call): Call[] => {
  const others = list.filter((c) => c.id !== call.id)
  return call.state === 'ringing' || call.state === 'answered' ? [...others, call] : others
}

const onFloor = (floor: Floor, visit: Visit): Floor => ({
  ...floor,
  waiting: place(floor.waiting, visit, visit.state === 'arrived'),
  greeted: place(floor.greeted, visit, visit.state === 'greeted'),
  expected: floor.expected.filter((a) => a.id !== visit.appointmentId || visit.state === 'withdrawn'),
})

/** For me when I go, or when I am the one who should and nobody else is going. */
export const isMine = (visit: Visit, staffId: string): boolean =>
  visit.goingBy === null ? visit.whoId === staffId : visit.goingBy === staffId

const onDesk = (desk: Desk, visit: Visit, staffId: string): Desk => {
  const here = visit.state === 'arrived' || visit.state === 'greeted'
  const mine = isMine(visit, staffId)
  return {
    ...desk,
    forMe: place(desk.forMe, visit, here && mine),
    others: place(desk.others, visit, visit.state === 'arrived' && !mine),
    expected: desk.expected.filter((a) => a.id !== visit.appointmentId || visit.state === 'withdrawn'),
  }
}

/** Puts a changed visit where every open screen sees it at once. Actions use it too, with what the server answered. */
export function applyVisit(queries: QueryClient, visit: Visit): void {
  const who = queries.getQueryData<AnswerOf<typeof me>>([me.name, {}])
  const asked = [{ query: { site: visit.siteId } }] as const
  queries.setQueryData<Floor>([readFloor.name, ...asked], (floor) => floor && onFloor(floor, visit))
  queries.setQueryData<Desk>([readDesk.name, ...asked], (desk) => desk && who && onDesk(desk, visit, who.staffId))
  queries.setQueryData([readVisit.name, { params: { id: visit.id } }], visit)
}

/** The same for a call. */
export function applyCall(queries: QueryClient, call: Call): void {
  for (const name of [readFloor.name, readDesk.name])
    queries.setQueryData<{ calls: Call[] }>(
      [name, { query: { site: call.siteId } }],
      (seen) => seen && { ...seen, calls: placeCall(seen.calls, call) },
    )
}

function apply(queries: QueryClient, event: LiveEvent, settle: (names: string[]) => void): void {
  if (event.type === 'visit') {
    applyVisit(queries, event.visit)
    settle([readFloor.name, readDesk.name])
  } else if (event.type === 'call') applyCall(queries, event.call)
  else if (event.type === 'duty') settle([listStaff.name, me.name])
  else if (event.type !== 'hello') settle([readFloor.name, readDesk.name])
}

/** Who hears what a stream brings besides the cached answers. Stable, or the stream is opened anew. */
export interface Listener {
  hear(event: LiveEvent): void
  /** The stream is back: what happened meanwhile was not told. */
  again(): void
}

/**
 * Listens to the live stream of a site while the screen is open and keeps every cached answer in step.
 * The card is drawn from the event itself; lists and figures are read again a moment later, once for many events.
 * After a lost connection everything is read again: what happened meanwhile was not told.
 * @param mine who waits for me on my other sites is told too, on the same connection
 */
export function useLive(siteId: string | undefined, listener?: Listener, { mine = false } = {}): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!siteId) return
    let settling: ReturnType<typeof setTimeout> | undefined
    const stale = new Set<string>()
    const settle = (names: string[]) => {
      for (const name of names) stale.add(name)
      settling ??= setTimeout(() => {
        settling = undefined
        for (const name of stale) void queries.invalidateQueries({ queryKey: [name] })
        stale.clear()
      }, 700)
    }
    const close = keepStream(`/api/live?site=${encodeURIComponent(siteId)}${mine ? '&mine=1' : ''}`, {
      hear(event) {
        apply(queries, event, settle)
        listener?.hear(event)
      },
      opened(missed) {
        become('open')
        if (!missed) return
        void lookForNewVersion()
        settle([readFloor.name, readDesk.name, listStaff.name, me.name])
        listener?.again()
      },
      lost: (since) => become('lost', since),
    })
    return () => {
      close()
      clearTimeout(settling)
      become('connecting')
    }
  }, [siteId, queries, listener, mine])
}
