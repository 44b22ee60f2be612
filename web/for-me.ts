import { useSyncExternalStore } from 'react'
import type { Call, LiveEvent, Visit } from '../contract/visits.ts'
import { isMine } from './live.ts'

/** Somebody waits for me, or calls me. */
export type ForMe = ({ visit: Visit } | { call: Call }) & {
  id: string
  siteId: string
  /** Its line was closed by hand; it counts until it is seen. */
  closed: boolean
}

export interface News {
  waiting: readonly ForMe[]
  /** Those I have seen with my own eyes since they are mine: a newer version of the card says nothing new. */
  seen: ReadonlySet<string>
}

export const NO_NEWS: News = { waiting: [], seen: new Set() }

/** Is it my hand that is asked for, and nobody has moved yet? */
const asksMe = (event: LiveEvent & { type: 'visit' | 'call' }, staffId: string): boolean =>
  event.type === 'visit'
    ? event.visit.state === 'arrived' && event.visit.goingBy === null && isMine(event.visit, staffId)
    : event.call.state === 'ringing' && event.call.whoId === staffId

/**
 * What is there for me after this event. Who waits for nobody's move, and for mine, is told once; who is cared for, handed on or
 * withdrawn is told no more, and would be again if they came back to me.
 */
export function withEvent(news: News, event: LiveEvent, staffId: string): News {
  if (event.type !== 'visit' && event.type !== 'call') return news
  const it = event.type === 'visit' ? event.visit : event.call
  const others = news.waiting.filter(({ id }) => id !== it.id)
  if (!asksMe(event, staffId)) {
    const seen = new Set(news.seen)
    seen.delete(it.id)
    return { waiting: others, seen }
  }
  if (news.seen.has(it.id)) return news
  const known = news.waiting.find(({ id }) => id === it.id)
  const what = event.type === 'visit' ? { visit: event.visit } : { call: event.call }
  return { ...news, waiting: [...others, { id: it.id, siteId: it.siteId, closed: known?.closed ?? false, ...what }] }
}

/** Only of this site is it still known who waits: a stream that is back tells the others anew. */
export const withOnly = (news: News, siteId: string): News => ({
  ...news,
  waiting: news.waiting.filter((one) => one.siteId === siteId),
})

/** All that waits on this site was looked at. */
export function withSeen(news: News, siteId: string): News {
  const here = news.waiting.filter((one) => one.siteId === siteId)
  if (here.length === 0) return news
  return {
    waiting: news.waiting.filter((one) => one.siteId !== siteId),
    seen: new Set([...news.seen, ...here.map(({ id }) => id)]),
  }
}

export const withClosed = (news: News, closed: string): News => ({
  ...news,
  waiting: news.waiting.map((one) => (one.id === closed ? { ...one, closed: true } : one)),
})

let news = NO_NEWS
const heard = new Set<() => void>()
const become = (next: News) => {
  if (next === news) return
  news = next
  for (const hear of heard) hear()
}

export const hearForMe = (event: LiveEvent, staffId: string): void => become(withEvent(news, event, staffId))
export const forgetElsewhere = (siteId: string): void => become(withOnly(news, siteId))
export const seeForMe = (siteId: string): void => become(withSeen(news, siteId))
export const closeForMe = (id: string): void => become(withClosed(news, id))

/** Who waits for me and was not looked at yet, the newest last. */
export function useForMe(): readonly ForMe[] {
  return useSyncExternalStore(
    (hear) => {
      heard.add(hear)
      return () => heard.delete(hear)
    },
    () => news.waiting,
  )
}
