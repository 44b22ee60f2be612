import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, pageQuery } from './endpoint.ts'
import { factKind } from './facts.ts'
import { gesture } from './playbook.ts'

const outcomes = z.object({ done: z.number().int(), held: z.number().int(), dropped: z.number().int() })

/** Figures of a replay: of people only how many. */
export const replayFigures = z.object({
  people: z.number().int(),
  /** Touches made, made to wait at least once, let go. */
  done: z.number().int(),
  held: z.number().int(),
  dropped: z.number().int(),
  byMonth: z.record(z.string(), outcomes),
  byMoment: z.record(z.string(), outcomes),
  byGesture: z.record(z.string(), z.number().int()),
  /** Why what was not done, or not at once, was not: by code. */
  because: z.record(z.string(), z.number().int()),
  load: z.array(
    z.object({
      staffId: id.nullable(),
      name: z.string(),
      total: z.number().int(),
      /** Calls and words in their fullest week. */
      hardestWeek: z.number().int(),
    }),
  ),
  /** People by the contacts of their fullest thirty days. */
  pressure: z.array(z.object({ contacts: z.number().int(), people: z.number().int() })),
  /** People over the bar of the playbook: they would have been angry. */
  angry: z.number().int(),
  angryOver: z.number().int(),
  costCents: z.number(),
})
export type ReplayFigures = z.infer<typeof replayFigures>

export const replayState = z.enum(['waiting', 'running', 'done', 'failed', 'stopped'])
export const replayRun = z.object({
  id,
  at: instant,
  from: day,
  to: day,
  version: z.number().int(),
  against: z.number().int().nullable(),
  sample: z.number().int().nullable(),
  state: replayState,
  done: z.number().int(),
  total: z.number().int().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  problem: z.string().nullable(),
  result: replayFigures.nullable(),
  againstResult: replayFigures.nullable(),
})
export type ReplayRun = z.infer<typeof replayRun>

export const startReplay = endpoint({
  name: 'startReplay',
  method: 'POST',
  path: '/api/loop/replays',
  access: 'loop.read',
  summary:
    'Tries a version of the playbook on the time behind us, for everyone or some, beside another version: touches, holds, cost, load, pressure. In the background; nobody is contacted, and nothing of anybody is kept.',
  body: z
    .object({
      from: day,
      to: day,
      version: z.number().int().min(1),
      against: z.number().int().min(1).nullable().default(null),
      sample: z.number().int().min(1).max(10_000_000).nullable().default(null),
    })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'ends-before-it-starts' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 3 * 366 * 86_400_000, {
      path: ['from'],
      message: 'three years at most',
    }),
  answer: replayRun,
})
export const listReplays = endpoint({
  name: 'listReplays',
  method: 'GET',
  path: '/api/loop/replays',
  access: 'loop.read',
  summary: 'Replays, newest first.',
  query: pageQuery.pick({ limit: true }),
  answer: z.object({ replays: z.array(replayRun) }),
})
export const readReplay = endpoint({
  name: 'readReplay',
  method: 'GET',
  path: '/api/loop/replays/:id',
  access: 'loop.read',
  summary: 'A replay, with how far it is.',
  params: idParams,
  answer: replayRun,
})
export const stopReplay = endpoint({
  name: 'stopReplay',
  method: 'POST',
  path: '/api/loop/replays/:id/stop',
  access: 'loop.read',
  summary: 'Stops a replay; what it counted so far goes.',
  params: idParams,
})

export const fastForward = endpoint({
  name: 'fastForward',
  method: 'POST',
  path: '/api/customers/:id/fast-forward',
  access: 'loop.read',
  summary:
    'What a version of the playbook would do with one customer from today on, with what one supposes will happen: an order placed, a delivery, a service. `usual`: also their usual visits to the workshop, and a vehicle ordered and delivered where it is time.',
  params: idParams,
  body: z.object({
    months: z.number().int().min(1).max(60).default(24),
    version: z.number().int().min(1).nullable().default(null),
    suppose: z
      .array(z.object({ kind: factKind, on: day }))
      .max(50)
      .default([]),
    usual: z.boolean().default(false),
  }),
  answer: z.object({
    version: z.number().int(),
    /** All that was supposed, in order; `usual`: not asked for. */
    supposed: z.array(z.object({ kind: z.string(), on: day, usual: z.boolean() })),
    events: z.array(
      z.object({
        at: instant,
        moment: z.string(),
        title: z.record(z.string(), z.string()),
        core: z.boolean(),
        outcome: z.enum(['done', 'held', 'dropped']),
        gesture: gesture.nullable(),
        because: z.array(because),
      }),
    ),
    hardestMonth: z.number(),
    angryOver: z.number().int(),
  }),
})
