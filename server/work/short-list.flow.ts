import { type Because, say } from '../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/work.ts'
import type { Outcome, ShortTask } from '../../contract/work.ts'
import type { ConsentFact, Verdict } from '../consent/judged.ts'
import { lawOf, lawSettings, siteEntities } from '../consent/law.store.ts'
import { inTheNameOf } from '../consent/legal-entity.ts'
import { type Caller, callerSites, need } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import type { Shown } from '../network/looks.ts'
import { sites } from '../network/places.store.ts'
import { staffOf } from '../network/staff.store.ts'
import { addDays, dayAt, instantOf } from '../plain/civil.ts'
import { allowanceOf } from './allowance.store.ts'
import { handoversInForce } from './handover.store.ts'
import { givenSince, outcomesOfTask } from './outcome.store.ts'
import type { PlaybookNow } from './playbook-now.port.ts'
import { senderNames } from './sender.store.ts'
import { shortList } from './short-list.ts'
import { shownTask, verdictOf } from './shown-task.ts'
import type { Since, StillToDo } from './still-to-do.port.ts'
import { doneSince, openByStaff, openTasks, taskById } from './task.store.ts'
import type { TaskRow } from './task-row.ts'
import { type Doer, type Team, teamOf, whoDoes } from './who-does.ts'

/** While a case of theirs is open: not for the law's sake, for theirs. */
const SILENCE: Verdict = { answer: 'no', because: [say('budget.open-case')], articles: [], pack: '', nextAllowed: null }

const staffIdOf = (caller: Caller): string => {
  if (!caller.staffId) throw invalid('session', 'api-key', 'Only a person has a list of their own.')
  return caller.staffId
}

/** Who does this task now: whoever has it, or who stands in for them. */
const doerOf = (team: Team, row: TaskRow, now: number, open: ReadonlyMap<string, number>): Doer =>
  whoDoes(
    team,
    {
      customerId: row.customer_id,
      by: 'advisor',
      advisorId: row.staff_id,
      deputyId: row.staff_id === null || row.staff_id === row.advisor_id ? row.deputy_id : null,
      siteId: row.site_id,
      service: null,
      language: row.language,
      now,
      expiresAt: row.expires_at?.getTime() ?? null,
    },
    open,
  )

/** Told when their number was noted, or in the very words they agreed to. */
const isCallNotice = ({ action, channel, purpose }: ConsentFact): boolean =>
  (action === 'notice' && (channel === 'call' || channel === 'all')) ||
  (action === 'given' && channel === 'call' && purpose === 'commercial')

/** All that is asked once for a list: the law, the sender, the hours, the people. */
async function ground(house: House, playbook: PlaybookNow, rows: readonly TaskRow[], caller: Caller) {
  const ids = [...new Set(rows.map((row) => row.customer_id))]
  const [law, settings, entities, sender, today] = await Promise.all([
    lawOf(house.db, ids),
    lawSettings(house.db),
    siteEntities(house.db),
    senderNames(house.db),
    playbook(house),
  ])
  const now = house.now().getTime()
  return {
    sender,
    told: (row: TaskRow): boolean => law.get(row.customer_id)?.consents.some(isCallNotice) ?? false,
    title: (row: TaskRow): string => (row.moment && today.titleOf(row.moment, caller.locale)) || row.title,
    register: (row: TaskRow) => today.registerOf(row.moment, row.kind, caller.locale),
    verdict: (row: TaskRow) =>
      verdictOf(
        { ...row, family: today.familyOf(row.moment) },
        law.get(row.customer_id),
        inTheNameOf(settings, entities, row.site_id),
        today.hours,
        now,
      ),
  }
}

/**
 * My day: my own tasks but for those I handed over, those of colleagues I stand in for, and those of nobody that fall to me; judged now, ranked,
 * and cut to the time I give. Where I work says when the day ends.
 */
export const myDay =
  (playbook: PlaybookNow, stillToDo: StillToDo) =>
  async (house: House, _input: InputOf<typeof api.myDay>, caller: Caller): Promise<AnswerOf<typeof api.myDay>> => {
    const me = staffIdOf(caller)
    const now = house.now()
    const [staff, handovers, open, places] = await Promise.all([
      staffOf(house.db, now),
      handoversInForce(house.db, now),
      openByStaff(house.db),
      sites(house.db),
    ])
    const mine = callerSites(caller, 'work.act')
    const zone = places.find((site) => mine === 'all' || mine.includes(site.id))?.timeZone ?? 'Europe/Paris'
    const today = dayAt(zone, now.getTime())
    const [startsAt, endsAt] = [instantOf(zone, today, 0), instantOf(zone, addDays(today, 1), 0)]
    const team = teamOf(staff, handovers)
    const [written, done, allowance, used] = await Promise.all([
      openTasks(house.db, {
        staffId: me,
        covered: absent(team, open, me),
        sites: mine,
        before: new Date(endsAt),
      }),
      doneSince(house.db, me, new Date(startsAt)),
      allowanceOf(house.db, me),
      givenSince(house.db, me, new Date(startsAt)),
    ])
    const since = await stillToDo(house, written)
    // What means nothing any more is not shown; what became an offer is judged as one.
    const rows = written.filter((row) => !since.gone.has(row.id)).map((row) => asItIsNow(row, since))
    const { sender, told, verdict, title, register } = await ground(house, playbook, [...rows, ...done], caller)
    const doers = new Map(rows.map((row) => [row.id, doerOf(team, row, now.getTime(), open)]))
    const listed = rows
      .filter((row) => {
        const doer = doers.get(row.id)!
        return doer.staffId === me || (row.staff_id === me && doer.as !== 'handed-over')
      })
      .map((row) => ({ ...row, row, verdict: since.silent.has(row.id) ? SILENCE : verdict(row), ...inMs(row) }))
    const made = shortList(listed, {
      now: now.getTime(),
      endsAt,
      ...allowance,
      usedCalls: used.calls,
      usedMinutes: used.minutes,
    })
    const shown = (task: { row: TaskRow; verdict: ReturnType<typeof verdict> }, because: Because[] = []): ShortTask =>
      shownTask(task.row, {
        verdict: task.verdict,
        doer: doers.get(task.row.id) ?? null,
        today: because,
        title: title(task.row),
        register: register(task.row),
        staff: caller.name,
        sender: sender(task.row.site_id),
        told: told(task.row),
        handedBy: team.byId.get(doers.get(task.row.id)?.handover?.from ?? '')?.name ?? '',
      })
    return {
      now: now.toISOString(),
      list: made.list.map(({ task, today: because }) => shown(task, because)),
      later: made.later.map(({ task, from }) => ({ task: shown(task), from: new Date(from).toISOString() })),
      beyond: made.beyond.length,
      barred: made.barred.map((task) => shown(task)),
      done: done.map((row) => shown({ row, verdict: verdict(row) })),
      allowance,
      used,
    }
  }

/** What became an offer is judged as one; what is told besides and means nothing any more is not said. */
const asItIsNow = (row: TaskRow, since: Since): TaskRow => ({
  ...row,
  also: row.also.filter(({ touch }) => !since.untold.has(touch)),
  purpose: since.offers.has(row.id) ? 'commercial' : row.purpose,
})

/** A task opened by its own address says what the list would: silence while a case is open, or that it means nothing any more. */
function barredBy(row: TaskRow, since: Since): Verdict | null {
  const gone = since.gone.get(row.id)
  if (gone) return { ...SILENCE, because: [...gone] }
  return since.silent.has(row.id) ? SILENCE : null
}

const inMs = (row: TaskRow) => ({ notBefore: row.not_before.getTime(), expiresAt: row.expires_at?.getTime() ?? null })

/** People for whom somebody may stand in: away, gone while tasks of theirs are open, or who handed over. Their tasks may be mine. */
function absent(team: Team, open: ReadonlyMap<string, number>, me: string): string[] {
  const gone = [...open.keys()].filter((id) => !team.byId.has(id))
  const away = [...team.byId.values()].filter((person) => person.duty.state === 'away').map((person) => person.id)
  return [...new Set([...away, ...gone, ...team.handovers.keys()])].filter((id) => id !== me)
}

export const dayShows = (day: AnswerOf<typeof api.myDay>): Shown => ({
  action: 'work.view',
  standing: true,
  customerIds: [...day.list, ...day.later.map(({ task }) => task), ...day.barred, ...day.done].map(
    (task) => task.customerId,
  ),
})

/** One task as the caller sees it. */
export async function oneTask(
  house: House,
  playbook: PlaybookNow,
  caller: Caller,
  id: string,
  stillToDo?: StillToDo,
): Promise<ShortTask> {
  const written = await taskById(house.db, id)
  if (!written) throw notFound('task')
  const since = written.state === 'open' ? await stillToDo?.(house, [written]) : undefined
  const row = since ? asItIsNow(written, since) : written
  const now = house.now()
  const [staff, handovers, { sender, told, verdict, title, register }] = await Promise.all([
    staffOf(house.db, now),
    handoversInForce(house.db, now),
    ground(house, playbook, [row], caller),
  ])
  const team = teamOf(staff, handovers)
  const doer = doerOf(team, row, now.getTime(), new Map())
  return shownTask(row, {
    verdict: (since && barredBy(row, since)) ?? verdict(row),
    doer,
    today: [],
    title: title(row),
    register: register(row),
    staff: caller.name,
    sender: sender(row.site_id),
    told: told(row),
    handedBy: team.byId.get(doer.handover?.from ?? '')?.name ?? '',
  })
}

export const readTask =
  (playbook: PlaybookNow, stillToDo: StillToDo) =>
  async (
    house: House,
    { params }: InputOf<typeof api.readTask>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.readTask>> => {
    const task = await oneTask(house, playbook, caller, params.id, stillToDo)
    need(caller, 'work.act', task.siteId ?? undefined)
    const history = await outcomesOfTask(house.db, params.id)
    await audit(house, caller, 'task.view', {
      customerId: task.customerId,
      siteId: task.siteId,
      detail: { task: task.id },
    })
    return {
      task,
      history: history.map((row) => ({
        id: row.id,
        outcome: row.outcome as Outcome,
        note: row.note,
        toldBy: row.told_by,
        by: row.by ?? '',
        at: row.at.toISOString(),
        undoneAt: row.undone_at?.toISOString() ?? null,
      })),
    }
  }
