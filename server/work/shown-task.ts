import { type Because, say } from '../../contract/because.ts'
import type { Playbook } from '../../contract/playbook.ts'
import type { Outcome, ShortTask } from '../../contract/work.ts'
import type { ContactChannel, LawSettings, PersonInLaw, Verdict } from '../consent/judged.ts'
import { mayWe } from '../consent/may-we.ts'
import { placeOf } from '../consent/place.ts'
import { addressedAs, displayName } from '../customers/name.ts'
import { displayPhone } from '../customers/phone.ts'
import { nextOpening } from '../moments/hours.ts'
import { identityLine } from './identity-line.ts'
import { outcomesOf } from './outcome.ts'
import type { TaskRow } from './task-row.ts'
import type { Doer } from './who-does.ts'

const CHANNELS: ReadonlySet<string> = new Set([
  'call',
  'word',
  'coffee',
  'linkedin',
  'whatsapp',
] satisfies ContactChannel[])
const FREELY: Verdict = { answer: 'yes', because: [], articles: [], pack: '', nextAllowed: null }

/**
 * May this be done, now or when it is due? The law first, then the hours of the playbook where the customer is: what the law allows at 21:30
 * is not welcome for that. Words and coffees are given when they are here, whatever the hour.
 */
export function verdictOf(
  task: Pick<TaskRow, 'kind' | 'purpose' | 'not_before' | 'asset_id' | 'order_id'> & { family: string | null },
  person: PersonInLaw | undefined,
  law: LawSettings,
  hours: Playbook['hours'] | null,
  now: number,
): Verdict {
  if (!CHANNELS.has(task.kind) || !person) return FREELY
  const at = Math.max(now, task.not_before.getTime())
  // What it is about opens the contract in progress (CALL-2): the loop that made this task was judged with it, and so is the list.
  const asked = {
    channel: task.kind as ContactChannel,
    purpose: task.purpose,
    at,
    assetId: task.asset_id,
    orderId: task.order_id,
    family: task.family,
  }
  const verdict = mayWe(asked, person, law)
  if (task.kind !== 'call' || !hours || verdict.answer === 'no') return verdict
  const lawful = verdict.answer === 'yes' ? at : verdict.nextAllowed
  if (lawful === null) return verdict
  const here = placeOf(person.country, person.postcode, person.zone)
  const open = nextOpening(hours, here.zone, lawful, here.region)
  if (open <= lawful) return verdict
  const because = verdict.answer === 'yes' ? [say('touch.hours', { from: hours.from, to: hours.to })] : verdict.because
  return { ...verdict, answer: 'not-before', because, nextAllowed: open }
}

/** A task as it is shown: who, how to say it, why, what to say, and what may be done. */
export function shownTask(
  row: TaskRow,
  about: {
    verdict: Verdict
    doer: Doer | null
    today: Because[]
    /** In the reader's language. */
    title: string
    register: ShortTask['register']
    /** Who reads. */
    staff: string
    sender: string
    /** Were they told, when their number was noted, that such calls need their word? */
    told: boolean
    handedBy: string
  },
): ShortTask {
  const { verdict, doer } = about
  const name = nameIn(row)
  const commercialCall = row.kind === 'call' && row.purpose === 'commercial'
  return {
    id: row.id,
    customerId: row.customer_id,
    name: displayName(name),
    addressAs: addressedAs(name),
    formality: row.formality,
    pronunciation: row.pronunciation,
    hasVoice: row.has_voice,
    language: row.language,
    kind: row.kind,
    purpose: row.purpose,
    moment: row.moment,
    title: about.title,
    because: row.because,
    today: about.today,
    identity: commercialCall
      ? identityLine(
          { staff: about.staff, sender: about.sender, site: row.site_name ?? '' },
          row.language,
          row.formality,
          about.told,
        )
      : '',
    opening: inOneBreath(row, 'opening'),
    message: inOneBreath(row, 'message'),
    thank: inOneBreath(row, 'thank'),
    avoid: inOneBreath(row, 'avoid'),
    phones: row.phones.map(({ e164, label }) => ({ number: e164, shown: displayPhone(e164), label })),
    asset: row.asset,
    siteId: row.site_id,
    staffId: row.staff_id,
    staffName: row.staff_name ?? '',
    handover: doer?.handover
      ? { from: about.handedBy, words: doer.handover.words, at: new Date(doer.handover.at).toISOString() }
      : null,
    register: about.register,
    minutes: row.minutes,
    core: row.core,
    tries: row.tries,
    promised: row.promised,
    dueOn: row.due_on,
    expiresAt: row.expires_at?.toISOString() ?? null,
    dueAgain: row.state === 'open' ? row.not_before.toISOString() : null,
    state: row.state,
    outcome: (row.outcome as Outcome | null) ?? null,
    outcomes: [...outcomesOf(row)],
    verdict: {
      answer: verdict.answer,
      because: verdict.because,
      articles: verdict.articles,
      nextAllowed: verdict.nextAllowed === null ? null : new Date(verdict.nextAllowed).toISOString(),
    },
    doneAt: row.done_at?.toISOString() ?? null,
    last: row.last && lastWord(row.last),
  }
}

/** Its own line, then those of what is told in it. */
const inOneBreath = (row: TaskRow, line: 'opening' | 'message' | 'thank' | 'avoid'): string =>
  [row, ...row.also].flatMap((part) => part[line] || []).join('\n')

const nameIn = (row: TaskRow) => ({
  kind: row.customer_kind,
  title: row.title_of,
  givenName: row.given_name,
  familyName: row.family_name,
  companyName: row.company_name,
  pronunciation: row.pronunciation,
  addressAs: row.address_as,
  formality: row.formality,
  language: row.language,
})

const lastWord = (last: NonNullable<TaskRow['last']>): ShortTask['last'] => ({
  id: last.id,
  outcome: last.outcome as Outcome,
  toldBy: last.told_by,
  at: new Date(last.at).toISOString(),
  by: last.by ?? '',
  note: last.note,
})
