import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { FollowUpSaid } from '../../../contract/feedback.ts'
import type * as api from '../../../contract/recovery.ts'
import { picksSaid } from '../../feedback/follow-ups.ts'
import { asksOfVersions } from '../../feedback/survey.store.ts'
import { type Caller, callerMay, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { notFound } from '../../kit/problem.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { audit } from '../../network/audit.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { accusedNames } from '../../recovery/accused.store.ts'
import { noteRead } from '../../recovery/case.store.ts'
import { answersOfCase, casePage, type SeenCase, seenCase } from '../../recovery/case-list.store.ts'
import { mayHave } from '../../recovery/owner.ts'
import type { PromiseRow } from '../../recovery/promise.store.ts'
import { repliesOfCase } from '../../recovery/reply.store.ts'
import { type StepRow, stepsOf } from '../../recovery/step.store.ts'
import { mayUndo } from '../../recovery/step.ts'
import { openHints } from '../../timeline/entries.store.ts'
import { entryPage } from '../../timeline/entry-page.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { shownVerbatims } from '../feedback/inbox.flow.ts'
import { needNotAccused } from './accused.flow.ts'
import { assetName } from './asset-name.store.ts'
import { aroundCases, asLine, asPromise } from './cases.flow.ts'
import { perhapsTheirs } from './perhaps-theirs.flow.ts'
import { asReply } from './reply.flow.ts'
import { howToAnswer } from './reply-ground.flow.ts'
import { aboutWords } from './what-they-say.ts'

/** What happened lately with them: enough to know whom one calls. */
const LATELY = 8

/**
 * One case with all one needs to answer. Its owner and their managers see the words whole; a colleague takes it over first. That it was looked
 * at is written down, and the first look of somebody who may act says that it was read.
 */
export const readCase =
  (playbook: PlaybookNow, playbooks: PlaybookInForce) =>
  (house: House, { params }: InputOf<typeof api.readCase>, caller: Caller): Promise<AnswerOf<typeof api.readCase>> =>
    inTransaction(house, async (house) => {
      const { db } = house
      const found = await seenCase(db, params.id)
      if (!found) throw notFound('case')
      need(caller, 'feedback.read', found.siteId)
      await needNotAccused(house, caller, found)
      const mayAct = callerMay(caller, 'feedback.act', found.siteId) && caller.staffId !== null
      const whole = mayAct && (found.ownerId === caller.staffId || callerMay(caller, 'staff.manage', found.siteId))
      if (mayAct && caller.staffId) await noteRead(db, found.id, caller.staffId, house.now())
      const around = await aroundCases(house, playbook, caller, [found.id])
      const line = asLine({ ...found, readAt: found.readAt ?? (mayAct ? house.now() : null) }, around)
      const [answers, steps, replies, customer] = await Promise.all([
        answersOfCase(db, found.id),
        stepsOf(db, found.id),
        repliesOfCase(db, found.id),
        line.customerId ? theCustomer(house, playbooks, caller, found, line) : null,
      ])
      const verbatims = await shownVerbatims(
        house,
        playbook,
        caller,
        answers.flatMap(({ verbatimId }) => verbatimId ?? []),
        { numbers: whole },
      )
      const perhaps =
        whole && line.known === false && callerMay(caller, 'customers.read')
          ? await perhapsTheirs(
              house,
              verbatims.map(({ text }) => text),
            )
          : null
      await audit(house, caller, 'case.view', {
        customerId: found.customerId ?? perhaps?.id ?? null,
        siteId: found.siteId,
        detail: { case: found.id, whole },
      })
      const asks = await asksOfVersions(db, answers)
      const accused = await accusedNames(db, found.id)
      const now = house.now()
      const promises = around.promises.get(found.id) ?? []
      return {
        case: line,
        whole,
        mayAct,
        perhaps,
        verbatims,
        scores: answers.flatMap((answer) =>
          scoreOf(answer, picksSaid(asks(answer.surveyId, answer.surveyVersion), answer.followUps, caller.locale)),
        ),
        steps: steps.map((step) => asStep(step, caller, now, promises)),
        promises: promises.map((row) => asPromise(row, now)),
        replies: replies.map((row) => asReply(row, caller, now)),
        how: customer && whole ? customer.how : null,
        asset: await assetName(db, found.assetId),
        advisor: customer?.advisor ?? '',
        history: customer?.history ?? [],
        hints: customer?.hints ?? [],
        team: mayAct ? await teamOf(house, found.siteId, accused) : [],
        accused: whole ? accused : [],
        mayJudge: mayAct && callerMay(caller, 'staff.manage', found.siteId),
        others: customer?.others ?? [],
      }
    })

async function theCustomer(
  house: House,
  playbooks: PlaybookInForce,
  caller: Caller,
  found: SeenCase,
  line: api.CaseLine,
) {
  const customerId = found.customerId!
  const words = {
    band: found.band,
    polarity: found.polarity ?? -1,
    mixed: found.mixed ?? false,
    kinds: [],
    praised: found.praised ?? [],
    text: found.text ?? '',
    themes: await themesOf(house, found.id),
  }
  const [how, page, hints, open, closed, advisor] = await Promise.all([
    howToAnswer(house, playbooks, {
      customerId,
      siteId: found.siteId,
      place: line.site,
      staff: caller.name,
      locale: caller.locale,
      // Who opened a case was not content, whatever the reader made of their words; unless they changed their answer since.
      about: aboutWords({ ...words, band: found.content ? 'happy' : 'unhappy' }, caller.name),
      complaint: !found.content,
    }),
    entryPage(house.db, customerId, { kinds: [] }, null, LATELY, caller.staffId),
    openHints(house.db, customerId, LATELY),
    othersOf(house, caller, customerId, true),
    othersOf(house, caller, customerId, false),
    advisorOf(house, customerId),
  ])
  const others = [...open, ...closed].filter(({ id }) => id !== found.id)
  return {
    how,
    advisor,
    history: page.entries,
    hints,
    others: others.map((each) => ({
      id: each.id,
      openedAt: each.openedAt.toISOString(),
      closedAt: each.closedAt?.toISOString() ?? null,
      severity: each.severity,
    })),
  }
}

const othersOf = (house: House, { staffId }: Caller, customerId: string, open: boolean) =>
  casePage(house.db, {
    ownerId: null,
    reader: staffId,
    sites: 'all',
    siteId: null,
    customerId,
    open,
    skip: 0,
    most: 10,
  })

async function advisorOf(house: House, customerId: string): Promise<string> {
  const row = await house.db
    .selectFrom('customers.customer as c')
    .innerJoin('network.staff as s', 's.id', 'c.advisor_id')
    .select('s.name')
    .where('c.id', '=', customerId)
    .executeTakeFirst()
  return row?.name ?? ''
}

/** What their words on this case speak of, ill first. */
async function themesOf(house: House, caseId: string) {
  const rows = await house.db
    .selectFrom('recovery.case_answer as n')
    .innerJoin('feedback.verbatim as v', 'v.answer_id', 'n.answer_id')
    .select('v.themes')
    .where('n.case_id', '=', caseId)
    .orderBy('n.at', 'desc')
    .execute()
  return rows.flatMap(({ themes }) => themes)
}

const scoreOf = (answer: Awaited<ReturnType<typeof answersOfCase>>[number], followUps: FollowUpSaid[]) =>
  answer.score === null || answer.scaleMin === null || answer.scaleMax === null || !answer.direction || !answer.band
    ? []
    : [
        {
          answerId: answer.answerId,
          at: answer.at.toISOString(),
          score: answer.score,
          scale: { min: answer.scaleMin, max: answer.scaleMax, direction: answer.direction },
          band: answer.band,
          again: answer.kind === 'again',
          followUps,
        },
      ]

const asStep = (row: StepRow, caller: Caller, now: Date, promises: readonly PromiseRow[]): api.CaseStep => ({
  id: row.id,
  kind: row.kind,
  at: row.at.toISOString(),
  by: row.by ?? '',
  about: row.about ?? '',
  text: row.text,
  because: row.data.because ?? [],
  outcome: row.data.outcome ?? null,
  channel: row.data.channel ?? null,
  score: row.data.score ?? null,
  best: row.data.best ?? null,
  again: (row.data.again as api.CaseStep['again']) ?? null,
  dueAt: row.data.dueAt ?? null,
  undoneAt: row.undoneAt?.toISOString() ?? null,
  undoable:
    row.byId !== null &&
    row.byId === caller.staffId &&
    mayUndo(row, now) &&
    // What came of a promise stands on it.
    (row.kind !== 'promised' || promises.some(({ id, keptAt }) => id === row.data.promiseId && keptAt === null)),
})

/** Those who may have it, by name; not whom it is about. */
async function teamOf(house: House, siteId: string | null, accused: readonly { id: string; cleared: boolean }[]) {
  const about = new Set(accused.filter(({ cleared }) => !cleared).map(({ id }) => id))
  return (await staffOf(house.db, house.now()))
    .filter((person) => mayHave(person, siteId) && !about.has(person.id))
    .map(({ id, name, duty }) => ({ id, name, away: duty.state === 'away' }))
}
