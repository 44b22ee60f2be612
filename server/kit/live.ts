import type { FastifyReply } from 'fastify'
import type { LiveEvent } from '../../contract/visits.ts'
import type { Live } from './house.ts'

interface Watcher {
  wants(event: LiveEvent): boolean
  told(event: LiveEvent): void
  reply: FastifyReply
}

const asText = (event: LiveEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** How much may wait unsent for one screen before it is cut off; it reconnects and reads the floor anew. */
const MOST_UNSENT = 1_000_000

/** Screens that miss three of them open the stream anew. */
const BEAT_MS = 15_000

/**
 * Server-sent events (WHATWG HTML §9.2) to the screens of this process. Events of other processes arrive by `elsewhere`.
 * `announce` tells the others: ids only, never cards.
 */
export function openHub(announce: (event: LiveEvent) => void) {
  const watchers = new Set<Watcher>()
  const listeners = new Set<(event: LiveEvent) => void>()

  function deliver(event: LiveEvent): void {
    for (const listen of listeners) listen(event)
    let text: string | undefined
    for (const watcher of watchers) {
      if (!watcher.wants(event)) continue
      text ??= asText(event)
      const { raw } = watcher.reply
      if (raw.writableLength > MOST_UNSENT) raw.destroy()
      else {
        watcher.told(event)
        raw.write(text)
      }
    }
  }

  // An event, and no comment: of comments a browser tells its page nothing, and a page that hears nothing cannot know a dead line.
  const beat = setInterval(() => {
    for (const { reply } of watchers) reply.raw.write('event: beat\ndata: {}\n\n')
  }, BEAT_MS)
  beat.unref()

  const live: Live = {
    publish(event) {
      deliver(event)
      announce(event)
    },
  }

  return {
    live,
    /** An event another process told of. */
    elsewhere: deliver,
    /** For the process itself: caches to drop. */
    listen: (listener: (event: LiveEvent) => void) => void listeners.add(listener),
    /** Takes over the reply and keeps it open until the screen leaves; `told` hears of each event that is sent to it. What it returns sends to this one alone. */
    attach(
      reply: FastifyReply,
      { wants, told }: Pick<Watcher, 'wants' | 'told'>,
      hello: LiveEvent,
    ): (event: LiveEvent) => void {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      })
      raw.write(`retry: 2000\nevent: hello\ndata: ${JSON.stringify(hello)}\n\n`)
      const watcher = { wants, told, reply }
      watchers.add(watcher)
      raw.on('close', () => watchers.delete(watcher))
      raw.on('error', () => watchers.delete(watcher))
      return (event) => {
        if (!watchers.has(watcher)) return
        told(event)
        raw.write(asText(event))
      }
    },
    size: () => watchers.size,
    close(): void {
      clearInterval(beat)
      for (const { reply } of watchers) reply.raw.end()
      watchers.clear()
    },
  }
}

export type Hub = ReturnType<typeof openHub>
