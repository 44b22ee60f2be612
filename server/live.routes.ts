import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { LiveEvent } from '../contract/visits.ts'
import { mineElsewhere } from './flows/mine-elsewhere.ts'
import { waitingForMe } from './flows/waiting-for-me.flow.ts'
import { type Caller, callerMay, needNothingFirst } from './kit/caller.ts'
import type { House } from './kit/house.ts'
import type { Identify } from './kit/http.ts'
import type { Hub } from './kit/live.ts'
import { forbidden, Problem } from './kit/problem.ts'

const ASKED = z.object({
  site: z.uuid(),
  /** `1`: besides, who waits for me on the other sites I may see. */
  mine: z.literal('1').optional(),
})

export interface LiveMeans {
  hub: Hub
  identify: Identify
  version: string
  /** Hears who was sent what. */
  told(caller: Caller, event: LiveEvent, site: string): void
}

/**
 * The live stream of one site. With `mine` it brings besides whoever waits for this person on any
 * other site they may see, and nothing else of there: one connection, and no more shown than concerns them. Who waits already is
 * told as it opens, so that nothing is missed between two connections.
 */
export function liveRoutes(app: FastifyInstance, house: House, { hub, identify, version, told }: LiveMeans): void {
  app.get('/api/live', async (request, reply) => {
    let caller = await identify(request)
    if (!caller) throw new Problem(401, 'signed-out', 'Sign in first')
    needNothingFirst(caller)
    const asked = ASKED.safeParse(request.query)
    if (!asked.success) throw new Problem(422, 'invalid', 'Name a site', { hint: 'GET /api/live?site=<id>' })
    const { site, mine } = asked.data
    if (!callerMay(caller, 'visits.read', site)) throw forbidden()
    // A screen that left while we looked who asks would never be heard to leave.
    if (reply.raw.destroyed) return reply.hijack()
    const first = caller
    // A stream does not outlive the session or the right it was opened with: asked at once when that changes, and each minute besides.
    const recheck = async () => {
      const still = await identify(request).catch(() => first)
      if (!still || still.first || !callerMay(still, 'visits.read', site)) reply.raw.end()
      else caller = still
    }
    const rechecks = setInterval(() => void recheck(), 60_000)
    reply.raw.on('close', () => clearInterval(rechecks))
    const elsewhere = mine && first.staffId ? mineElsewhere(first.staffId) : undefined
    const may = (right: 'visits.read' | 'perhaps.answer', at: string) => callerMay(caller ?? first, right, at)
    const send = hub.attach(
      reply,
      {
        wants(event) {
          // Archived, other roles, a device that was lost: not a card more until it is known what they may see.
          if (event.type === 'duty' && event.of !== undefined && event.of === first.staffId) void recheck()
          if (event.type === 'hello' || event.site === null) return true
          if (event.site !== site) return elsewhere?.(event) === true && may('visits.read', event.site)
          return event.type !== 'perhaps' || may('perhaps.answer', site)
        },
        told: (event) => told(caller ?? first, event, 'site' in event && event.site ? event.site : site),
      },
      { type: 'hello', now: house.now().toISOString(), version },
    )
    if (elsewhere)
      for (const event of await waitingForMe(house, first))
        if ('site' in event && event.site !== site && elsewhere(event)) send(event)
    return reply
  })
}
