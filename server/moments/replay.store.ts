import type { AnswerOf } from '../../contract/endpoint.ts'
import type { ReplayFigures, readReplay } from '../../contract/replay.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

type Run = AnswerOf<typeof readReplay>

const COLUMNS = [
  'id',
  'at',
  'from_day',
  'to_day',
  'version',
  'against',
  'sample',
  'state',
  'done',
  'total',
  'started_at',
  'finished_at',
  'problem',
  'result',
  'against_result',
] as const

interface Row {
  id: string
  at: Date
  from_day: string
  to_day: string
  version: number
  against: number | null
  sample: number | null
  state: Run['state']
  done: number
  total: number | null
  started_at: Date | null
  finished_at: Date | null
  problem: string | null
  result: ReplayFigures | null
  against_result: ReplayFigures | null
}

const asRun = (row: Row): Run => ({
  id: row.id,
  at: row.at.toISOString(),
  from: row.from_day,
  to: row.to_day,
  version: row.version,
  against: row.against,
  sample: row.sample,
  state: row.state,
  done: row.done,
  total: row.total,
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
  problem: row.problem,
  result: row.result,
  againstResult: row.against_result,
})

export async function insertReplay(
  db: Db,
  run: {
    id: string
    by: string | null
    from: string
    to: string
    version: number
    against: number | null
    sample: number | null
  },
  now: Date,
): Promise<void> {
  await db
    .insertInto('moments.replay')
    .values({
      id: run.id,
      at: now,
      by: run.by,
      from_day: run.from,
      to_day: run.to,
      version: run.version,
      against: run.against,
      sample: run.sample,
      state: 'waiting',
    })
    .execute()
}

export async function replayById(db: Db, id: string): Promise<Run> {
  const row = await db.selectFrom('moments.replay').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('replay')
  return asRun(row)
}

export async function newestReplays(db: Db, limit: number): Promise<Run[]> {
  const rows = await db.selectFrom('moments.replay').select(COLUMNS).orderBy('at', 'desc').limit(limit).execute()
  return rows.map(asRun)
}

export async function writeReplay(
  db: Db,
  id: string,
  change: {
    state?: Run['state']
    done?: number
    total?: number
    startedAt?: Date
    finishedAt?: Date
    problem?: string
    result?: ReplayFigures | null
    againstResult?: ReplayFigures | null
  },
): Promise<void> {
  await db
    .updateTable('moments.replay')
    .set({
      ...(change.state ? { state: change.state } : {}),
      ...(change.done === undefined ? {} : { done: change.done }),
      ...(change.total === undefined ? {} : { total: change.total }),
      ...(change.startedAt ? { started_at: change.startedAt } : {}),
      ...(change.finishedAt ? { finished_at: change.finishedAt } : {}),
      ...(change.problem === undefined ? {} : { problem: change.problem }),
      ...(change.result === undefined ? {} : { result: change.result && JSON.stringify(change.result) }),
      ...(change.againstResult === undefined
        ? {}
        : { against_result: change.againstResult && JSON.stringify(change.againstResult) }),
    })
    .where('id', '=', id)
    // What was stopped stays stopped, whatever is still under way.
    .where('state', '!=', 'stopped')
    .execute()
}
