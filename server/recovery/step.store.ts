import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { StepData, StepKind } from './step.ts'

export interface NewStep {
  id: string
  caseId: string
  customerId: string | null
  kind: StepKind
  by: string | null
  about?: string | null
  text?: string
  data?: StepData
}

export async function addStep(db: Db, step: NewStep, now: Date): Promise<void> {
  await db
    .insertInto('recovery.step')
    .values({
      id: step.id,
      case_id: step.caseId,
      customer_id: step.customerId,
      kind: step.kind,
      by_staff: step.by,
      about_staff: step.about ?? null,
      text: step.text ?? '',
      data: JSON.stringify(step.data ?? {}),
      at: now,
    })
    .execute()
}

export interface StepRow {
  id: string
  caseId: string
  kind: StepKind
  byId: string | null
  by: string | null
  about: string | null
  text: string
  data: StepData
  at: Date
  undoneAt: Date | null
}

const COLUMNS = sql`s.id, s.case_id as "caseId", s.kind, s.by_staff as "byId", b.name as by, o.name as about, s.text, s.data, s.at,
  s.undone_at as "undoneAt"`

/** All that happened with a case, the newest first. */
export async function stepsOf(db: Db, caseId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select ${COLUMNS} from recovery.step s left join network.staff b on b.id = s.by_staff left join network.staff o on o.id = s.about_staff
    where s.case_id = ${caseId}::uuid order by s.at desc, s.id desc`.execute(db)
  return rows
}

export async function stepById(db: Db, id: string): Promise<StepRow> {
  const { rows } = await sql<StepRow>`
    select ${COLUMNS} from recovery.step s left join network.staff b on b.id = s.by_staff left join network.staff o on o.id = s.about_staff
    where s.id = ${id}::uuid`.execute(db)
  if (!rows[0]) throw notFound('step')
  return rows[0]
}

export async function undoStepRow(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('recovery.step').set({ undone_at: now }).where('id', '=', id).execute()
}
