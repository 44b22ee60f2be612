import { type Because, say } from '../../../contract/because.ts'
import { SCALE_OF } from '../../../contract/surveys.ts'
import { weightOf } from '../../budget/weights.ts'
import { followMessages, insertInvitations } from '../../feedback/invitation.store.ts'
import { insertSurvey, surveysBySlug } from '../../feedback/survey.store.ts'
import { SECOND_SURVEY } from '../../feedback/survey.ts'
import type { SurveyAsks } from '../../feedback/tables.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { askAddress } from '../../messages/ask-link.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { spokenIn } from '../../messages/message-words.ts'
import { callOffReady } from '../../messages/outbox.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { messageFor } from '../../messages/write-message.ts'
import { nextOpening } from '../../moments/hours.ts'
import { regionHere, zoneHere } from '../../moments/local-zone.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { sites } from '../../network/places.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { secondMoment } from '../../recovery/care-moments.ts'
import type { CaseRow } from '../../recovery/case.store.ts'
import { clockOf } from '../../recovery/clock.store.ts'
import { addStep, stepsOf, undoStepRow } from '../../recovery/step.store.ts'
import { waysToAnswer } from '../../recovery/ways.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { stopNumber } from '../loop/round.store.ts'
import { SHIPPED_RHYTHM } from '../loop/tell-by.ts'
import { careNow } from './reply-ground.flow.ts'

const MINUTE = 60_000
const DAY = 86_400_000

const ASKS: SurveyAsks = {
  title: { fr: 'Après un dossier', en: 'After a case' },
  languages: ['fr', 'en'],
  metric: 'csat',
  scale: SCALE_OF.csat,
  ends: { low: { fr: 'Pas du tout', en: 'Not at all' }, high: { fr: 'Tout à fait', en: 'Entirely' } },
  question: { fr: 'Est-ce réglé pour vous\u00a0?', en: 'Is it settled for you?' },
  word: { fr: 'Ce qui manque encore, si quelque chose manque', en: 'What is still missing, if anything is' },
  followUps: [
    {
      key: 'callback',
      kind: 'yes-no',
      title: { fr: 'Souhaitez-vous que quelqu’un vous rappelle\u00a0?', en: 'Would you like somebody to call you?' },
      options: [],
      after: ['between', 'unhappy'],
    },
  ],
  thanks: {
    fr: 'Merci. Votre réponse est lue par qui s’est occupé de vous.',
    en: 'Thank you. Whoever looked after you reads your answer.',
  },
  askQuote: false,
  editHours: 72,
  openDays: 30,
}

async function theSurvey(house: House): Promise<{ id: string; version: number; asks: SurveyAsks } | null> {
  const [found] = await surveysBySlug(house.db, [SECOND_SURVEY])
  if (found) return found.state === 'closed' ? null : found
  const id = house.newId()
  await insertSurvey(house.db, { id, slug: SECOND_SURVEY, asks: ASKS, state: 'open', createdBy: null }, house.now())
  const [made] = await surveysBySlug(house.db, [SECOND_SURVEY])
  return made ?? null
}

/**
 * Some time after its end they are asked whether it is well, by the way they were answered or another that is open; written with its
 * invitation, or not at all, and then it is said why.
 */
export async function askWhetherWell(
  house: House,
  playbooks: PlaybookInForce,
  row: CaseRow,
  caller: Caller,
): Promise<void> {
  const asked = await writeQuestion(house, playbooks, row, caller)
  const now = house.now()
  const step = { id: house.newId(), caseId: row.id, customerId: row.customerId, by: null }
  if ('refused' in asked)
    return addStep(house.db, { ...step, kind: 'not-asked', data: { because: asked.refused } }, now)
  await insertMessages(house.db, [asked.message], now)
  await insertInvitations(
    house.db,
    [
      {
        id: asked.invitationId,
        survey: asked.survey,
        customerId: row.customerId!,
        siteId: row.siteId,
        staffId: asked.message.staffId,
        assetId: row.assetId,
        orderId: row.orderId,
        visitId: null,
        moment: row.moment,
        service: row.service,
        channel: asked.message.channel,
        touchId: null,
        messageId: asked.message.id,
        caseId: row.id,
        expiresAt: new Date(asked.message.notBefore + asked.openDays * DAY),
      },
    ],
    now,
  )
  const data = {
    invitationId: asked.invitationId,
    messageId: asked.message.id,
    channel: asked.message.channel,
    dueAt: new Date(asked.message.notBefore).toISOString(),
  }
  await addStep(house.db, { ...step, kind: 'asked', data }, now)
  house.queue.wake(house, OUTBOX)
}

interface Question {
  message: NewMessage
  invitationId: string
  survey: { id: string; version: number }
  openDays: number
}

async function writeQuestion(
  house: House,
  playbooks: PlaybookInForce,
  row: CaseRow,
  caller: Caller,
): Promise<Question | { refused: Because[] }> {
  const now = house.now()
  const person = row.customerId ? (await loopPersons(house.db, [row.customerId], now)).get(row.customerId) : undefined
  if (!person) return { refused: [say('case.nobody-to-ask')] }
  if (person.rhythm.perMonth === 0) return { refused: [say('budget.rhythm-none')] }
  const survey = await theSurvey(house)
  if (!survey) return { refused: [say('case.question-closed')] }
  const [care, clock, sender, everyPlace, staff, providers, inForce] = await Promise.all([
    careNow(house, playbooks, row.siteId),
    clockOf(house.db, row.siteId),
    sendersOf(house.db),
    sites(house.db),
    staffOf(house.db, now),
    providersOf(house.db, { active: true }),
    playbooks.of(house.db),
  ])
  const ways = waysToAnswer(person, care).filter(({ channel, open }) => open && channel !== 'call')
  const way = ways.toSorted((a, b) => preference(person, a.channel) - preference(person, b.channel))[0]
  if (!way)
    return {
      refused: distinct(
        waysToAnswer(person, care)
          .filter(({ channel }) => channel !== 'call')
          .flatMap(({ because }) => because.slice(0, 1)),
      ),
    }
  const site = everyPlace.find(({ id }) => id === (row.siteId ?? person.siteId)) ?? null
  const writer = staff.find(({ id }) => id === (row.ownerId ?? caller.staffId)) ?? null
  const [id, invitationId] = [house.newId(), house.newId()]
  const from = Math.max(way.notBefore, now.getTime() + clock.askAfter * MINUTE)
  const message = messageFor({
    id,
    touchId: null,
    moment: secondMoment(),
    gesture: way.channel as 'email' | 'sms',
    person: { ...person, language: spokenIn(person.language) },
    scene: { person, asset: null, order: null, fact: null, now: now.getTime() },
    staff: writer && { id: writer.id, name: writer.name, phone: writer.phone, email: writer.email },
    site: site && { id: site.id, name: site.name, phone: site.phone, city: site.city, address: site.address },
    sender: { ...sender(site?.id), stop: stopNumber(providers) },
    links: linksFor(house.seal.mark, house.origin, { kind: 'message', id }, now),
    ask: { link: askAddress(house.seal.mark, house.origin, 'ask', invitationId), survey: survey.asks },
    weight: weightOf(inForce?.playbook.budget ?? SHIPPED_RHYTHM.budget, way.channel),
    recording: null,
    notBefore: nextOpening(care.hours, zoneHere(person), from, regionHere(person)),
    expiresAt: from + 14 * DAY,
  })
  if ('refused' in message) return { refused: [message.refused] }
  const judged = way.judged ? { judged: way.judged } : {}
  return {
    message: { ...message, ...judged },
    invitationId,
    survey: { id: survey.id, version: survey.version },
    openDays: survey.asks.openDays,
  }
}

/** Two ways that are shut for one reason say it once. */
const distinct = (because: readonly Because[]): Because[] => [
  ...new Map(because.map((each) => [each.code, each])).values(),
]

function preference(person: LoopPerson, channel: string): number {
  const at = person.rhythm.channels.indexOf(channel)
  return at < 0 ? person.rhythm.channels.length : at
}

/** The case is open again before the question left: it is not asked. One that has left stays, and is answered or not. */
export async function leaveUnasked(house: House, caseId: string): Promise<void> {
  const now = house.now()
  const asked = (await stepsOf(house.db, caseId)).filter(({ kind, undoneAt }) => kind === 'asked' && undoneAt === null)
  const messages = asked.flatMap(({ data }) => data.messageId ?? [])
  const gone = await callOffReady(house.db, messages, [say('case.open-again')], now)
  await followMessages(house.db, gone, now)
  for (const step of asked) if (gone.includes(step.data.messageId ?? '')) await undoStepRow(house.db, step.id, now)
}
