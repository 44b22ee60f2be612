import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/report.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { mayWe } from '../../consent/may-we.ts'
import { addressedAs } from '../../customers/name.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { staffById } from '../../network/staff.store.ts'
import { committeeCall } from '../../voice/committee-call.ts'
import { type CallRow, callsOf, putCallAside, writeCallTask } from '../../voice/report.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { insertTasks } from '../../work/task.store.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { needReport, openReport } from './report.flow.ts'
import { chooseReportCalls } from './report-calls.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

async function callOf(house: House, reportId: string, staffId: string): Promise<CallRow> {
  const call = (await callsOf(house.db, reportId)).find((one) => one.staffId === staffId)
  if (!call) throw notFound('call of this member')
  return call
}

export const chooseOther =
  (playbook: PlaybookNow) =>
  (house: House, { params, query }: In<'chooseOther'>, caller: Caller): Out<'chooseOther'> =>
    inTransaction(house, async (house) => {
      const siteId = query.site ?? null
      needReport(caller, siteId, 'voice.manage')
      const row = await openReport(house, playbook, params.month, siteId)
      if (row.state === 'closed') throw conflict('report-closed', 'The report is closed', 'Open it again to change it.')
      const call = await callOf(house, row.id, params.staff)
      if (call.taskId) throw conflict('call-begun', 'This call is on their list already')
      await putCallAside(house.db, call.id, house.now())
      await chooseReportCalls(house, playbook, { id: row.id, month: params.month, siteId })
      await audit(house, caller, 'report.other-call', {
        siteId,
        customerId: call.customerId,
        detail: { month: params.month, staff: params.staff },
      })
      return { ok: true }
    })

/** The call goes onto the short list of the member, with why and whom to ask first. Asked twice, it is the one there is. */
export const takeCall =
  (playbook: PlaybookNow) =>
  (house: House, { params, query }: In<'takeCall'>, caller: Caller): Out<'takeCall'> =>
    inTransaction(house, async (house) => {
      const siteId = query.site ?? null
      needReport(caller, siteId, 'voice.read')
      if (caller.staffId !== params.staff && !callerMay(caller, 'voice.manage', siteId))
        throw forbidden('One puts one’s own call on one’s list.')
      const row = await openReport(house, playbook, params.month, siteId)
      const call = await callOf(house, row.id, params.staff)
      if (call.taskId) return { taskId: call.taskId }
      const now = house.now()
      const [member, persons] = await Promise.all([
        staffById(house.db, now, params.staff),
        loopPersons(house.db, [call.customerId], now),
      ])
      const person = persons.get(call.customerId)
      if (!person) throw notFound('customer')
      const law = await lawSettings(house.db)
      const verdict = mayWe({ channel: 'call', purpose: 'service', at: now.getTime() }, person.law, law)
      const from = verdict.answer === 'yes' ? now.getTime() : verdict.nextAllowed
      if (from === null)
        throw conflict('may-not-call', 'This customer may not be called any more', 'Choose another customer.')
      const task = committeeCall({
        id: house.newId(),
        person: { ...person, name: addressedAs(person) },
        member: { id: member.id, name: member.name, locale: member.locale },
        call: { kind: call.kind, because: call.because, advisor: call.advisor },
        now: from,
      })
      await insertTasks(house.db, [task], now)
      await writeCallTask(house.db, call.id, task.id)
      await audit(house, caller, 'report.take-call', {
        siteId,
        customerId: call.customerId,
        detail: { month: params.month, staff: params.staff },
      })
      return { taskId: task.id }
    })
